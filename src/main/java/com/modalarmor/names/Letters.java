package com.modalarmor.names;

import java.text.Normalizer;

/** What kind a character is, and its plain lower-case form. Stateless. */
final class Letters {

  static final byte OTHER = 0;
  static final byte SPACE = 1;
  static final byte LINE = 2;
  static final byte LETTER = 3;
  static final byte DIGIT = 4;

  /** Belongs to the word around it and says nothing: invisible marks, accents on their own. */
  static final byte SILENT = 5;

  private static final byte[] ASCII = ascii();

  /** Latin letters without their accents, lower case. */
  private static final int PLAIN_MAX = 0x250;

  private static final char[] PLAIN = plain();

  private Letters() {}

  static byte kind(char c) {
    return c < 128 ? ASCII[c] : beyondAscii(c);
  }

  private static byte beyondAscii(char c) {
    if (Character.isLetter(c)) {
      return LETTER;
    }
    return switch (Character.getType(c)) {
      case Character.NON_SPACING_MARK,
          Character.COMBINING_SPACING_MARK,
          Character.ENCLOSING_MARK,
          Character.FORMAT ->
          SILENT;
      case Character.DECIMAL_DIGIT_NUMBER -> DIGIT;
      case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> LINE;
      case Character.SPACE_SEPARATOR -> SPACE;
      default -> OTHER;
    };
  }

  /** Lower case, without accents where they can be taken off. */
  static char plain(char c) {
    if (c < PLAIN_MAX) {
      return PLAIN[c];
    }
    if (c >= 0x1E00 && c < 0x1F00) {
      return Normalizer.normalize(String.valueOf(c), Normalizer.Form.NFD).charAt(0) < 128
          ? Character.toLowerCase(
              Normalizer.normalize(String.valueOf(c), Normalizer.Form.NFD).charAt(0))
          : Character.toLowerCase(c);
    }
    return Character.toLowerCase(c);
  }

  /**
   * True for the letters of scripts that have capitals and whose words are read: Latin, Greek,
   * Cyrillic.
   */
  static boolean cased(char c) {
    return c < 0x530 || (c >= 0x1E00 && c < 0x2000);
  }

  static boolean upper(char c) {
    return c < 128 ? c >= 'A' && c <= 'Z' : Character.isUpperCase(c) || Character.isTitleCase(c);
  }

  private static byte[] ascii() {
    byte[] kinds = new byte[128];
    for (int c = 0; c < 128; c++) {
      kinds[c] =
          c == '\n' || c == '\r'
              ? LINE
              : c <= ' ' || c == 127
                  ? SPACE
                  : c >= '0' && c <= '9' ? DIGIT : Character.isLetter(c) ? LETTER : OTHER;
    }
    return kinds;
  }

  private static char[] plain() {
    char[] table = new char[PLAIN_MAX];
    for (char c = 0; c < PLAIN_MAX; c++) {
      char base = Normalizer.normalize(String.valueOf(c), Normalizer.Form.NFD).charAt(0);
      table[c] = Character.toLowerCase(base);
    }
    table['ø'] = 'o';
    table['Ø'] = 'o';
    table['ł'] = 'l';
    table['Ł'] = 'l';
    table['đ'] = 'd';
    table['Đ'] = 'd';
    table['ı'] = 'i';
    return table;
  }
}
