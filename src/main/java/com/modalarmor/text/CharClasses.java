package com.modalarmor.text;

/** What {@link Evidence} needs to know of each ASCII character: one word of bits. Stateless. */
final class CharClasses {

  static final int BIT = 1;
  static final int DIGIT = 1 << 1;
  static final int HEX_LOWER = 1 << 2;
  static final int LOWER = 1 << 3;
  static final int HEX_UPPER = 1 << 4;
  static final int UPPER = 1 << 5;
  static final int PLUS = 1 << 6;
  static final int MINUS = 1 << 7;
  static final int DOT = 1 << 8;
  static final int SLASH = 1 << 9;
  static final int ESCAPE = 1 << 10;
  static final int ANGLE = 1 << 11;
  static final int BRACKET = 1 << 12;
  static final int LEET_SIGN = 1 << 13;
  static final int OTHER = 1 << 14;
  static final int CONTROL = 1 << 15;
  static final int SPACE = 1 << 16;
  static final int LETTER_X = 1 << 17;

  /** Signs that are put between the letters of a word to break it. */
  static final int BREAKER = 1 << 18;

  /** Signs that stand between hexadecimal bytes. */
  static final int COMMA = 1 << 19;

  static final int LETTER_SHIFT = 24;
  static final int LETTER = HEX_LOWER | LOWER | HEX_UPPER | UPPER | LETTER_X;
  static final int NOT_HEX_LETTER = LOWER | UPPER;
  static final int DIGIT_OR_LEET = BIT | DIGIT | LEET_SIGN;

  /** Bits of the letters, by number, that are neither hexadecimal nor an x. */
  static final int NOT_HEX_LETTERS = 0x7FF_FFFE & ~0x7E & ~(1 << 'x' - 'a' + 1);

  private static final int ALL = (1 << LETTER_SHIFT) - 1 & ~SPACE;

  static final int NOT_HEX_PAIR =
      ALL & ~(BIT | DIGIT | HEX_LOWER | HEX_UPPER | LETTER_X | COMMA | MINUS | BREAKER);
  static final int NOT_BIT = ALL & ~BIT;
  static final int NOT_MORSE = ALL & ~(DOT | MINUS | SLASH | BREAKER);

  /** What no plain word has in it or around it. */
  static final int NOT_PLAIN =
      ALL & ~(LETTER | OTHER | COMMA | DOT | MINUS | PLUS | SLASH | BREAKER);

  /** Index of what stands for all characters beyond ASCII: they end a token. */
  static final int STAND_IN = 128;

  static final int[] OF = classes();

  private CharClasses() {}

  private static int[] classes() {
    int[] of = new int[129];
    for (int c = 0; c < 128; c++) {
      of[c] = kind(c) | English.letter(c) << LETTER_SHIFT;
    }
    of[STAND_IN] = SPACE;
    return of;
  }

  /** Bits of what letters are, whose numbers are the bits of {@code seen}, whatever their case. */
  static int ofLetters(int seen) {
    return ((seen & NOT_HEX_LETTERS) != 0 ? LOWER : 0)
        | ((seen & 0x7E) != 0 ? HEX_LOWER : 0)
        | ((seen & 1 << 'x' - 'a' + 1) != 0 ? LETTER_X : 0);
  }

  private static int kind(int c) {
    if (c <= 32 || c == 127) {
      return c == 8 || c == 127 ? CONTROL : SPACE;
    }
    if (c == '0' || c == '1') {
      return BIT;
    }
    if (c >= '2' && c <= '9') {
      return DIGIT;
    }
    if (c >= 'a' && c <= 'z') {
      return c <= 'f' ? HEX_LOWER : c == 'x' ? LETTER_X : LOWER;
    }
    if (c >= 'A' && c <= 'Z') {
      return c <= 'F' ? HEX_UPPER : UPPER;
    }
    switch (c) {
      case '+':
        return PLUS | BREAKER;
      case '-':
      case '_':
        return MINUS | BREAKER;
      case '.':
        return DOT | BREAKER;
      case '/':
      case '|':
        return SLASH | BREAKER;
      case '%':
      case '&':
      case '\\':
      case '=':
        return ESCAPE;
      case '<':
        return ANGLE;
      case '[':
        return BRACKET;
      case ',':
      case ';':
      case ':':
        return COMMA;
      case '@':
      case '$':
        return LEET_SIGN;
      case '*':
      case '~':
      case '^':
        return OTHER | BREAKER;
      default:
        return OTHER;
    }
  }
}
