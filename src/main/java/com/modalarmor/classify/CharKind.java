package com.modalarmor.classify;

import java.util.Arrays;

/** What a character is to the reader of words. Stateless. */
final class CharKind {

  /** White space, and what is like it. */
  static final byte SPACE = 0;

  /** The end of a line; kinds up to this one separate words. */
  static final byte LINE = 1;

  static final byte WORD = 2;
  static final byte DIGIT = 3;

  /** A word of its own: punctuation, and each character of a script without spaces. */
  static final byte MARK = 4;

  private static final byte[] ASCII = ascii();

  private CharKind() {}

  static int of(char c) {
    return c < 128 ? ASCII[c] : kind(c);
  }

  private static byte kind(char c) {
    if (alone(c)) {
      return MARK;
    }
    int type = Character.getType(c);
    if (Character.isLetter(c)
        || type == Character.NON_SPACING_MARK
        || type == Character.COMBINING_SPACING_MARK
        || type == Character.SURROGATE) {
      return WORD;
    }
    return Character.isSpaceChar(c) ? SPACE : type == Character.DECIMAL_DIGIT_NUMBER ? DIGIT : MARK;
  }

  /** Han, kana, Thai and Lao are written without spaces. */
  private static boolean alone(char c) {
    return c >= 0x0E00
        && (c < 0x0F00 || (c >= 0x3040 && c < 0xA000) || (c >= 0xF900 && c < 0xFB00));
  }

  /** Kana, Han and Hangul. */
  static boolean eastAsian(char c) {
    return c >= 0x3040
        && (c < 0xA000 || (c >= 0xAC00 && c < 0xD7B0) || (c >= 0xF900 && c < 0xFB00));
  }

  /**
   * Letters of scripts of which the training has few rows: all but Latin, Cyrillic and Arabic ones,
   * and those of {@link #eastAsian}.
   */
  static boolean ofFewRows(char c) {
    return c >= 0x0370 && c < 0x1D00 && (c < 0x0400 || c >= 0x0530) && (c < 0x0600 || c >= 0x0700);
  }

  /** Either. */
  static boolean hardlySeen(char c) {
    return c >= 0x0370 && (eastAsian(c) || ofFewRows(c));
  }

  private static byte[] ascii() {
    byte[] kinds = new byte[128];
    Arrays.fill(kinds, MARK);
    Arrays.fill(kinds, 0, 33, SPACE);
    Arrays.fill(kinds, 'a', 'z' + 1, WORD);
    Arrays.fill(kinds, 'A', 'Z' + 1, WORD);
    Arrays.fill(kinds, '0', '9' + 1, DIGIT);
    kinds['\n'] = LINE;
    return kinds;
  }
}
