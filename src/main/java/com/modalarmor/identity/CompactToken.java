package com.modalarmor.identity;

import com.modalarmor.identity.TokenFault.Rule;
import com.modalarmor.settings.Sha256;
import java.security.DigestException;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * Reads the compact form of a JWS: three parts in base64url, nothing else, each in its one
 * canonical spelling (RFC 7515 §7.1, RFC 4648 §3.5), so that no second text can stand for the same
 * token. Reused from token to token by one thread.
 */
final class CompactToken {

  /** Of each letter its six bits; -1 for what no token holds. */
  private static final byte[] VALUES = new byte[256];

  static {
    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    Arrays.fill(VALUES, (byte) -1);
    for (int i = 0; i < alphabet.length(); i++) {
      VALUES[alphabet.charAt(i)] = (byte) i;
    }
    VALUES['.'] = 0; // stands between the parts, where it has no value
  }

  private static final int FIRST_BYTES = 1024;

  private final int bytesMax;
  private final byte[] hash = new byte[Sha256.BYTES];
  private final MessageDigest digest = Sha256.digest();
  private byte[] ascii = {};
  private int length;
  private int firstDot;
  private int secondDot;

  CompactToken(int bytesMax) {
    this.bytesMax = bytesMax;
  }

  /** Takes the next token, or refuses its form. */
  void scan(String token) {
    length = token.length();
    if (length > bytesMax) {
      throw new TokenFault(Rule.TOO_LONG);
    }
    int foreign = spell(token);
    firstDot = token.indexOf('.');
    secondDot = token.indexOf('.', firstDot + 1);
    boolean third = secondDot >= 0 && token.indexOf('.', secondDot + 1) >= 0;
    // Also covers a missing dot: secondDot is -1 or the first one then.
    if (foreign < 0
        || third
        || firstDot < 1
        || secondDot < firstDot + 2
        || secondDot + 1 >= length) {
      throw new TokenFault(Rule.FORM);
    }
  }

  /** Negative when it holds what no token does. */
  private int spell(String token) {
    if (ascii.length < length) {
      ascii = new byte[Math.min(bytesMax, Math.max(FIRST_BYTES, length * 2))];
    }
    int foreign = 0;
    for (int i = 0; i < length; i++) { // without a branch: a token has hundreds of letters
      char c = token.charAt(i);
      ascii[i] = (byte) c;
      foreign |= VALUES[c & 0xff] | (0xff - c) >> 31; // the second: beyond a byte
    }
    return foreign;
  }

  /** SHA-256 of the whole token. */
  Sha256 hash() {
    try {
      digest.update(ascii, 0, length);
      digest.digest(hash, 0, hash.length);
    } catch (DigestException e) {
      throw new TokenFault(Rule.LIBRARY);
    }
    return Sha256.of(hash);
  }

  byte[] header() {
    return decode(0, firstDot);
  }

  byte[] claims() {
    return decode(firstDot + 1, secondDot);
  }

  byte[] signature() {
    return decode(secondDot + 1, length);
  }

  private byte[] decode(int start, int end) {
    int chars = end - start;
    int tail = chars & 3;
    if (tail == 1) {
      throw new TokenFault(Rule.FORM);
    }
    byte[] out = new byte[chars * 3 / 4];
    int o = 0;
    int bits = 0;
    int held = 0;
    for (int i = start; i < end; i++) {
      held = held << 6 | VALUES[ascii[i]];
      bits += 6;
      if (bits >= 8) {
        bits -= 8;
        out[o++] = (byte) (held >>> bits);
      }
    }
    if ((held & (1 << bits) - 1) != 0) {
      throw new TokenFault(Rule.FORM);
    }
    return out;
  }
}
