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

  private static final byte[] VALUES = new byte[128];

  static {
    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    Arrays.fill(VALUES, (byte) -1);
    for (int i = 0; i < alphabet.length(); i++) {
      VALUES[alphabet.charAt(i)] = (byte) i;
    }
  }

  private final byte[] ascii;
  private final byte[] hash = new byte[Sha256.BYTES];
  private final MessageDigest digest = Sha256.digest();
  private int length;
  private int firstDot;
  private int secondDot;

  CompactToken(int bytesMax) {
    this.ascii = new byte[bytesMax];
  }

  /** Takes the next token, or refuses its form. */
  void scan(String token) {
    length = token.length();
    if (length > ascii.length) {
      throw new TokenFault(Rule.TOO_LONG);
    }
    firstDot = -1;
    secondDot = -1;
    for (int i = 0; i < length; i++) {
      char c = token.charAt(i);
      if (c == '.') {
        if (firstDot < 0) {
          firstDot = i;
        } else if (secondDot < 0) {
          secondDot = i;
        } else {
          throw new TokenFault(Rule.FORM);
        }
      } else if (c >= VALUES.length || VALUES[c] < 0) {
        throw new TokenFault(Rule.FORM);
      }
      ascii[i] = (byte) c;
    }
    // Also covers a missing dot: secondDot is -1 then.
    if (firstDot < 1 || secondDot < firstDot + 2 || secondDot + 1 >= length) {
      throw new TokenFault(Rule.FORM);
    }
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
