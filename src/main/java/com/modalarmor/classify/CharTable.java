package com.modalarmor.classify;

/** What a folded character is to the tokeniser. Stateless. */
final class CharTable {

  static final int SPACE = 0;
  static final int NEWLINE = 1;
  static final int LETTER = 2;
  static final int DIGIT = 3;

  /** A character that is a token of its own: Han, kana, Thai. */
  static final int SIGN = 4;

  static final int MARK = 5;

  // Scripts, as indices of a block's counts.
  static final int LATIN_PLUS = 0;
  static final int CYRILLIC = 1;
  static final int ARABIC = 2;
  static final int INDIC = 3;
  static final int HAN = 4;
  static final int KANA_HANGUL = 5;
  static final int OTHER = 6;
  static final int SCRIPTS = 7;

  private static final byte[] KIND = new byte[128];
  private static final byte[] CLASS = new byte[128];

  static {
    for (int c = 0; c < 128; c++) {
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      boolean digit = c >= '0' && c <= '9';
      KIND[c] =
          (byte) (c == '\n' ? NEWLINE : c <= ' ' ? SPACE : letter ? LETTER : digit ? DIGIT : MARK);
      CLASS[c] = (byte) (letter ? (c | 32) - 'a' : c <= ' ' ? 27 : digit ? 26 : mark(c));
    }
  }

  private CharTable() {}

  private static int mark(int c) {
    return c == '.' || c == ',' || c == '?' || c == '!'
        ? 28
        : c == '\'' || c == '"' || c == '-' ? 29 : 30;
  }

  static int kind(char c) {
    return c < 128 ? KIND[c] : wideKind(c);
  }

  /** Class of a character in the table of trigrams, five bits. */
  static int trigramClass(char c) {
    return c < 128 ? CLASS[c] : 31;
  }

  static int script(char c) {
    if (c < 0x370) {
      return LATIN_PLUS;
    }
    if (c >= 0x400 && c < 0x530) {
      return CYRILLIC;
    }
    if ((c >= 0x590 && c < 0x780) || c >= 0xFB1D && c < 0xFF00) {
      return ARABIC;
    }
    if (c >= 0x900 && c < 0xE00) {
      return INDIC;
    }
    if ((c >= 0x3400 && c < 0xA000) || (c >= 0xF900 && c < 0xFB00)) {
      return HAN;
    }
    return (c >= 0x3040 && c < 0x3100) || (c >= 0xAC00 && c < 0xD7B0) || (c >= 0x1100 && c < 0x1200)
        ? KANA_HANGUL
        : OTHER;
  }

  private static int wideKind(char c) {
    if ((c >= 0x3041 && c < 0x3100) || (c >= 0x3400 && c < 0xA000) || (c >= 0xE01 && c < 0xE60)) {
      return SIGN;
    }
    if ((c >= 0x900 && c < 0xE00) || (c >= 0x610 && c < 0x670) || (c >= 0xC0 && c < 0x530)) {
      return LETTER; // vowel signs belong to their words
    }
    return Character.isLetterOrDigit(c) || Character.getType(c) == Character.NON_SPACING_MARK
        ? LETTER
        : MARK;
  }

  /** A mark that ends a sentence. */
  static boolean stop(char c) {
    return c == '.'
        || c == '!'
        || c == '?'
        || c == 0x3002
        || c == 0xFF01
        || c == 0xFF1F
        || c == 0x964
        || c == 0x61F
        || c == ':'
        || c == ';'
        || c == 0x6D4;
  }
}
