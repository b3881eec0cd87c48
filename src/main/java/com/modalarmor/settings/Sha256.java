package com.modalarmor.settings;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * A SHA-256 value, cheap to hash and to compare. Immutable. Equality takes the same time wherever
 * two values differ.
 */
public final class Sha256 {

  public static final int BYTES = 32;

  private final long a;
  private final long b;
  private final long c;
  private final long d;

  private Sha256(long a, long b, long c, long d) {
    this.a = a;
    this.b = b;
    this.c = c;
    this.d = d;
  }

  /** Reads the first {@value #BYTES} bytes of {@code digest}. */
  public static Sha256 of(byte[] digest) {
    return new Sha256(word(digest, 0), word(digest, 8), word(digest, 16), word(digest, 24));
  }

  /** True for 64 hex digits in lower case. */
  public static boolean isHex(String hex) {
    if (hex.length() != 2 * BYTES) {
      return false;
    }
    for (int i = 0; i < hex.length(); i++) {
      char c = hex.charAt(i);
      if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) {
        return false;
      }
    }
    return true;
  }

  public static Sha256 ofHex(String hex) {
    if (!isHex(hex)) {
      throw new IllegalArgumentException("not 64 lower-case hex digits");
    }
    return new Sha256(
        Long.parseUnsignedLong(hex, 0, 16, 16),
        Long.parseUnsignedLong(hex, 16, 32, 16),
        Long.parseUnsignedLong(hex, 32, 48, 16),
        Long.parseUnsignedLong(hex, 48, 64, 16));
  }

  /** A digest of the algorithm; every Java runtime has it. */
  public static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The digest of {@code content}. */
  public static Sha256 over(byte[] content) {
    return of(digest().digest(content));
  }

  private static long word(byte[] bytes, int from) {
    long word = 0;
    for (int i = from; i < from + 8; i++) {
      word = word << 8 | bytes[i] & 0xff;
    }
    return word;
  }

  /** Lower-case hex, 64 digits. */
  public String hex() {
    StringBuilder hex = new StringBuilder(2 * BYTES);
    append(hex, a);
    append(hex, b);
    append(hex, c);
    append(hex, d);
    return hex.toString();
  }

  private static void append(StringBuilder hex, long word) {
    for (int shift = 60; shift >= 0; shift -= 4) {
      hex.append(Character.forDigit((int) (word >>> shift) & 0xf, 16));
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Sha256 that
        && ((a ^ that.a) | (b ^ that.b) | (c ^ that.c) | (d ^ that.d)) == 0;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(a);
  }

  @Override
  public String toString() {
    return hex();
  }
}
