package com.modalarmor.identity;

import com.modalarmor.identity.Algorithm.Kind;
import com.modalarmor.settings.Sha256;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;

/**
 * One key that signatures are checked with; it never prints itself. Immutable.
 *
 * @param id what {@code kid} must be
 * @param algorithm the only one this key is used with (RFC 8725 §3.1); null until that is known
 * @param material the secret itself, or the PEM text of the public key: what the library takes
 * @param signatureBytes exact length of a signature
 * @param fingerprint of the material, to tell whether a reloaded key is still the same
 */
record VerificationKey(
    String id,
    Kind kind,
    Algorithm algorithm,
    byte[] material,
    int signatureBytes,
    Sha256 fingerprint) {

  static VerificationKey secret(String id, byte[] secret) {
    return new VerificationKey(id, Kind.SECRET, null, secret, 32, hash(secret));
  }

  static VerificationKey of(String id, PublicKey key) {
    byte[] material = KeyFile.encode(key.getEncoded(), "PUBLIC KEY");
    if (key instanceof RSAPublicKey rsa) {
      int bytes = (rsa.getModulus().bitLength() + 7) / 8;
      return new VerificationKey(id, Kind.RSA, null, material, bytes, hash(material));
    }
    return new VerificationKey(id, Kind.P256, null, material, 64, hash(material));
  }

  private static Sha256 hash(byte[] material) {
    return Sha256.of(Sha256.digest().digest(material));
  }

  VerificationKey boundTo(Algorithm only) {
    return new VerificationKey(id, kind, only, material, signatureBytes, fingerprint);
  }

  /** True when it can serve {@code wanted}. */
  boolean fits(Algorithm wanted) {
    return algorithm == null ? wanted.kind() == kind : wanted == algorithm;
  }

  /** Same name, same key, same use. */
  boolean same(VerificationKey other) {
    return id.equals(other.id)
        && algorithm == other.algorithm
        && fingerprint.equals(other.fingerprint);
  }

  @Override
  public String toString() {
    return kind + " key " + id;
  }
}
