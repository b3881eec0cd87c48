package com.modalarmor.text;

/** The kinds of characters that folding tells apart. Stateless. */
final class CharKinds {

  static final int BLACK_FLAG = 0x1F3F4;

  private static final boolean[] LETTER_OR_DIGIT = lettersAndDigits();

  private CharKinds() {}

  static boolean tag(int c) {
    return c >= 0xE0020 && c <= 0xE007F;
  }

  static boolean variation(int c) {
    return (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0100 && c <= 0xE01EF);
  }

  /** Letters of alphabets in which nothing invisible belongs inside a word, and digits. */
  static boolean latinOrDigit(int c) {
    return asciiLetter(c)
        || (c >= '0' && c <= '9')
        || (c >= 0xC0 && c < 0x530 && Character.isLetter(c));
  }

  static boolean asciiLetter(int c) {
    return (c | 32) >= 'a' && (c | 32) <= 'z';
  }

  /** Raised and lowered letters, which formulas have. */
  static boolean raised(int c) {
    return (c >= 0x1D2C && c <= 0x1D6A) || (c >= 0x2090 && c <= 0x209C);
  }

  static boolean digit(int c) {
    return c >= '0' && c <= '9';
  }

  /** The same as the JDK's, looked up for ASCII. */
  static boolean letterOrDigit(char c) {
    return c < 128 ? LETTER_OR_DIGIT[c] : Character.isLetterOrDigit(c);
  }

  private static boolean[] lettersAndDigits() {
    boolean[] table = new boolean[128];
    for (char c = 0; c < table.length; c++) {
      table[c] = Character.isLetterOrDigit(c);
    }
    return table;
  }

  /** Value of a hexadecimal digit, or -1. */
  static int hex(int c) {
    if (digit(c)) {
      return c - '0';
    }
    int lower = c | 32;
    return lower >= 'a' && lower <= 'f' && c < 128 ? lower - 'a' + 10 : -1;
  }

  /** Compatibility forms that disguise letters or digits, as against ordinary signs. */
  static boolean disguise(int c) {
    return (c >= 0xFF10 && c <= 0xFF19)
        || (c >= 0xFF21 && c <= 0xFF3A)
        || (c >= 0xFF41 && c <= 0xFF5A)
        || (c >= 0x1D400 && c <= 0x1D7FF)
        || (c >= 0x1F110 && c <= 0x1F189)
        || (c >= 0x24B6 && c <= 0x24E9)
        || (c >= 0x249C && c <= 0x24B5)
        || (c >= 0x2102 && c <= 0x2134)
        || (c >= 0x1D2C && c <= 0x1D6A)
        || (c >= 0x2090 && c <= 0x209C);
  }

  /** What a letter in a frame is that NFKC leaves as it is, or writes as {@code (a)}. */
  static String unframed(int c, String nfkc) {
    if (c >= 0x1F150 && c <= 0x1F169) {
      return String.valueOf((char) ('a' + c - 0x1F150));
    }
    if (c >= 0x1F170 && c <= 0x1F189) {
      return String.valueOf((char) ('a' + c - 0x1F170));
    }
    boolean bracketed = c >= 0x249C && c <= 0x24B5 || c >= 0x1F110 && c <= 0x1F129;
    return bracketed ? nfkc.substring(1, nfkc.length() - 1) : nfkc;
  }
}
