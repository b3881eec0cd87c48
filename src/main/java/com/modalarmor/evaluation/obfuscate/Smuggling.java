package com.modalarmor.evaluation.obfuscate;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/** Texts written in characters that nobody sees, behind a harmless greeting. Stateless. */
final class Smuggling {

  private static final int TAGS = 0xE0000;
  private static final int SELECTORS = 0xFE00;
  private static final int SELECTORS_SUPPLEMENT = 0xE0100;
  private static final char ZERO = 0x2062;
  private static final char ONE = 0x2064;

  private Smuggling() {}

  static String tagCharacters(String text, SplittableRandom random) {
    StringBuilder out = new StringBuilder("hi \uD83D\uDE08");
    text.codePoints().forEach(c -> out.appendCodePoint(c < 128 ? TAGS + c : c));
    return out.toString();
  }

  /** Bytes below 16 in the first block, the others after it in the second. */
  static String variationSelectors(String text, SplittableRandom random) {
    StringBuilder out = new StringBuilder("\uD83D\uDE0A");
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      int value = b & 0xff;
      out.appendCodePoint(value < 16 ? SELECTORS + value : SELECTORS_SUPPLEMENT + value - 16);
    }
    return out.toString();
  }

  /** Bytes in the second block alone, without an offset. */
  static String supplementSelectors(String text, SplittableRandom random) {
    StringBuilder out = new StringBuilder("\uD83D\uDE0A");
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      int value = b & 0xff;
      // The block holds 240; what lies beyond is only in bytes of characters beyond ASCII.
      out.appendCodePoint(value < 240 ? SELECTORS_SUPPLEMENT + value : SELECTORS + value - 240);
    }
    return out.toString();
  }

  static String sneakyBits(String text, SplittableRandom random) {
    StringBuilder out = new StringBuilder("hi ");
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      for (int bit = 7; bit >= 0; bit--) {
        out.append((b >> bit & 1) == 0 ? ZERO : ONE);
      }
    }
    return out.toString();
  }
}
