package com.modalarmor.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.modalarmor.settings.InvalidSettings;
import com.modalarmor.tenant.JwtIssuer;
import com.modalarmor.tenant.Tenant;
import com.modalarmor.tenant.TenantSnapshot;
import com.modalarmor.tenant.Tier;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Key sets that must keep the gateway from starting, and those that must not. */
class KeyringTest {

  @TempDir static Path folder;
  private static Issuers issuers;

  @BeforeAll
  static void makeKeys() throws Exception {
    issuers = new Issuers(folder);
  }

  private static TenantSnapshot with(String algorithms, String... files) {
    Set<String> names = algorithms.isEmpty() ? Set.of() : Set.of(algorithms.split(","));
    JwtIssuer issuer =
        new JwtIssuer(
            Issuers.ES,
            Issuers.AUDIENCE,
            Arrays.stream(files).map(file -> folder.resolve(file)).toList(),
            names);
    return TenantSnapshot.of(
        1,
        List.of(
            new Tenant(
                "acme", Tier.PRO, 0, 0, 0, Set.of(), "default", List.of(), List.of(issuer))));
  }

  private static void write(String name, String content) throws Exception {
    Files.writeString(folder.resolve(name), content, StandardCharsets.ISO_8859_1);
  }

  @Test
  void refuses_to_start_on_every_unusable_key_set() throws Exception {
    Files.write(
        folder.resolve("private.pem"),
        KeyFile.encode(issuers.es.getPrivate().getEncoded(), "PRIVATE KEY"));
    issuers.pem("weak.pem", Issuers.rsa(1_024));
    issuers.pem("p384.pem", Issuers.ec("secp384r1"));
    write("empty.pem", "");
    write("garbage.pem", "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n");
    write("notbase64.pem", "-----BEGIN PUBLIC KEY-----\nA\n-----END PUBLIC KEY-----\n");
    write("cut.pem", "-----BEGIN PUBLIC KEY-----\nAAAA\n");
    String es = Files.readString(folder.resolve("es.pem"));
    write("two.pem", es + es);
    write("short.hmac", "x".repeat(31));
    write("same.hmac", "x".repeat(64));
    write("empty.hmac", "");
    write("badcert.pem", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
    write("set.jwk", "{\"keys\":[]}");
    write("twice.jwk", "{\"kty\":\"EC\",\"kty\":\"oct\"}");
    write("text.jwk", "hello");
    write("okp.jwk", "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"AAAA\"}");
    write("offcurve.jwk", jwk(issuers.es).put("x", Issuers.b64(new byte[] {1})).encode());
    write("curve.jwk", jwk(issuers.es).put("crv", "P-384").encode());
    write("nox.jwk", without(jwk(issuers.es), "x").encode());
    write("enc.jwk", jwk(issuers.es).put("use", "enc").encode());
    write("alg.jwk", jwk(issuers.es).put("alg", "RS256").encode());
    write("private.jwk", jwk(issuers.es).put("d", "AAAA").encode());
    write("shortsecret.jwk", "{\"kty\":\"oct\",\"k\":\"AAECAw\"}");
    write("kid.jwk", jwk(issuers.es).put("kid", "es").encode());
    write("emptykid.jwk", jwk(issuers.es).put("kid", "").encode());
    write("rsonly.jwk", rsaJwk("RS256").encode());
    Files.createDirectory(folder.resolve("folder.pem"));
    write("huge.pem", "A".repeat(70_000));
    String[][] rows = {
      {"there is no key", "ES256"},
      {"none is allowed", "", "es.pem"},
      {"must be of", "none", "es.pem"},
      {"must be of", "HS512", "hs.hmac"},
      {"must be of", "es256", "es.pem"},
      {"no usable key for HS256", "ES256,HS256", "es.pem"},
      {"fits none", "ES256", "es.pem", "rs.pem"},
      {"fits none", "RS256", "rs.pem", "hs.hmac"},
      {"fits [RS256, PS256]", "RS256,PS256", "rs.pem"},
      {"no usable key for PS256", "RS256,PS256", "rsonly.jwk"},
      {"missing or unreadable", "ES256", "es.pem", "absent.pem"},
      {"missing or unreadable", "ES256", "folder.pem"},
      {"larger than", "ES256", "huge.pem"},
      {"private key", "ES256", "private.pem"},
      {"1024 bits", "RS256", "weak.pem"},
      {"P-256", "ES256", "p384.pem"},
      {"not a PEM", "ES256", "empty.pem"},
      {"not a usable RSA or EC", "ES256", "garbage.pem"},
      {"base64", "ES256", "notbase64.pem"},
      {"not a PEM", "ES256", "cut.pem"},
      {"more than one", "ES256", "two.pem"},
      {"shorter than 32", "HS256", "short.hmac"},
      {"one byte repeated", "HS256", "same.hmac"},
      {"shorter than 32", "HS256", "empty.hmac"},
      {"certificate", "ES256", "badcert.pem"},
      {"key set", "ES256", "set.jwk"},
      {"not a JWK", "ES256", "twice.jwk"},
      {"not a JWK", "ES256", "text.jwk"},
      {"kty must be", "ES256", "okp.jwk"},
      {"not on the curve", "ES256", "offcurve.jwk"},
      {"P-256", "ES256", "curve.jwk"},
      {"has no x", "ES256", "nox.jwk"},
      {"not for signatures", "ES256", "enc.jwk"},
      {"alg does not fit", "ES256", "alg.jwk"},
      {"private key", "ES256", "private.jwk"},
      {"shorter than 32", "HS256", "shortsecret.jwk"},
      {"used twice", "ES256", "es.pem", "kid.jwk"},
      {"kid must be", "ES256", "emptykid.jwk"},
    };
    int ran = 0;
    for (String[] row : rows) {
      TenantSnapshot snapshot = with(row[1], Arrays.copyOfRange(row, 2, row.length));
      InvalidSettings fault =
          assertThrows(InvalidSettings.class, () -> Keyring.load(snapshot), row[0] + " " + ran);
      String all = fault.getMessage();
      assertTrue(all.contains(row[0]), () -> row[0] + " not in " + all);
      assertTrue(all.contains("tenant acme: issuer " + Issuers.ES), all);
      ran++;
    }
    assertEquals(38, ran);
  }

  @Test
  void names_all_faults_at_once() throws Exception {
    write("bad1.hmac", "x");
    write("bad2.pem", "x");
    InvalidSettings fault =
        assertThrows(
            InvalidSettings.class, () -> Keyring.load(with("HS256,XX", "bad1.hmac", "bad2.pem")));
    assertEquals(4, fault.faults().size(), fault::getMessage);
    assertTrue(fault.getMessage().contains("bad1.hmac") && fault.getMessage().contains("bad2.pem"));
  }

  @Test
  void takes_keys_from_jwk_files() throws Exception {
    write("good-ec.jwk", jwk(issuers.es).put("kid", "my key").encode());
    write("good-rsa.json", rsaJwk("RS256").put("use", "sig").put("x5t", "zzz").encode());
    write("good-ps.json", rsaJwk("PS256").encode());
    write(
        "good-oct.jwk",
        new JsonObject().put("kty", "oct").put("k", Issuers.b64(issuers.secret)).encode());
    TenantSnapshot snapshot =
        with(
            "ES256,RS256,PS256,HS256",
            "good-ec.jwk",
            "good-rsa.json",
            "good-ps.json",
            "good-oct.jwk");
    Keyring keyring = Keyring.load(snapshot);
    CallerResolver resolver =
        new CallerResolver(
            IdentitySettings.DEFAULT,
            () -> keyring,
            new VerifiedTokens(IdentitySettings.DEFAULT),
            () -> Issuers.NOW_S);
    String claims = Issuers.claims(Issuers.ES).encode();
    String[] good = {
      issuers.es("{\"alg\":\"ES256\",\"kid\":\"my key\"}", claims),
      issuers.rs("{\"alg\":\"RS256\",\"kid\":\"good-rsa\"}", claims),
      issuers.hs(issuers.secret, "{\"alg\":\"HS256\",\"kid\":\"good-oct\"}", claims),
    };
    int ran = 0;
    for (String token : good) {
      assertNotNull(resolver.resolve(new Credentials(token), snapshot));
      ran++;
    }
    assertEquals(3, ran);
  }

  @Test
  void uses_a_jwk_with_no_other_algorithm_than_its_own() throws Exception {
    write("r.jwk", rsaJwk("RS256").encode());
    write("p.jwk", rsaJwk("PS256").encode());
    TenantSnapshot snapshot = with("RS256,PS256", "r.jwk", "p.jwk");
    Keyring keyring = Keyring.load(snapshot);
    CallerResolver resolver =
        new CallerResolver(
            IdentitySettings.DEFAULT,
            () -> keyring,
            new VerifiedTokens(IdentitySettings.DEFAULT),
            () -> Issuers.NOW_S);
    String claims = Issuers.claims(Issuers.ES).encode();
    Credentials right = new Credentials(issuers.rs("{\"alg\":\"RS256\",\"kid\":\"r\"}", claims));
    Credentials wrong = new Credentials(issuers.rs("{\"alg\":\"RS256\",\"kid\":\"p\"}", claims));
    assertNotNull(resolver.resolve(right, snapshot));
    assertThrows(com.modalarmor.verdict.Refusal.class, () -> resolver.resolve(wrong, snapshot));
  }

  @Test
  void takes_the_key_out_of_a_certificate() throws Exception {
    var certificate = io.vertx.core.net.SelfSignedCertificate.create();
    Files.copy(Path.of(certificate.certificatePath()), folder.resolve("cert.pem"));
    assertNotNull(Keyring.load(with("RS256", "cert.pem")).byIssuer(Issuers.ES));
  }

  @Test
  void starts_without_any_issuer() {
    assertNotNull(Keyring.load(TenantSnapshot.of(1, List.of())));
  }

  private static JsonObject jwk(java.security.KeyPair pair) {
    ECPublicKey key = (ECPublicKey) pair.getPublic();
    return new JsonObject()
        .put("kty", "EC")
        .put("crv", "P-256")
        .put("x", Issuers.b64(key.getW().getAffineX().toByteArray()))
        .put("y", Issuers.b64(key.getW().getAffineY().toByteArray()));
  }

  private static JsonObject rsaJwk(String algorithm) {
    RSAPublicKey key = (RSAPublicKey) issuers.rs.getPublic();
    return new JsonObject()
        .put("kty", "RSA")
        .put("alg", algorithm)
        .put("n", Issuers.b64(key.getModulus().toByteArray()))
        .put("e", "AQAB");
  }

  private static JsonObject without(JsonObject json, String name) {
    json.remove(name);
    return json;
  }
}
