package com.modalarmor.detect.pii;

/** Kinds of UTF-16 units, as the patterns of this package see them. Stateless. */
final class Units {

  private static final boolean[] WORD = new boolean[128];

  static {
    for (char c = 0; c < 128; c++) {
      WORD[c] = c == '_' || Character.isLetterOrDigit(c);
    }
  }

  private Units() {}

  /** Letters, digits, marks and the underscore. */
  static boolean word(char c) {
    if (c < 128) {
      return WORD[c];
    }
    int type = Character.getType(c);
    return Character.isLetterOrDigit(c)
        || type == Character.NON_SPACING_MARK
        || type == Character.COMBINING_SPACING_MARK;
  }

  /** The same without the letters of scripts that are written without spaces. */
  static boolean spacedWord(char c) {
    return word(c) && (c < 0xE00 || (c >= 0x10A0 && c < 0x1780));
  }

  static boolean digit(char c) {
    return c >= '0' && c <= '9';
  }

  static boolean upper(char c) {
    return c >= 'A' && c <= 'Z';
  }

  static boolean letter(char c) {
    return (c | 32) >= 'a' && (c | 32) <= 'z';
  }

  /** An ASCII letter or digit. */
  static boolean alphanumeric(char c) {
    return c < 128 && WORD[c] && c != '_';
  }

  static char lower(char c) {
    return upper(c) ? (char) (c + 32) : c;
  }

  static boolean space(char c) {
    return c == ' '
        || (c >= 9 && c <= 13)
        || (c >= 0x85 && (c == 0x85 || Character.isSpaceChar(c)));
  }

  /** Where the word that {@code from} is in ends, at the latest at {@code to}. */
  static int wordEnd(char[] text, int from, int to) {
    int end = from;
    while (end < to && word(text[end])) {
      end++;
    }
    return end;
  }

  /** True when the text has the lower-case word there, in any case. */
  static boolean at(char[] text, int length, int from, String lowerWord) {
    if (from < 0 || from + lowerWord.length() > length) {
      return false;
    }
    for (int i = 0; i < lowerWord.length(); i++) {
      if (lower(text[from + i]) != lowerWord.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
