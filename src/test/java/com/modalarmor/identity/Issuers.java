package com.modalarmor.identity;

import com.modalarmor.tenant.ApiKey;
import com.modalarmor.tenant.JwtIssuer;
import com.modalarmor.tenant.Tenant;
import com.modalarmor.tenant.TenantSnapshot;
import com.modalarmor.tenant.Tier;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Two tenants with issuers of every algorithm, their keys in files, and a signer that signs
 * anything.
 */
final class Issuers {

  /** The clock of these tests; today, so that the same tokens can be sent to a running gateway. */
  static final long NOW_S = System.currentTimeMillis() / 1_000;

  static final String AUDIENCE = "https://gateway.test";
  static final String ES = "https://es.acme.test";
  static final String RS = "https://rs.acme.test";
  static final String PS = "https://ps.acme.test";
  static final String HS = "https://hs.acme.test";
  static final String MANY = "https://many.acme.test";
  static final String OTHER = "https://es.globex.test";

  final Path folder;
  final KeyPair es = ec("secp256r1");
  final KeyPair es2 = ec("secp256r1");
  final KeyPair otherEs = ec("secp256r1");
  final KeyPair rs = rsa(2_048);
  final byte[] secret =
      "0123456789abcdef0123456789abcdef-secret".getBytes(StandardCharsets.US_ASCII);
  final String apiKey = ApiKeys.generate();
  final String expiredKey = ApiKeys.generate();
  final TenantSnapshot snapshot;
  final Keyring keyring;

  Issuers(Path folder) throws IOException {
    this.folder = folder;
    pem("es.pem", es);
    pem("es2.pem", es2);
    pem("other.pem", otherEs);
    pem("rs.pem", rs);
    Files.write(folder.resolve("hs.hmac"), secret);
    this.snapshot = TenantSnapshot.of(1, List.of(acme(Tier.PRO), globex()));
    this.keyring = Keyring.load(snapshot);
  }

  Tenant acme(Tier tier) {
    return new Tenant(
        "acme",
        tier,
        0,
        0,
        0,
        Set.of(),
        "default",
        List.of(
            new ApiKey("main", ApiKeys.sha256Hex(apiKey), Set.of("app"), 0),
            new ApiKey("old", ApiKeys.sha256Hex(expiredKey), Set.of("app"), NOW_S)),
        List.of(
            issuer(ES, "ES256", "es.pem"),
            issuer(RS, "RS256", "rs.pem"),
            issuer(PS, "PS256", "rs.pem"),
            issuer(HS, "HS256", "hs.hmac"),
            new JwtIssuer(
                MANY,
                AUDIENCE,
                List.of(
                    folder.resolve("es.pem"), folder.resolve("es2.pem"), folder.resolve("rs.pem")),
                Set.of("ES256", "RS256"))));
  }

  Tenant globex() {
    return new Tenant(
        "globex",
        Tier.FREE,
        100,
        0,
        0,
        Set.of(),
        "default",
        List.of(),
        List.of(issuer(OTHER, "ES256", "other.pem")));
  }

  private JwtIssuer issuer(String name, String algorithm, String file) {
    return new JwtIssuer(name, AUDIENCE, List.of(folder.resolve(file)), Set.of(algorithm));
  }

  CallerResolver resolver() {
    return new CallerResolver(
        IdentitySettings.DEFAULT,
        () -> keyring,
        new VerifiedTokens(IdentitySettings.DEFAULT),
        () -> NOW_S);
  }

  void pem(String name, KeyPair pair) throws IOException {
    Files.write(folder.resolve(name), KeyFile.encode(pair.getPublic().getEncoded(), "PUBLIC KEY"));
  }

  static JsonObject claims(String issuer) {
    return new JsonObject()
        .put("iss", issuer)
        .put("aud", AUDIENCE)
        .put("sub", "alice")
        .put("tenant", issuer.equals(OTHER) ? "globex" : "acme")
        .put("iat", NOW_S - 60)
        .put("exp", NOW_S + 600);
  }

  static String header(String alg) {
    return "{\"alg\":\"" + alg + "\",\"typ\":\"JWT\"}";
  }

  /** A token that differs from a good ES256 token by one change of its claims. */
  String es(Consumer<JsonObject> change) {
    JsonObject claims = claims(ES);
    change.accept(claims);
    return es(header("ES256"), claims.encode());
  }

  String es(String header, String claims) {
    String input = input(header, claims);
    return input + "." + b64(ecRaw(es.getPrivate(), input));
  }

  String rs(String header, String claims) {
    String input = input(header, claims);
    return input + "." + b64(sign("SHA256withRSA", rs.getPrivate(), input));
  }

  String hs(byte[] key, String header, String claims) {
    String input = input(header, claims);
    return input + "." + b64(mac(key, input));
  }

  static String input(String header, String claims) {
    return b64(header.getBytes(StandardCharsets.UTF_8))
        + "."
        + b64(claims.getBytes(StandardCharsets.UTF_8));
  }

  static String b64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  static byte[] ecRaw(PrivateKey key, String input) {
    return sign("SHA256withECDSAinP1363Format", key, input);
  }

  static byte[] sign(String algorithm, PrivateKey key, String input) {
    try {
      Signature signature = Signature.getInstance(algorithm);
      signature.initSign(key);
      signature.update(input.getBytes(StandardCharsets.US_ASCII));
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  static byte[] mac(byte[] key, String input) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(input.getBytes(StandardCharsets.US_ASCII));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  static KeyPair ec(String curve) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec(curve));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  static KeyPair rsa(int bits) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(bits);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}
