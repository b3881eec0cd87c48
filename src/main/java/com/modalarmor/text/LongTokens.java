package com.modalarmor.text;

/** Says what a long token may be: part of {@link Evidence}. Stateless. */
final class LongTokens {

  private static final int RUN_MIN = 16;
  private static final int LETTERS_MIN = 20;
  private static final int HUMPS_MIN = 3;

  /** Bit set of evidence of the token at that range. */
  int read(char[] chars, int from, int to) {
    int[] classes = CharClasses.OF;
    int found = 0;
    int start = from;
    int mask = 0;
    int signs = 0;
    int humps = 0;
    int joints = 0;
    int lower = 0;
    int letters = 0;
    boolean wasLower = false;
    boolean wasLetter = false;
    for (int i = from; i <= to; i++) {
      int c = i < to ? chars[i] : ' ';
      int kind = c < 128 ? classes[c] : CharClasses.SPACE;
      boolean letter = kind >>> CharClasses.LETTER_SHIFT != 0;
      boolean small = letter && c >= 'a';
      humps += wasLower && letter && !small ? 1 : 0;
      joints += wasLetter && (kind & CharClasses.BREAKER) != 0 ? 1 : 0;
      letters = letter ? letters + 1 : 0;
      if (letters == LETTERS_MIN) {
        found |= Evidence.LETTERS;
      }
      lower += small ? 1 : 0;
      wasLower = small;
      wasLetter = letter;
      if (alphabet(kind)) {
        mask |= kind;
      } else {
        found |= run(mask, i - start);
        start = i + 1;
        mask = 0;
      }
      signs += letter || (kind & CharClasses.DIGIT_OR_LEET) != 0 ? 0 : 1;
    }
    if (humps >= HUMPS_MIN || joints >= HUMPS_MIN) {
      found |= Evidence.HUMPS;
    }
    if (signs * 10 > to - from || lower == 0) {
      found |= Evidence.SYMBOLS;
    }
    if (lower <= 1) {
      // No line of uuencode has any; one more sign may stand behind it.
      found |= Evidence.UU;
    }
    return found;
  }

  private static boolean alphabet(int kind) {
    return (kind
            & (CharClasses.LETTER
                | CharClasses.BIT
                | CharClasses.DIGIT
                | CharClasses.PLUS
                | CharClasses.MINUS
                | CharClasses.SLASH))
        != 0;
  }

  private static int run(int mask, int length) {
    if (length < RUN_MIN) {
      return 0;
    }
    boolean digits = (mask & (CharClasses.BIT | CharClasses.DIGIT)) != 0;
    boolean lower = (mask & (CharClasses.LOWER | CharClasses.HEX_LOWER)) != 0;
    boolean upper = (mask & (CharClasses.UPPER | CharClasses.HEX_UPPER)) != 0;
    boolean beyondHex =
        (mask & (CharClasses.LOWER | CharClasses.UPPER | CharClasses.PLUS | CharClasses.SLASH))
            != 0;
    int found = 0;
    if (!beyondHex) {
      found |= Evidence.HEX;
      if ((mask & (CharClasses.DIGIT | CharClasses.LETTER)) == 0) {
        found |= Evidence.BITS;
      }
    }
    if (lower != upper) {
      found |= Evidence.BASE32;
    }
    if ((lower && upper) || (digits && (lower || upper))) {
      found |= Evidence.BASE64;
    }
    return found;
  }
}
