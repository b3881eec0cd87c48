package com.modalarmor.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.modalarmor.settings.InvalidSettings;
import com.modalarmor.settings.SettingsFile;
import com.modalarmor.settings.SettingsReader;
import com.modalarmor.upstream.UpstreamSettings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The settings file, and the code that reads it. */
final class SettingsTest {

  private static final Path FILE = Path.of("conf/gateway.yaml");

  private static SettingsReader reader(Map<String, Object> tree, Map<String, String> environment) {
    return SettingsReader.of(tree, environment, Path.of("/etc/modal-armor"));
  }

  private static GatewaySettings read(Map<String, Object> tree, Map<String, String> environment) {
    SettingsReader reader = reader(tree, environment);
    GatewaySettings settings = GatewaySettings.read(reader);
    reader.finish();
    return settings;
  }

  private static GatewaySettings overridden(String variable, String value) {
    return read(Map.of(), Map.of("MODAL_ARMOR_" + variable, value));
  }

  private static Map<String, Object> yaml(String text) {
    return SettingsFile.parse(
        new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "test.yaml");
  }

  private static List<String> faults(String text) {
    return assertThrows(InvalidSettings.class, () -> read(yaml(text), Map.of())).faults();
  }

  /** Key path of every leaf. */
  private static Map<String, Object> leaves(Map<?, ?> tree, String path) {
    Map<String, Object> leaves = new TreeMap<>();
    tree.forEach(
        (key, value) -> {
          String at = path.isEmpty() ? key.toString() : path + "." + key;
          if (value instanceof Map<?, ?> section) {
            leaves.putAll(leaves(section, at));
          } else {
            leaves.put(at, value);
          }
        });
    return leaves;
  }

  private static Set<String> askedLeaves() {
    SettingsReader reader = reader(Map.of(), Map.of());
    GatewaySettings.read(reader);
    Set<String> asked = reader.askedPaths();
    Set<String> leaves = new TreeSet<>(asked);
    leaves.removeIf(path -> asked.stream().anyMatch(other -> other.startsWith(path + ".")));
    return leaves;
  }

  @Test
  void the_shipped_file_has_every_key_that_is_read_and_no_other() {
    assertEquals(askedLeaves(), leaves(SettingsFile.read(FILE), "").keySet());
  }

  @Test
  void the_shipped_file_holds_the_defaults() {
    GatewaySettings shipped = read(SettingsFile.read(FILE), Map.of());
    assertEquals(read(Map.of(), Map.of()).toString(), shipped.toString());
  }

  @Test
  void each_shipped_value_is_the_default_of_its_own_key() {
    int rows = 0;
    String defaults = read(Map.of(), Map.of()).toString();
    for (Map.Entry<String, Object> leaf : leaves(SettingsFile.read(FILE), "").entrySet()) {
      Object value = leaf.getValue();
      String text =
          value instanceof List<?> list
              ? String.join(",", list.stream().map(Object::toString).toList())
              : value.toString();
      assertEquals(defaults, overridden(variable(leaf.getKey()), text).toString(), leaf.getKey());
      rows++;
    }
    assertTrue(rows > 70, "rows " + rows);
  }

