package com.modalarmor.boot;

import com.modalarmor.identity.ApiKeys;
import com.modalarmor.identity.TokenMint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.List;

/**
 * The two tenants of the demo, written as ordinary tenant files with fresh keys: {@code acme}
 * (enterprise) and {@code hobby} (free, to show the limits). Immutable.
 */
record DemoTenants(Path folder, String acmeKey, String acmeToken, String hobbyKey) {

  private static final String ISSUER = "https://demo.modal-armor.example";
  private static final String AUDIENCE = "modal-armor";
  private static final long TOKEN_S = 8 * 3_600;

  static DemoTenants write(Path dataFolder) throws IOException {
    Path folder = Files.createDirectories(dataFolder.resolve("tenants"));
    Path keys = Files.createDirectories(dataFolder.resolve("keys"));
    String acmeKey = ApiKeys.generate();
    String hobbyKey = ApiKeys.generate();
    Path privateKey = keys.resolve("demo-private.pem");
    KeyPair pair = keyPair();
    Files.writeString(privateKey, pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
    Files.writeString(
        keys.resolve("demo-public.pem"), pem("PUBLIC KEY", pair.getPublic().getEncoded()));
    Files.writeString(folder.resolve("acme.yaml"), acme(acmeKey));
    Files.writeString(folder.resolve("hobby.yaml"), hobby(hobbyKey));
    String token =
        TokenMint.of(privateKey, "demo-public")
            .mint(
                new TokenMint.Claims(
                    ISSUER,
                    AUDIENCE,
                    "acme",
                    "demo-user",
                    List.of("app", "admin"),
                    "internal",
                    List.of(),
                    TOKEN_S));
    return new DemoTenants(folder, acmeKey, token, hobbyKey);
  }

  private static String acme(String key) {
    return """
    id: acme
    tier: enterprise
    requests-per-second: 1000
    api-keys:
      - id: demo
        sha256: "%s"
        roles: [app]
    jwt-issuers:
      - issuer: %s
        audience: %s
        algorithms: [ES256]
        key-files: [../keys/demo-public.pem]
    """
        .formatted(ApiKeys.sha256Hex(key), ISSUER, AUDIENCE);
  }

  private static String hobby(String key) {
    return """
    id: hobby
    tier: free
    requests-per-second: 5
    api-keys:
      - id: demo
        sha256: "%s"
        roles: [app]
    """
        .formatted(ApiKeys.sha256Hex(key));
  }

  private static KeyPair keyPair() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e); // P-256 is part of every Java platform
    }
  }

  private static String pem(String label, byte[] der) {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
  }
}
