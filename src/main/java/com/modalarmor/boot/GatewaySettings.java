package com.modalarmor.boot;

import com.modalarmor.admin.ManagementSettings;
import com.modalarmor.audit.AuditSettings;
import com.modalarmor.classify.onnx.OnnxSettings;
import com.modalarmor.detect.SignatureLimits;
import com.modalarmor.identity.IdentitySettings;
import com.modalarmor.ingress.IngressSettings;
import com.modalarmor.json.JsonLimits;
import com.modalarmor.limits.LimitSettings;
import com.modalarmor.redact.GatewayKey;
import com.modalarmor.settings.Secret;
import com.modalarmor.settings.SettingsReader;
import com.modalarmor.upstream.UpstreamSettings;
import com.modalarmor.vector.VectorSettings;
import java.nio.file.Path;
import java.util.List;

/**
 * All static settings of a gateway, composed of each feature's own. Immutable.
 *
 * @param eventLoops each carries ingress, detection and upstream side by side; 0 = one per
 *     processor
 * @param tenantsFolder one YAML file a tenant
 * @param policiesFolder one YAML file a policy; empty = the packaged ones
 * @param signaturesFolder a signature pack; empty = the packaged one
 * @param signaturesPollMs how often that folder is looked at for a new pack; 0 = never
 * @param tenantSignatures what each tenant's own signatures may cost
 * @param learnedFile attacks learned by hand; empty = none
 * @param redactionKey from which the keys for hashes, encryption and placeholders are derived;
 *     empty = a random one for each process
 * @param adminKey bootstrap key of the admin socket; empty = none
 * @param adminTenants tenants whose keys and tokens with the role {@code admin} open the admin
 *     socket: another tenant's own issuer could give that role to anybody
 * @param vectors where vector collections are kept
 */
record GatewaySettings(
    int eventLoops,
    IngressSettings ingress,
    ManagementSettings management,
    ManagementSettings admin,
    Secret adminKey,
    List<String> adminTenants,
    IdentitySettings identity,
    LimitSettings limits,
    Detection detection,
    UpstreamSettings gemini,
    int upstreamInFlightMax,
    AuditSettings audit,
    Path tenantsFolder,
    Path policiesFolder,
    Path signaturesFolder,
    int signaturesPollMs,
    SignatureLimits tenantSignatures,
    Path learnedFile,
    VectorSettings vectors,
    Secret redactionKey) {

  /**
   * Bounds of the detection lanes.
   *
   * @param deadlineMs a scan that takes longer is a refusal
   * @param inFlightMax unanswered scans per detection verticle
   * @param largeBytesMin bodies of at least this size are scanned by workers, off the event loops
   * @param workers detection verticles for large bodies
   * @param knownTextsMax texts without findings that each verticle remembers; 0 = none
   * @param requestJson bounds of a caller's body
   * @param replyJson bounds of a model's answer
   * @param secondStage a transformer that the user brings; off by default
   */
  record Detection(
      int deadlineMs,
      int inFlightMax,
      int largeBytesMin,
      int workers,
      int knownTextsMax,
      JsonLimits requestJson,
      JsonLimits replyJson,
      OnnxSettings secondStage) {

    static Detection read(SettingsReader reader) {
      SettingsReader json = reader.section("json");
      int depthMax = json.integer("depth-max", 64, 4, 1_000);
      int charsMax = json.integer("string-chars-max", 16 << 20, 1_024, 256 << 20);
      return new Detection(
          reader.integer("deadline-ms", 2_000, 10, 60_000),
          reader.integer("in-flight-max", 1_024, 1, 100_000),
          reader.integer("large-bytes-min", 32 << 10, 1_024, 1 << 20),
          reader.integer("workers", 2, 1, 64),
          reader.integer("known-texts-max", 16_384, 0, 1 << 20),
          new JsonLimits(
              depthMax, charsMax, json.integer("request-tokens-max", 200_000, 100, 10_000_000)),
          new JsonLimits(
              depthMax, charsMax, json.integer("reply-tokens-max", 4_000_000, 100, 100_000_000)),
          OnnxSettings.read(reader.section("second-stage")));
    }
  }

  static GatewaySettings read(SettingsReader root) {
    SettingsReader upstream = root.section("upstream");
    SettingsReader admin = root.section("admin");
    SettingsReader tenants = root.section("tenants");
    SettingsReader signatures = root.section("signatures");
    return new GatewaySettings(
        root.section("runtime").integer("event-loops", 0, 0, 256),
        IngressSettings.read(root.section("data-plane")),
        ManagementSettings.read(root.section("management"), 9_090),
        ManagementSettings.read(admin, 9_443),
        admin.secret("MODAL_ARMOR_API_KEY", "key-file"),
        admin.texts("tenants", List.of()),
        IdentitySettings.read(root.section("identity")),
        LimitSettings.read(root),
        Detection.read(root.section("detection")),
        UpstreamSettings.read(upstream.section("gemini")),
        upstream.integer("in-flight-max", 2_048, 1, 100_000),
        AuditSettings.read(root.section("audit")),
        tenants.path("folder", "tenants"),
        root.section("policies").path("folder", ""),
        signatures.path("folder", ""),
        signatures.integer("poll-ms", 1_000, 0, 3_600_000),
        SignatureLimits.read(tenants.section("signatures")),
        root.section("similarity").path("learned-file", ""),
        VectorSettings.read(root.section("vector")),
        redactionKey(root.section("redaction")));
  }

  private static Secret redactionKey(SettingsReader section) {
    Secret key = section.secret("MODAL_ARMOR_REDACTION_KEY", "key-file");
    if (!key.isEmpty() && key.reveal().length() < GatewayKey.CHARS_MIN) {
      section.fault("key-file", "the key is shorter than " + GatewayKey.CHARS_MIN + " characters");
    }
    return key;
  }
}
