package com.modalarmor.tenant;

import com.modalarmor.detect.OwnDetection;
import com.modalarmor.detect.OwnSignatures;
import com.modalarmor.detect.SignatureLimits;
import com.modalarmor.settings.SettingsReader;
import com.modalarmor.settings.Sha256;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The fields of one tenant file, read but not yet believed. Immutable; used at load time. */
record TenantFields(
    String id,
    Tier tier,
    long requestsPerDay,
    int requestsPerSecond,
    int inFlightMax,
    Set<String> allowedModels,
    String policy,
    List<ApiKey> apiKeys,
    List<JwtIssuer> issuers,
    OwnDetection own) {

  private static final int MAX = 1_000_000_000;
  private static final int TEXT_CHARS_MAX = 256;
  private static final int ENTRIES_MAX = 1_000;

  /** Faults go to {@code reader}; ask it before calling {@link #tenant()}. */
  static TenantFields read(SettingsReader reader, Path folder, SignatureLimits limits) {
    String id = name(reader, "id", "");
    Tier tier = reader.choice("tier", Tier.class, Tier.FREE);
    long perDay = reader.longInteger("requests-per-day", tier.requestsPerDay(), 0, Long.MAX_VALUE);
    int perSecond = reader.integer("requests-per-second", 0, 0, MAX);
    int inFlight = reader.integer("in-flight-max", 0, 0, MAX);
    Set<String> models = texts(reader, "allowed-models");
    String policy = name(reader, "policy", "default");
    return new TenantFields(
        id,
        tier,
        perDay,
        perSecond,
        inFlight,
        models,
        policy,
        keys(reader),
        issuers(reader, folder),
        new OwnDetection(
            OwnSignatures.read(reader, "signatures", limits), OwnModel.read(reader, folder)));
  }

  Tenant tenant() {
    return new Tenant(
        id,
        tier,
        requestsPerDay,
        requestsPerSecond,
        inFlightMax,
        allowedModels,
        policy,
        apiKeys,
        issuers,
        own);
  }

  private static List<ApiKey> keys(SettingsReader reader) {
    List<ApiKey> keys = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (SettingsReader section : reader.list("api-keys")) {
      String id = name(section, "id", "");
      if (!id.isEmpty() && !ids.add(id)) {
        section.fault("id", "is used twice");
      }
      String sha256 = section.requiredText("sha256").trim();
      if (!sha256.isEmpty() && !Sha256.isHex(sha256)) {
        section.fault("sha256", "must be 64 lower-case hex digits, in quotes");
      }
      keys.add(new ApiKey(id, sha256, texts(section, "roles"), expiry(section)));
    }
    return keys;
  }

  private static long expiry(SettingsReader section) {
    String text = section.text("expires-at", "").trim();
    if (text.isEmpty()) {
      return 0;
    }
    try {
      return text.indexOf('T') < 0
          ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toEpochSecond()
          : Instant.parse(text).getEpochSecond();
    } catch (DateTimeException e) {
      section.fault("expires-at", "must be a date such as 2027-01-31 or 2027-01-31T12:00:00Z");
      return 0;
    }
  }

  private static List<JwtIssuer> issuers(SettingsReader reader, Path folder) {
    List<JwtIssuer> issuers = new ArrayList<>();
    for (SettingsReader section : reader.list("jwt-issuers")) {
      String issuer = bounded(section, "issuer");
      String audience = bounded(section, "audience");
      Set<String> algorithms = texts(section, "algorithms");
      if (algorithms.isEmpty()) {
        section.fault("algorithms", "is required");
      }
      List<Path> files = new ArrayList<>();
      for (String file : texts(section, "key-files")) {
        Path path = folder.resolve(file).normalize();
        if (!Files.isRegularFile(path) || !Files.isReadable(path)) {
          section.fault("key-files", "file is missing or unreadable: " + file);
        }
        files.add(path);
      }
      if (files.isEmpty()) {
        section.fault("key-files", "is required");
      }
      issuers.add(new JwtIssuer(issuer, audience, files, algorithms));
    }
    return issuers;
  }

  /** Exact text: nothing is trimmed, since tokens are compared with it byte for byte. */
  private static String bounded(SettingsReader reader, String key) {
    String text = reader.requiredText(key);
    if (text.length() > TEXT_CHARS_MAX) {
      reader.fault(key, "must have at most " + TEXT_CHARS_MAX + " characters");
    }
    return text;
  }

  private static String name(SettingsReader reader, String key, String fallback) {
    String name = fallback.isEmpty() ? reader.requiredText(key) : reader.text(key, fallback);
    if (!name.isBlank() && !Tenant.validId(name)) {
      reader.fault(key, "must be letters, digits, dash and underscore, at most 64");
    }
    return name;
  }

  private static Set<String> texts(SettingsReader reader, String key) {
    Set<String> texts = new LinkedHashSet<>();
    for (String text : reader.texts(key, List.of())) {
      if (text.isBlank() || text.length() > TEXT_CHARS_MAX) {
        reader.fault(key, "an entry is empty or longer than " + TEXT_CHARS_MAX + " characters");
      } else if (!texts.add(text)) {
        reader.fault(key, "an entry occurs twice");
      }
    }
    if (texts.size() > ENTRIES_MAX) {
      reader.fault(key, "has more than " + ENTRIES_MAX + " entries");
    }
    return texts;
  }
}
