package com.modalarmor.boot;

import com.modalarmor.identity.ApiKeys;
import com.modalarmor.identity.TokenMint;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The files from which a test's gateway reads its tenants and policies, and the credentials of
 * those tenants: an API key and an ES256 issuer each.
 */
final class TestTenants {

  private static final String POLICY = "conf/policies/default.yaml";
  private static final String AUDIENCE = "https://gateway.test";

  private final Path folder;
  private final Map<String, String> keys = new LinkedHashMap<>();
  private final Path privateKey;

  private TestTenants(Path folder) {
    this.folder = folder;
    this.privateKey = folder.resolve("keys/issuer-private.pem");
  }

  /**
   * @param tenants the beginning of each file, by the tenant's id
   * @param policies whole files by the policy's name, beside the packaged default
   */
  static TestTenants write(Path folder, Map<String, String> tenants, Map<String, String> policies)
      throws IOException, GeneralSecurityException {
    TestTenants written = new TestTenants(folder);
    written.writeIssuer();
    for (Map.Entry<String, String> tenant : tenants.entrySet()) {
      written.writeTenant(tenant.getKey(), tenant.getValue());
    }
    written.writePolicies(policies);
    return written;
  }

  String key(String tenant) {
    return keys.get(tenant);
  }

  /** A fresh token of one of several people, good for an hour. */
  String jwt(
      String tenant, String user, String clearance, List<String> compartments, String... roles) {
    return TokenMint.of(privateKey, "issuer-public")
        .mint(
            new TokenMint.Claims(
                issuer(tenant),
                AUDIENCE,
                tenant,
                user,
                List.of(roles),
                clearance,
                compartments,
                3_600));
  }

  private void writePolicies(Map<String, String> policies) throws IOException {
    Path target = Files.createDirectories(folder.resolve("policies"));
    try (InputStream in = getClass().getClassLoader().getResourceAsStream(POLICY)) {
      Files.write(target.resolve("default.yaml"), in.readAllBytes());
    }
    for (Map.Entry<String, String> policy : policies.entrySet()) {
      Files.writeString(target.resolve(policy.getKey() + ".yaml"), policy.getValue());
    }
  }

  private void writeTenant(String id, String head) throws IOException {
    String key = ApiKeys.generate();
    keys.put(id, key);
    Path file = Files.createDirectories(folder.resolve("tenants")).resolve(id + ".yaml");
    Files.writeString(
        file,
        head
            + """

            api-keys:
              - id: main
                sha256: "%s"
                roles: [app]
            jwt-issuers:
              - issuer: %s
                audience: %s
                algorithms: [ES256]
                key-files: [../keys/issuer-public.pem]
            """
                .formatted(ApiKeys.sha256Hex(key), issuer(id), AUDIENCE));
  }

  private static String issuer(String tenant) {
    return "https://" + tenant + ".issuer.test";
  }

  private void writeIssuer() throws IOException, GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    KeyPair pair = generator.generateKeyPair();
    Files.createDirectories(privateKey.getParent());
    Files.writeString(privateKey, pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
    Files.writeString(
        privateKey.resolveSibling("issuer-public.pem"),
        pem("PUBLIC KEY", pair.getPublic().getEncoded()));
  }

  private static String pem(String label, byte[] der) {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
  }
}
