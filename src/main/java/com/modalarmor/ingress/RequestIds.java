package com.modalarmor.ingress;

import java.security.SecureRandom;
import java.util.SplittableRandom;

/**
 * Makes request ids: 32 hex digits, unique over all pods with overwhelming likelihood, not secret.
 * Confined to one loop.
 */
final class RequestIds {

  private static final char[] HEX = "0123456789abcdef".toCharArray();

  private final SplittableRandom random = new SplittableRandom(new SecureRandom().nextLong());

  String next() {
    char[] id = new char[32];
    hex(id, 0, random.nextLong());
    hex(id, 16, random.nextLong());
    return new String(id);
  }

  private static void hex(char[] id, int from, long bits) {
    long rest = bits;
    for (int i = from; i < from + 16; i++) {
      id[i] = HEX[(int) (rest & 15)];
      rest >>>= 4;
    }
  }
}
