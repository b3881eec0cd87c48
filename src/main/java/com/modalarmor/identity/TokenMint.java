package com.modalarmor.identity;

import com.modalarmor.settings.InvalidSettings;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.PubSecKeyOptions;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.interfaces.ECKey;
import java.security.interfaces.RSAKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;

/**
 * Makes tokens for tests and demos from a key file: a PKCS#8 private key in PEM (P-256: ES256, RSA:
 * RS256) or a raw secret (*.hmac: HS256). The gateway itself never signs. Thread-safe.
 */
public final class TokenMint {

  /**
   * What a token says. {@code compartments} and {@code roles} may be empty, {@code clearance} too.
   *
   * @param ttlS seconds from now to {@code exp}
   */
  public record Claims(
      String issuer,
      String audience,
      String tenant,
      String subject,
      List<String> roles,
      String clearance,
      List<String> compartments,
      long ttlS) {}

  private final JWTAuth library;
  private final String algorithm;

  private TokenMint(String algorithm, byte[] material, String keyId) {
    this.algorithm = algorithm;
    PubSecKeyOptions key =
        new PubSecKeyOptions().setAlgorithm(algorithm).setBuffer(Buffer.buffer(material));
    if (!keyId.isEmpty()) {
      key.setId(keyId);
    }
    this.library = JWTAuth.create(null, new JWTAuthOptions().addPubSecKey(key));
  }

  /**
   * @param keyId becomes {@code kid}; empty for none
   * @throws InvalidSettings when the file holds no usable key
   */
  public static TokenMint of(Path keyFile, String keyId) {
    try {
      byte[] content = KeyFile.content(keyFile);
      if (keyFile.getFileName().toString().endsWith(".hmac")) {
        return new TokenMint("HS256", KeyFile.strongSecret(content), keyId);
      }
      byte[] der = KeyFile.decode(new String(content, StandardCharsets.ISO_8859_1), "PRIVATE KEY");
      return new TokenMint(algorithm(der), KeyFile.encode(der, "PRIVATE KEY"), keyId);
    } catch (KeyFile.Unusable e) {
      throw new InvalidSettings(List.of(keyFile + ": " + e.getMessage()));
    }
  }

  private static String algorithm(byte[] der) throws KeyFile.Unusable {
    for (String kind : new String[] {"EC", "RSA"}) {
      try {
        PrivateKey key = KeyFactory.getInstance(kind).generatePrivate(new PKCS8EncodedKeySpec(der));
        if (key instanceof ECKey ec && P256.isCurveOf(ec.getParams())) {
          return "ES256";
        }
        if (key instanceof RSAKey rsa && rsa.getModulus().bitLength() >= KeyFile.RSA_BITS_MIN) {
          return "RS256";
        }
      } catch (GeneralSecurityException | RuntimeException e) {
        // Not a key of this kind: the next may fit.
      }
    }
    throw new KeyFile.Unusable("not a P-256 or RSA (2048 bits and more) private key in PKCS#8");
  }

  /** ES256, RS256 or HS256, by the key. */
  public String algorithm() {
    return algorithm;
  }

  /** A signed token, issued now. */
  public String mint(Claims claims) {
    return mint(claims, System.currentTimeMillis() / 1_000);
  }

  String mint(Claims claims, long nowS) {
    JsonObject json =
        new JsonObject()
            .put("iss", claims.issuer())
            .put("aud", claims.audience())
            .put("sub", claims.subject())
            .put("tenant", claims.tenant())
            .put("iat", nowS)
            .put("exp", nowS + claims.ttlS());
    if (!claims.roles().isEmpty()) {
      json.put("roles", new JsonArray(claims.roles()));
    }
    if (!claims.clearance().isEmpty()) {
      json.put("clearance", claims.clearance());
    }
    if (!claims.compartments().isEmpty()) {
      json.put("compartments", new JsonArray(claims.compartments()));
    }
    return library.generateToken(json, new JWTOptions().setAlgorithm(algorithm));
  }
}
