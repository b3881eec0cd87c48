package com.modalarmor.text;

/** What tokens that are no plain words are evidence of: part of {@link Evidence}. Scratch. */
final class OddTokens {

  /** Units from which a token may be a text by itself. */
  static final int ALONE_MIN = 12;

  private static final int BESIDE_MAX = 4;
  private static final int SINGLES_MIN = 5;
  private static final int MORSE_MIN = 5;
  private static final int PAIRS_MIN = 6;
  private static final int LINES_MIN = 6;

  /** The long ones. */
  final Tokens tokens = new Tokens();

  private final LongTokens longTokens = new LongTokens();
  private int length;
  private int found;

  /** Of what they are made. */
  private int all;

  private int lines;
  private int lineEnd;
  private int pairs;
  private int morse;
  private int spelledSigns;

  /** None yet, of a text of that length. */
  void clear(int length) {
    this.length = length;
    tokens.clear(length);
    found = 0;
    all = 0;
    lines = 0;
    lineEnd = -1;
    pairs = 0;
    morse = 0;
    spelledSigns = 0;
  }

  /** Bit set of {@link Evidence}. */
  int found() {
    return found | signs(all);
  }

  /** A line of one token ends; {@code tokenEnd}: of the one before. */
  void line(int tokenEnd, int end) {
    lines = lineEnd >= 0 && lineEnd == tokenEnd ? lines + 1 : 1;
    lineEnd = end;
    if (lines == LINES_MIN) {
      found |= Evidence.LINES;
    }
  }

  /**
   * A token that is more than a plain word. {@code mask}: of its signs, and of the first two
   * letters and the last of each of its words; {@code plain}: how many plain ones stand in front of
   * it since the last such call. Returns how many there are behind it.
   */
  int token(char[] chars, int from, int to, int mask, int plain) {
    int units = to - from;
    int inside = mask & ~CharClasses.SPACE;
    if ((mask & CharClasses.NOT_HEX_LETTER) == 0 && units > 3) {
      inside |= kinds(chars, from, to);
    }
    all |= inside;
    if (units >= ALONE_MIN && units + BESIDE_MAX >= length) {
      found |= Evidence.HUMPS; // one token is the whole text: words may be joined in it
      if (units < Evidence.LONG_TOKEN) {
        tokens.add(from, to);
      }
    }
    if (units == 1 && chars[from] == '+' && to < length && sum(chars, from, to + 1)) {
      found |= Evidence.SUMS;
    }
    if (units == 1 && (inside & CharClasses.BREAKER) != 0 && chars[to] >= 128) {
      // Signs between letters of another script.
      if (++spelledSigns == SINGLES_MIN) {
        found |= Evidence.SINGLES;
      }
    }
    if ((inside & CharClasses.NOT_HEX_LETTER) != 0
        && (inside & CharClasses.DIGIT_OR_LEET) == 0
        && units < Evidence.LONG_TOKEN) {
      return plain + 1; // an ordinary word
    }
    if (plain > 0) {
      pairs = 0;
      morse = 0;
    }
    if (units >= Evidence.LONG_TOKEN) {
      found |= longTokens.read(chars, from, to);
      tokens.add(from, to);
    }
    if ((inside & CharClasses.NOT_HEX_PAIR) == 0) {
      pairs += units >= 2 && units <= 5 ? 1 : 0;
      if (pairs >= PAIRS_MIN || units >= Evidence.LONG_TOKEN) {
        found |= Evidence.HEX;
      }
      if ((inside & CharClasses.NOT_BIT) == 0 && units >= 6) {
        found |= Evidence.BITS;
      }
    } else {
      pairs = 0;
    }
    if ((inside & CharClasses.NOT_MORSE) == 0 && units <= 8) {
      if (++morse == MORSE_MIN) {
        found |= Evidence.MORSE;
      }
    } else {
      morse = 0;
    }
    if ((inside & CharClasses.DIGIT_OR_LEET) != 0
        && (inside & CharClasses.LETTER) != 0
        && units > 2) {
      found |= Evidence.LEET;
    }
    return 0;
  }

  /** Of the letters of a token. */
  private static int kinds(char[] chars, int from, int to) {
    int[] classes = CharClasses.OF;
    int kinds = 0;
    for (int i = from; i < to; i++) {
      kinds |= chars[i] < 128 ? classes[chars[i]] & CharClasses.LETTER : 0;
    }
    return kinds;
  }

  /** Strings stand on both sides. */
  private static boolean sum(char[] chars, int at, int after) {
    return at > 1
        && (chars[at - 2] == '"' || chars[at - 2] == '\'')
        && (chars[after] == '"' || chars[after] == '\'');
  }

  private static int signs(int all) {
    return ((all & CharClasses.ESCAPE) != 0 ? Evidence.ESCAPES : 0)
        | ((all & CharClasses.ANGLE) != 0 ? Evidence.MARKUP : 0)
        | ((all & CharClasses.BRACKET) != 0 ? Evidence.MARKDOWN : 0)
        | ((all & CharClasses.CONTROL) != 0 ? Evidence.CONTROL : 0);
  }
}
