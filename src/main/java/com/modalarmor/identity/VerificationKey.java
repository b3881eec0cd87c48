package com.modalarmor.identity;

import com.modalarmor.identity.Algorithm.Kind;
import com.modalarmor.tenant.Sha256;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;

/**
 * One key that signatures are checked with; it never prints itself. Immutable.
 *
 * @param id what {@code kid} must be
 * @param material the secret itself, or the PEM text of the public key: what the library takes
 * @param signatureBytes exact length of a signature
 * @param fingerprint of the material, to tell whether a reloaded key is still the same
 */
record VerificationKey(
    String id, Kind kind, byte[] material, int signatureBytes, Sha256 fingerprint) {

  static VerificationKey secret(String id, byte[] secret) {
    return new VerificationKey(id, Kind.SECRET, secret, 32, hash(secret));
  }

  static VerificationKey of(String id, PublicKey key) {
    byte[] material = KeyFile.encode(key.getEncoded(), "PUBLIC KEY");
    if (key instanceof RSAPublicKey rsa) {
      int bytes = (rsa.getModulus().bitLength() + 7) / 8;
      return new VerificationKey(id, Kind.RSA, material, bytes, hash(material));
    }
    return new VerificationKey(id, Kind.P256, material, 64, hash(material));
  }

  private static Sha256 hash(byte[] material) {
    return Sha256.of(Sha256.digest().digest(material));
  }

  /** Same name, same key. */
  boolean same(VerificationKey other) {
    return id.equals(other.id) && kind == other.kind && fingerprint.equals(other.fingerprint);
  }

  @Override
  public String toString() {
    return kind + " key " + id;
  }
}
