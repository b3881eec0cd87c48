package com.modalarmor.identity;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/**
 * Reads one verification key: PEM public key or certificate, JWK, or raw HMAC secret. Stateless;
 * blocks on the disk.
 */
final class KeyFile {

  static final int RSA_BITS_MIN = 2_048;
  static final int SECRET_BYTES_MIN = 32;

  private static final int RSA_BITS_MAX = 8_192;
  private static final int FILE_BYTES_MAX = 64 << 10;
  private static final String PUBLIC = "PUBLIC KEY";
  private static final String CERTIFICATE = "CERTIFICATE";

  /** Says what is wrong with a file, without its content. */
  static final class Unusable extends Exception {

    private static final long serialVersionUID = 1L;

    Unusable(String what) {
      super(what);
    }
  }

  private KeyFile() {}

  static VerificationKey read(Path file) throws Unusable {
    byte[] content = content(file);
    String name = file.getFileName().toString();
    int dot = name.lastIndexOf('.');
    String stem = dot > 0 ? name.substring(0, dot) : name;
    if (!Printable.within(stem, 200)) {
      throw new Unusable("the file's name must be printable ASCII: it is the key's id");
    }
    if (name.endsWith(".hmac")) {
      return VerificationKey.secret(stem, strongSecret(content));
    }
    if (name.endsWith(".jwk") || name.endsWith(".json")) {
      return JwkFile.parse(content, stem);
    }
    return VerificationKey.of(stem, strong(pem(new String(content, StandardCharsets.ISO_8859_1))));
  }

  static byte[] content(Path file) throws Unusable {
    try {
      if (Files.size(file) > FILE_BYTES_MAX) {
        throw new Unusable("the file is larger than " + FILE_BYTES_MAX + " bytes");
      }
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new Unusable("file is missing or unreadable");
    }
  }

  static byte[] strongSecret(byte[] secret) throws Unusable {
    if (secret.length < SECRET_BYTES_MIN) {
      throw new Unusable("the secret is shorter than " + SECRET_BYTES_MIN + " bytes (256 bits)");
    }
    int different = 0;
    for (byte b : secret) {
      different |= b ^ secret[0];
    }
    if (different == 0) {
      throw new Unusable("the secret is one byte repeated");
    }
    return secret;
  }

  /** RSA of 2048 bits and more, or EC on P-256; nothing else. */
  static PublicKey strong(PublicKey key) throws Unusable {
    if (key instanceof RSAPublicKey rsa) {
      int bits = rsa.getModulus().bitLength();
      if (bits < RSA_BITS_MIN || bits > RSA_BITS_MAX) {
        throw new Unusable(
            "the RSA key has "
                + bits
                + " bits; "
                + RSA_BITS_MIN
                + " to "
                + RSA_BITS_MAX
                + " are accepted");
      }
      if (rsa.getPublicExponent().bitLength() < 2 || !rsa.getPublicExponent().testBit(0)) {
        throw new Unusable("the RSA exponent is not usable");
      }
      return key;
    }
    if (key instanceof ECPublicKey ec) {
      if (!P256.isCurveOf(ec.getParams())) {
        throw new Unusable("the EC key is not on the curve P-256");
      }
      if (!P256.contains(ec.getW())) {
        throw new Unusable("the EC point is not on the curve");
      }
      return key;
    }
    throw new Unusable("the key is neither RSA nor EC");
  }

  private static PublicKey pem(String text) throws Unusable {
    String label = text.contains("-----BEGIN " + CERTIFICATE + "-----") ? CERTIFICATE : PUBLIC;
    if (text.contains("PRIVATE KEY-----")) {
      throw new Unusable("holds a private key; the gateway needs the public key only");
    }
    byte[] der = decode(text, label);
    try {
      if (label.equals(CERTIFICATE)) {
        return CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(der))
            .getPublicKey();
      }
    } catch (GeneralSecurityException | RuntimeException e) {
      throw new Unusable("not a usable certificate");
    }
    for (String algorithm : new String[] {"EC", "RSA"}) {
      try {
        return KeyFactory.getInstance(algorithm).generatePublic(new X509EncodedKeySpec(der));
      } catch (GeneralSecurityException | RuntimeException e) {
        // Not a key of this kind: the next may fit.
      }
    }
    throw new Unusable("not a usable RSA or EC public key");
  }

  /** The bytes of the one block with that label. */
  static byte[] decode(String text, String label) throws Unusable {
    String begin = "-----BEGIN " + label + "-----";
    int start = text.indexOf(begin);
    int end = text.indexOf("-----END " + label + "-----");
    if (start < 0 || end < start) {
      throw new Unusable("not a PEM file with one " + label);
    }
    if (text.indexOf("-----BEGIN ", start + 1) >= 0) {
      throw new Unusable("holds more than one PEM block; give one key per file");
    }
    try {
      return Base64.getMimeDecoder().decode(text.substring(start + begin.length(), end));
    } catch (IllegalArgumentException e) {
      throw new Unusable("not valid base64 between the PEM lines");
    }
  }

  /** One PEM block. */
  static byte[] encode(byte[] der, String label) {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return ("-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n")
        .getBytes(StandardCharsets.US_ASCII);
  }
}