  private static String variable(String path) {
    return path.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  @Test
  void every_number_has_a_lower_bound() {
    String defaults = read(Map.of(), Map.of()).toString();
    int rows = 0;
    for (Map.Entry<String, Object> leaf : leaves(SettingsFile.read(FILE), "").entrySet()) {
      if (leaf.getValue() instanceof Number) {
        InvalidSettings e =
            assertThrows(
                InvalidSettings.class,
                () -> overridden(variable(leaf.getKey()), "-1"),
                leaf.getKey() + " of " + defaults);
        assertTrue(
            e.faults().stream().anyMatch(f -> f.startsWith(leaf.getKey() + ": must be between ")),
            e.getMessage());
        rows++;
      }
    }
    assertTrue(rows > 55, "rows " + rows);
  }

  @Test
  void all_faults_are_reported_at_once_with_their_key_paths() {
    List<String> faults =
        faults(
            """
            runtime: {event-loops: many}
            data-plane:
              port: 70000
              tls: {handshake-timeout-s: 0}
            management: nine
            redis: {url: "http://x"}
            detection: {json: {depth-max: 1.5}}
            upstream:
              gemini: {base-url: "ftp://x", protocol: http9, retries-max: [1]}
            tenants: {folder: {a: b}}
            admin: {tenants: {a: b}}
            surprise: 1
            audit: {foldr: x}
            """);
    for (String path :
        List.of(
            "runtime.event-loops: must be a whole number",
            "data-plane.port: must be between 0 and 65535",
            "data-plane.tls.handshake-timeout-s: must be between ",
            "management: must be a section",
            "redis.url: ",
            "detection.json.depth-max: must be a whole number",
            "upstream.gemini.base-url: ",
            "upstream.gemini.protocol: must be one of auto, http1, http2",
            "upstream.gemini.retries-max: must be a whole number",
            "tenants.folder: must be a text",
            "admin.tenants: must be a list of texts",
            "surprise: unknown key",
            "audit.foldr: unknown key")) {
      assertTrue(faults.stream().anyMatch(f -> f.startsWith(path)), path + " in " + faults);
    }
    assertEquals(13, faults.size(), faults.toString());
  }

  @Test
  void unknown_keys_are_refused_on_every_level() {
    assertEquals(List.of("dataplane: unknown key"), faults("dataplane: {port: 1}"));
    assertEquals(List.of("data-plane.Port: unknown key"), faults("data-plane: {Port: 1}"));
    assertEquals(
        List.of("data-plane.tls.cert: unknown key"), faults("data-plane: {tls: {cert: x}}"));
    assertEquals(
        List.of("upstream.gemini.base_url: unknown key"),
        faults("upstream: {gemini: {base_url: x}}"));
  }

  @Test
  void a_key_twice_and_broken_yaml_are_refused_with_the_place() {
    for (String text : List.of("audit: {folder: a, folder: b}", "audit: [", "\t- x")) {
      InvalidSettings e = assertThrows(InvalidSettings.class, () -> yaml(text), text);
      assertTrue(e.getMessage().contains("test.yaml: not valid YAML"), e.getMessage());
    }
  }

  @Test
  void the_environment_overrides_every_kind_of_value() {
    assertEquals(9, overridden("DATA_PLANE_PORT", "9").ingress().port());
    assertEquals(
        1_000_000,
        overridden("DATA_PLANE_CONNECTIONS_MAX", "1_000_000").ingress().connectionsMax());
    assertEquals("::1", overridden("DATA_PLANE_HOST", "::1").ingress().host());
    assertEquals(
        UpstreamSettings.Protocol.HTTP2,
        overridden("UPSTREAM_GEMINI_PROTOCOL", "http2").gemini().protocol());
    assertEquals(
        List.of("acme", "globex"), overridden("ADMIN_TENANTS", "acme, globex,").adminTenants());
    assertEquals(
        Path.of("/etc/modal-armor/logs"), overridden("AUDIT_FOLDER", "logs").audit().folder());
    assertEquals(Path.of("/var/log"), overridden("AUDIT_FOLDER", "/var/log").audit().folder());
    assertEquals(
        "model.example",
        overridden("UPSTREAM_GEMINI_BASE_URL", "https://model.example/").gemini().baseUrl().host());
    assertEquals(
        7, overridden("DETECTION_JSON_DEPTH_MAX", "7").detection().requestJson().depthMax());
  }

  @Test
  void the_environment_comes_before_the_file() {
    GatewaySettings settings =
        read(yaml("data-plane: {port: 1, host: a}"), Map.of("MODAL_ARMOR_DATA_PLANE_PORT", "2"));
    assertEquals(2, settings.ingress().port());
    assertEquals("a", settings.ingress().host());
  }

  @Test
  void a_bad_value_in_the_environment_is_a_fault_of_its_key() {
    InvalidSettings e =
        assertThrows(InvalidSettings.class, () -> overridden("DATA_PLANE_PORT", "eighty"));
    assertEquals(List.of("data-plane.port: must be a whole number"), e.faults());
  }

  @Test
  void secrets_come_from_the_environment_or_a_file_and_never_print(@TempDir Path folder)
      throws IOException {
    String model = "AI" + "za" + "SecretOfTheModel";
    String admin = "admin-" + "secret-9431";
    String redis = "redis-" + "secret-2222";
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("GEMINI_API_KEY", model);
    environment.put("MODAL_ARMOR_API_KEY", admin);
    environment.put("MODAL_ARMOR_REDIS_PASSWORD", redis);
    GatewaySettings direct = read(Map.of(), environment);
    assertEquals(model, direct.gemini().apiKey().reveal());
    assertEquals(admin, direct.adminKey().reveal());
    String file = Files.writeString(folder.resolve("key"), model + "\n").toString();
    GatewaySettings fromFile =
        read(Map.of(), Map.of("MODAL_ARMOR_UPSTREAM_GEMINI_API_KEY_FILE", file));
    assertEquals(model, fromFile.gemini().apiKey().reveal());
    for (GatewaySettings settings : List.of(direct, fromFile)) {
      String printed = settings.toString();
      assertTrue(printed.contains("(secret)"));
      assertFalse(printed.contains(model) || printed.contains(admin) || printed.contains(redis));
    }
  }

  @Test
  void faults_never_quote_a_value_that_may_be_secret() {
    String secret = "hunter2-" + "secret";
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("GEMINI_API_KEY", secret + " with space");
    environment.put("MODAL_ARMOR_REDIS_URL", "http://user:" + secret + "@host:1");
    environment.put("MODAL_ARMOR_UPSTREAM_GEMINI_BASE_URL", "https://u:" + secret + "@host/");
    environment.put("MODAL_ARMOR_DATA_PLANE_PORT", secret);
    environment.put("MODAL_ARMOR_UPSTREAM_GEMINI_PROTOCOL", secret);
    InvalidSettings e = assertThrows(InvalidSettings.class, () -> read(Map.of(), environment));
    assertEquals(5, e.faults().size(), e.getMessage());
    assertFalse(e.getMessage().contains(secret), e.getMessage());
  }

  @Test
  void a_secret_in_the_file_itself_is_an_unknown_key() {
    assertEquals(
        List.of("upstream.gemini.api-key: unknown key"),
        faults("upstream: {gemini: {api-key: x}}"));
    assertEquals(List.of("admin.key: unknown key"), faults("admin: {key: x}"));
    assertEquals(List.of("redis.password: unknown key"), faults("redis: {password: x}"));
  }
}
