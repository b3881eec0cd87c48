package com.modalarmor.quality;

import java.util.Arrays;
import java.util.Random;

/** Damages texts and bytes at random, for the seeded part of fuzzing. Stateless. */
public final class Mutation {

  private static final String ODD =
      "\u0000\u0008\u001B\u007F\u0301\u034F\u200B\u200D\u202E\u2800\u3164\uFB01\uFDFA\uFE0F\uFEFF"
          + "\uFF49\uFFFD\uD83D\uDE00\uDB40\uDC41\uD800\"'\\/{}[]<>%&#=|:;,.-_0aZ \n\r\t";

  private Mutation() {}

  /** Characters put in, taken out, doubled and changed for odd ones. */
  public static String of(String text, Random random) {
    StringBuilder out = new StringBuilder(text);
    for (int n = random.nextInt(8); n >= 0 && out.length() > 0; n--) {
      int at = random.nextInt(out.length());
      char odd = ODD.charAt(random.nextInt(ODD.length()));
      switch (random.nextInt(4)) {
        case 0:
          out.insert(at, odd);
          break;
        case 1:
          out.deleteCharAt(at);
          break;
        case 2:
          out.setCharAt(at, odd);
          break;
        default:
          int end = Math.min(out.length(), at + 1 + random.nextInt(40));
          out.insert(random.nextInt(out.length()), out.substring(at, end));
          break;
      }
    }
    return out.toString();
  }

  /** Bits turned over, bytes cut off, pieces moved. */
  public static byte[] of(byte[] bytes, Random random) {
    byte[] out = bytes.clone();
    for (int n = random.nextInt(6); n >= 0 && out.length > 0; n--) {
      int at = random.nextInt(out.length);
      switch (random.nextInt(3)) {
        case 0:
          out[at] ^= (byte) (1 << random.nextInt(8));
          break;
        case 1:
          out[at] = (byte) random.nextInt(256);
          break;
        default:
          out = random.nextInt(4) == 0 ? Arrays.copyOf(out, at) : moved(out, at, random);
          break;
      }
    }
    return out;
  }

  private static byte[] moved(byte[] bytes, int at, Random random) {
    int end = Math.min(bytes.length, at + 1 + random.nextInt(16));
    int to = random.nextInt(bytes.length + 1);
    byte[] out = new byte[bytes.length + end - at];
    System.arraycopy(bytes, 0, out, 0, to);
    System.arraycopy(bytes, at, out, to, end - at);
    System.arraycopy(bytes, to, out, to + end - at, bytes.length - to);
    return out;
  }
}
