package com.modalarmor.identity;

import com.modalarmor.identity.KeyFile.Unusable;
import com.modalarmor.json.JsonCursor;
import com.modalarmor.json.JsonFault;
import com.modalarmor.json.JsonLimits;
import com.modalarmor.json.JsonReader;
import com.modalarmor.json.JsonVisitor;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Reads one JSON Web Key (RFC 7517, RFC 7518 §6), public or secret. One walk, one thread. */
final class JwkFile implements JsonVisitor {

  private static final JsonReader READER = new JsonReader(new JsonLimits(4, 16_384, 64));

  private final Map<String, String> members = new HashMap<>();
  private final Set<String> names = new HashSet<>();

  private JwkFile() {}

  static VerificationKey parse(byte[] json, String fileStem) throws Unusable {
    JwkFile jwk = new JwkFile();
    try {
      READER.read(json, jwk);
    } catch (JsonFault e) {
      throw new Unusable("not a JWK: " + e.getMessage());
    }
    if (jwk.names.contains("keys")) {
      throw new Unusable("holds a key set; give one key per file");
    }
    String use = jwk.members.getOrDefault("use", "sig");
    if (!use.equals("sig")) {
      throw new Unusable("the JWK is not for signatures");
    }
    String id = jwk.names.contains("kid") ? jwk.members.getOrDefault("kid", "") : fileStem;
    if (!Printable.within(id, 200)) {
      throw new Unusable("kid must be 1 to 200 printable ASCII characters");
    }
    VerificationKey key = jwk.key(id);
    if (jwk.names.contains("alg")) {
      Algorithm algorithm = Algorithm.named(jwk.members.getOrDefault("alg", ""));
      if (algorithm == null || algorithm.kind() != key.kind()) {
        throw new Unusable("alg does not fit the key");
      }
      return key.boundTo(algorithm);
    }
    return key;
  }

  private VerificationKey key(String id) throws Unusable {
    String type = members.getOrDefault("kty", "");
    if (type.equals("oct")) {
      return VerificationKey.secret(id, KeyFile.strongSecret(bytes("k")));
    }
    if (names.contains("d")) {
      throw new Unusable("holds a private key; the gateway needs the public key only");
    }
    try {
      PublicKey key =
          switch (type) {
            case "RSA" ->
                KeyFactory.getInstance("RSA")
                    .generatePublic(new RSAPublicKeySpec(number("n"), number("e")));
            case "EC" -> ec();
            default -> throw new Unusable("kty must be RSA, EC or oct");
          };
      return VerificationKey.of(id, KeyFile.strong(key));
    } catch (GeneralSecurityException | RuntimeException e) {
      throw new Unusable("not a usable " + type + " key");
    }
  }

  private PublicKey ec() throws Unusable, GeneralSecurityException {
    if (!"P-256".equals(members.get("crv"))) {
      throw new Unusable("the EC key is not on the curve P-256");
    }
    ECPoint point = new ECPoint(number("x"), number("y"));
    if (!P256.contains(point)) {
      throw new Unusable("the EC point is not on the curve");
    }
    return KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(point, P256.SPEC));
  }

  private BigInteger number(String name) throws Unusable {
    return new BigInteger(1, bytes(name));
  }

  private byte[] bytes(String name) throws Unusable {
    String text = members.get(name);
    if (text == null || text.isEmpty()) {
      throw new Unusable("the JWK has no " + name);
    }
    try {
      return Base64.getUrlDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw new Unusable(name + " is not base64url");
    }
  }

  @Override
  public void name(JsonCursor at, String name, int start, int end) {
    if (at.depth() == 1) {
      names.add(name);
    }
  }

  @Override
  public void string(JsonCursor at, String text, int start, int end) {
    if (at.depth() == 1) {
      members.put(at.name(0), text);
    }
  }
}
