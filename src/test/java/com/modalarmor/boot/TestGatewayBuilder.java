package com.modalarmor.boot;

import com.modalarmor.settings.SettingsFile;
import com.modalarmor.settings.SettingsReader;
import com.modalarmor.tenant.TenantSnapshot;
import com.modalarmor.upstream.simulator.Simulator;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a {@link TestGateway} is to be. The model is a recording {@link Simulator} unless told
 * otherwise. One thread.
 */
public final class TestGatewayBuilder {

  private static final String SETTINGS = "conf/gateway.yaml";

  final Path folder;
  private final Map<String, String> environment = new HashMap<>();
  final Map<String, String> tenants = new LinkedHashMap<>();
  final Map<String, String> policies = new LinkedHashMap<>();
  TenantSnapshot snapshot;
  boolean fake;

  TestGatewayBuilder(Path folder) {
    this.folder = folder;
    tenant("acme", "enterprise", "");
    tenant("globex", "pro", "");
    tenant("hobby", "free", "");
  }

  /** The model is {@link TestGateway#fake()}, which records and plays what it is told. */
  public TestGatewayBuilder fakeModel() {
    fake = true;
    return this;
  }

  /** Failures of the model are the test's own: none is tried again, and none ends the calls. */
  public TestGatewayBuilder everyCallReachesTheModelOnce() {
    return setting("upstream.gemini.retries-max", 0)
        .setting("upstream.gemini.breaker-calls-min", 100_000);
  }

  /** Overrides a setting by its key path, e.g. {@code data-plane.body-bytes-max}. */
  public TestGatewayBuilder setting(String keyPath, Object value) {
    String name = keyPath.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    environment.put("MODAL_ARMOR_" + name, value.toString());
    return this;
  }

  /** Adds or replaces a tenant; {@code yaml} holds further lines of its file. */
  public TestGatewayBuilder tenant(String id, String tier, String yaml) {
    tenants.put(id, "id: " + id + "\ntier: " + tier + "\n" + yaml);
    return this;
  }

  /** Takes these tenants instead of those from files. */
  TestGatewayBuilder snapshot(TenantSnapshot tenants) {
    snapshot = tenants;
    return this;
  }

  /** Adds a policy; the packaged default stays as {@code default} unless given here. */
  public TestGatewayBuilder policy(String name, String yaml) {
    policies.put(name, yaml);
    return this;
  }

  public TestGateway start() {
    try {
      return new TestGateway(this);
    } catch (IOException | GeneralSecurityException e) {
      throw new AssertionError("the gateway does not start: " + e.getMessage(), e);
    }
  }

  GatewaySettings settings(String redisUrl, String modelUrl, String modelKey) throws IOException {
    Map<String, String> all = new HashMap<>();
    for (String plane : List.of("DATA_PLANE", "MANAGEMENT", "ADMIN")) {
      all.put("MODAL_ARMOR_" + plane + "_HOST", "127.0.0.1");
      all.put("MODAL_ARMOR_" + plane + "_PORT", "0");
    }
    all.put("MODAL_ARMOR_RUNTIME_EVENT_LOOPS", "2");
    all.put("MODAL_ARMOR_DATA_PLANE_DRAIN_DELAY_MS", "0");
    all.put("MODAL_ARMOR_AUDIT_FOLDER", folder.resolve("audit").toString());
    all.put("MODAL_ARMOR_POLICIES_FOLDER", folder.resolve("policies").toString());
    all.put("MODAL_ARMOR_REDIS_URL", redisUrl);
    all.put("MODAL_ARMOR_UPSTREAM_GEMINI_BASE_URL", modelUrl);
    all.put("GEMINI_API_KEY", modelKey);
    all.putAll(environment);
    try (InputStream in = getClass().getClassLoader().getResourceAsStream(SETTINGS)) {
      SettingsReader reader = SettingsReader.of(SettingsFile.parse(in, SETTINGS), all, folder);
      GatewaySettings settings = GatewaySettings.read(reader);
      reader.finish();
      return settings;
    }
  }
}
