package com.modalarmor.evaluation.obfuscate;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/** The bytes of the text written with other letters. Stateless. */
final class Bytes {

  private static final String ALPHABET_64 =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  private static final String ALPHABET_64_URL = ALPHABET_64.replace('+', '-').replace('/', '_');
  private static final String ALPHABET_32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final String HEX = "0123456789abcdef";
  private static final int UU_LINE_BYTES = 45;

  private Bytes() {}

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static String base64(String text, SplittableRandom random) {
    return grouped(bytes(text), ALPHABET_64, 6, 4);
  }

  static String base64Url(String text, SplittableRandom random) {
    return grouped(bytes(text), ALPHABET_64_URL, 6, 4);
  }

  static String base64Unpadded(String text, SplittableRandom random) {
    return grouped(bytes(text), ALPHABET_64, 6, 1);
  }

  static String base64Twice(String text, SplittableRandom random) {
    return base64(base64(text, random), random);
  }

  static String base64Thrice(String text, SplittableRandom random) {
    return base64(base64Twice(text, random), random);
  }

  static String base32(String text, SplittableRandom random) {
    return grouped(bytes(text), ALPHABET_32, 5, 8);
  }

  /** Bits in groups of {@code width}; filled up with {@code =} to a multiple of {@code block}. */
  private static String grouped(byte[] bytes, String alphabet, int width, int block) {
    StringBuilder out = new StringBuilder(bytes.length * 8 / width + block);
    int held = 0;
    int bits = 0;
    for (byte b : bytes) {
      held = held << 8 | (b & 0xff);
      bits += 8;
      while (bits >= width) {
        bits -= width;
        out.append(alphabet.charAt(held >> bits & (1 << width) - 1));
      }
      held &= (1 << bits) - 1;
    }
    if (bits > 0) {
      out.append(alphabet.charAt(held << width - bits & (1 << width) - 1));
    }
    while (out.length() % block != 0) {
      out.append('=');
    }
    return out.toString();
  }

  static String hex(String text, SplittableRandom random) {
    return hex(text, "");
  }

  static String spacedHex(String text, SplittableRandom random) {
    return hex(text, " ");
  }

  private static String hex(String text, String between) {
    StringBuilder out = new StringBuilder(text.length() * 3);
    for (byte b : bytes(text)) {
      out.append(out.length() == 0 ? "" : between)
          .append(HEX.charAt(b >> 4 & 15))
          .append(HEX.charAt(b & 15));
    }
    return out.toString();
  }

  static String ascii85(String text, SplittableRandom random) {
    byte[] bytes = bytes(text);
    StringBuilder out = new StringBuilder(bytes.length * 5 / 4 + 8);
    char[] digits = new char[5];
    for (int from = 0; from < bytes.length; from += 4) {
      int length = Math.min(4, bytes.length - from);
      long group = 0;
      for (int i = 0; i < 4; i++) {
        group = group << 8 | (i < length ? bytes[from + i] & 0xff : 0);
      }
      if (group == 0 && length == 4) {
        out.append('z');
        continue;
      }
      for (int i = 4; i >= 0; i--) {
        digits[i] = (char) ('!' + group % 85);
        group /= 85;
      }
      out.append(digits, 0, length + 1);
    }
    return out.toString();
  }

  static String uuencode(String text, SplittableRandom random) {
    byte[] bytes = bytes(text);
    StringBuilder out = new StringBuilder("begin 644 notes.txt\n");
    for (int from = 0; from < bytes.length; from += UU_LINE_BYTES) {
      int length = Math.min(UU_LINE_BYTES, bytes.length - from);
      out.append(uu(length));
      for (int i = 0; i < length; i += 3) {
        int group = 0;
        for (int k = 0; k < 3; k++) {
          group = group << 8 | (i + k < length ? bytes[from + i + k] & 0xff : 0);
        }
        for (int shift = 18; shift >= 0; shift -= 6) {
          out.append(uu(group >> shift & 63));
        }
      }
      out.append('\n');
    }
    return out.append("`\nend").toString();
  }

  private static char uu(int six) {
    return six == 0 ? '`' : (char) (' ' + six);
  }

  static String binary(String text, SplittableRandom random) {
    StringBuilder out = new StringBuilder(text.length() * 9);
    for (byte b : bytes(text)) {
      if (out.length() > 0) {
        out.append(' ');
      }
      for (int bit = 7; bit >= 0; bit--) {
        out.append((char) ('0' + (b >> bit & 1)));
      }
    }
    return out.toString();
  }
}
