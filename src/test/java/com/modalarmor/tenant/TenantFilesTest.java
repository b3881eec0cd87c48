package com.modalarmor.tenant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.modalarmor.settings.InvalidSettings;
import com.modalarmor.settings.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TenantFilesTest {

  private static final String HASH = "0123456789abcdef".repeat(4);

  @TempDir Path root;
  private Path folder;

  @BeforeEach
  void makeFolder() throws IOException {
    folder = Files.createDirectory(root.resolve("tenants"));
  }

  private void write(String name, String... lines) throws IOException {
    Files.writeString(folder.resolve(name), String.join("\n", lines) + "\n");
  }

  private List<String> faults() {
    return assertThrows(InvalidSettings.class, () -> TenantFiles.load(folder, 1)).faults();
  }

  @Test
  void reads_every_field() throws IOException {
    Files.writeString(folder.resolve("k.pem"), "key");
    write(
        "acme.yaml",
        "id: acme",
        "tier: pro",
        "requests-per-day: 5000",
        "requests-per-second: 20",
        "in-flight-max: 7",
        "allowed-models: [gemini-2.5-flash]",
        "policy: strict",
        "api-keys:",
        "  - id: main",
        "    sha256: \"" + HASH + "\"",
        "    roles: [app, admin]",
        "    expires-at: 2030-01-01",
        "jwt-issuers:",
        "  - issuer: https://i/",
        "    audience: us",
        "    algorithms: [ES256]",
        "    key-files: [k.pem]");
    TenantSnapshot snapshot = TenantFiles.load(folder, 3);
    Tenant tenant = snapshot.byId("acme");
    assertEquals(
        new Tenant(
            "acme",
            Tier.PRO,
            5_000,
            20,
            7,
            Set.of("gemini-2.5-flash"),
            "strict",
            List.of(new ApiKey("main", HASH, Set.of("app", "admin"), 1_893_456_000L)),
            List.of(
                new JwtIssuer(
                    "https://i/", "us", List.of(folder.resolve("k.pem")), Set.of("ES256")))),
        tenant);
    assertEquals(3, snapshot.version());
    assertSame(tenant, snapshot.byKeyHash(Sha256.ofHex(HASH)).tenant());
    assertSame(tenant, snapshot.byIssuer("https://i/").tenant());
    assertNull(snapshot.byIssuer("https://i"));
  }

  @Test
  void takes_the_daily_quota_of_the_tier() throws IOException {
    write("a.yaml", "id: a");
    write("b.yaml", "id: b", "tier: pro");
    write("c.yaml", "id: c", "tier: enterprise");
    TenantSnapshot snapshot = TenantFiles.load(folder, 1);
    assertEquals(100, snapshot.byId("a").requestsPerDay());
    assertEquals(10_000, snapshot.byId("b").requestsPerDay());
    assertEquals(0, snapshot.byId("c").requestsPerDay());
    assertEquals("default", snapshot.byId("a").policy());
  }

  @Test
  void names_every_fault_of_every_file_with_its_key_path() throws IOException {
    write(
        "acme.yaml",
        "id: acme corp",
        "tier: gold",
        "colour: red",
        "requests-per-day: many",
        "requests-per-second: -1",
        "api-keys:",
        "  - id: k",
        "    sha256: ABC",
        "  - id: k",
        "    sha256: \"" + HASH + "\"",
        "    expires-at: tomorrow",
        "    key: x",
        "jwt-issuers:",
        "  - issuer: https://i/",
        "    key-files: [absent.pem]");
    write("bad.yaml", "id: [", "x");
    write("empty.yaml", "");
    write("list.yaml", "- id: x");
    List<String> faults = faults();
    String[] wanted = {
      "tenants/acme.yaml: id: must be letters",
      "tenants/acme.yaml: tier: must be one of free, pro, enterprise",
      "tenants/acme.yaml: colour: unknown key",
      "tenants/acme.yaml: requests-per-day: must be a whole number",
      "tenants/acme.yaml: requests-per-second: must be between 0",
      "tenants/acme.yaml: api-keys[0].sha256: must be 64",
      "tenants/acme.yaml: api-keys[1].id: is used twice",
      "tenants/acme.yaml: api-keys[1].expires-at: must be a date",
      "tenants/acme.yaml: api-keys[1].key: unknown key",
      "tenants/acme.yaml: jwt-issuers[0].audience: is required",
      "tenants/acme.yaml: jwt-issuers[0].algorithms: is required",
      "tenants/acme.yaml: jwt-issuers[0].key-files: file is missing",
      "tenants/bad.yaml: not valid YAML",
      "tenants/empty.yaml: ",
      "tenants/list.yaml: not valid YAML",
    };
    int ran = 0;
    for (String start : wanted) {
      assertTrue(faults.stream().anyMatch(f -> f.startsWith(start)), () -> start + " in " + faults);
      ran++;
    }
    assertEquals(15, ran);
    assertEquals(15, faults.size(), faults::toString);
  }

  @Test
  void refuses_what_two_tenants_cannot_share() throws IOException {
    Files.writeString(folder.resolve("k.pem"), "key");
    String[] shared = {
      "api-keys:",
      "  - id: main",
      "    sha256: \"" + HASH + "\"",
      "jwt-issuers:",
      "  - issuer: https://i/",
      "    audience: us",
      "    algorithms: [ES256]",
      "    key-files: [k.pem]"
    };
    write("a.yaml", "id: a", String.join("\n", shared));
    write("b.yaml", "id: b", String.join("\n", shared));
    write("c.yaml", "id: a");
    List<String> faults = faults();
    assertEquals(3, faults.size(), faults::toString);
    assertTrue(
        faults.get(0).startsWith("tenants/c.yaml: id: 'a' is also the id in tenants/a.yaml"));
    assertTrue(faults.get(1).contains("the same key as main of tenant a"), faults::toString);
    assertTrue(faults.get(2).contains("already an issuer of tenant a"), faults::toString);
  }

  @Test
  void refuses_a_folder_that_is_missing_or_empty() {
    assertTrue(faults().get(0).contains("holds no tenant file"));
    folder = folder.resolve("absent");
    assertTrue(faults().get(0).contains("missing or unreadable"));
  }

  @Test
  void the_shipped_example_is_valid_and_holds_no_key() {
    TenantSnapshot snapshot = TenantFiles.load(Path.of("conf/tenants"), 1);
    assertTrue(snapshot.byId("example").apiKeys().isEmpty());
    assertTrue(snapshot.byId("example").issuers().isEmpty());
  }

  @Test
  void the_directory_takes_only_newer_snapshots() {
    TenantSnapshot one = TenantSnapshot.of(1, List.of());
    TenantSnapshot two = TenantSnapshot.of(2, List.of());
    TenantDirectory directory = new TenantDirectory(one);
    assertTrue(directory.swap(two));
    assertFalse(directory.swap(one));
    assertFalse(directory.swap(TenantSnapshot.of(2, List.of())));
    assertSame(two, directory.current());
  }

  @Test
  void a_hash_keeps_its_hex() {
    assertEquals(HASH, Sha256.ofHex(HASH).hex());
    assertEquals(Sha256.ofHex(HASH), Sha256.ofHex(HASH));
    assertFalse(Sha256.isHex(HASH.toUpperCase(java.util.Locale.ROOT)));
    assertThrows(IllegalArgumentException.class, () -> Sha256.ofHex("00"));
  }
}
