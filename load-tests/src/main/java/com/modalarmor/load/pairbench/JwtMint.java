package com.modalarmor.load.pairbench;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Base64;

/**
 * Mints the callers' token: RS256 with a 2048-bit key made for this run.
 *
 * <p>Immutable; any thread.
 */
final class JwtMint {
  static final String ISSUER = "https://issuer.bench.example";
  static final String AUDIENCE = "modal-armor";

  /** Also the name of the key file: the gateway takes it for the key id. */
  static final String KEY_ID = "bench";

  static final String TENANT = "bench";

  private final KeyPair keys;

  private JwtMint(KeyPair keys) {
    this.keys = keys;
  }

  static JwtMint create() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return new JwtMint(generator.generateKeyPair());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has RSA", e);
    }
  }

  void writePublicKey(Path file) throws IOException {
    Certificate.writePem(file, "PUBLIC KEY", keys.getPublic().getEncoded());
  }

  String token(long issuedAtS, long lifetimeS) {
    JsonObject header = new JsonObject().put("alg", "RS256").put("typ", "JWT").put("kid", KEY_ID);
    JsonObject claims =
        new JsonObject()
            .put("iss", ISSUER)
            .put("aud", AUDIENCE)
            .put("sub", "pair-bench")
            .put("tenant", TENANT)
            .put("roles", new JsonArray().add("user"))
            .put("iat", issuedAtS)
            .put("exp", issuedAtS + lifetimeS);
    String signed = part(header) + "." + part(claims);
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(keys.getPrivate());
      signature.update(signed.getBytes(StandardCharsets.US_ASCII));
      return signed + "." + base64(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK signs with RSA", e);
    }
  }

  private static String part(JsonObject json) {
    return base64(json.encode().getBytes(StandardCharsets.UTF_8));
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
