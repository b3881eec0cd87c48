package com.modalarmor.evaluation.obfuscate;

import java.util.SplittableRandom;

/** Characters put between the letters, or over them. Stateless. */
final class Insertions {

  private static final String ZERO_WIDTH = "\u200B\u200C\u200D\u2060\uFEFF";
  private static final String INVISIBLE = "\u00AD\u034F\u115F\u3164\u2800\u180E";
  private static final String ACCENTS = "\u0301\u0300\u0308\u0303\u0302\u0327\u0337";

  private Insertions() {}

  static String zeroWidth(String text, SplittableRandom random) {
    return between(text, ZERO_WIDTH, 0.5, random);
  }

  static String otherInvisibles(String text, SplittableRandom random) {
    return between(text, INVISIBLE, 0.5, random);
  }

  private static String between(
      String text, String inserted, double share, SplittableRandom random) {
    StringBuilder out = new StringBuilder(text.length() * 2);
    for (int i = 0; i < text.length(); i++) {
      out.append(text.charAt(i));
      boolean inside =
          i + 1 < text.length() && isLetter(text.charAt(i)) && isLetter(text.charAt(i + 1));
      if (inside && random.nextDouble() < share) {
        out.append(inserted.charAt(random.nextInt(inserted.length())));
      }
    }
    return out.toString();
  }

  static String bidi(String text, SplittableRandom random) {
    return "\u202E" + Words.reversed(text, random) + "\u202C";
  }

  /** A wrong letter, taken back at once. */
  static String backspace(String text, SplittableRandom random) {
    StringBuilder out = new StringBuilder(text.length() * 2);
    for (int i = 0; i < text.length(); i++) {
      if (isLetter(text.charAt(i)) && random.nextDouble() < 0.3) {
        out.append((char) ('a' + random.nextInt(26))).append('\b');
      }
      out.append(text.charAt(i));
    }
    return out.toString();
  }

  static String diacritics(String text, SplittableRandom random) {
    StringBuilder out = new StringBuilder(text.length() * 2);
    for (int i = 0; i < text.length(); i++) {
      out.append(text.charAt(i));
      if (isLetter(text.charAt(i)) && random.nextDouble() < 0.7) {
        out.append(ACCENTS.charAt(random.nextInt(ACCENTS.length())));
      }
    }
    return out.toString();
  }

  static String zalgo(String text, SplittableRandom random) {
    StringBuilder out = new StringBuilder(text.length() * 6);
    for (int i = 0; i < text.length(); i++) {
      out.append(text.charAt(i));
      if (isLetter(text.charAt(i))) {
        for (int marks = 2 + random.nextInt(5); marks > 0; marks--) {
          out.append((char) (0x0300 + random.nextInt(0x70)));
        }
      }
    }
    return out.toString();
  }

  static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }
}
