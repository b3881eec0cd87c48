package com.modalarmor.text;

/**
 * One cheap pass over a text that says which decoders are worth asking. Errs towards asking: a
 * decoder proves what it reads. Scratch; single-threaded.
 */
final class Evidence {

  static final int BASE64 = 1;
  static final int HEX = 1 << 1;
  static final int BASE32 = 1 << 2;
  static final int SYMBOLS = 1 << 3;
  static final int LETTERS = 1 << 4;
  static final int HUMPS = 1 << 5;
  static final int BITS = 1 << 6;
  static final int MORSE = 1 << 7;
  static final int NATO = 1 << 8;
  static final int PIG_LATIN = 1 << 9;
  static final int SINGLES = 1 << 10;
  static final int LEET = 1 << 11;
  static final int ESCAPES = 1 << 12;
  static final int MARKUP = 1 << 13;
  static final int MARKDOWN = 1 << 14;
  static final int CONTROL = 1 << 15;
  static final int ODD_LETTERS = 1 << 16;
  static final int UU = 1 << 17;
  static final int TAGS = 1 << 18;
  static final int SELECTORS = 1 << 19;
  static final int INVISIBLES = 1 << 20;
  static final int OVERRIDE = 1 << 21;
  static final int BRAILLE = 1 << 22;
  static final int ACCENTS = 1 << 23;
  static final int BROKEN = 1 << 24;
  static final int WORD_ORDER = 1 << 25;
  static final int LINES = 1 << 26;
  static final int FILLERS = 1 << 27;
  static final int FLIPPED = 1 << 28;
  static final int REGIONAL = 1 << 29;
  static final int PICTURES = 1 << 30;
  static final int SUMS = 1 << 31;

  /** What strokes over letters feign. */
  static final int OF_LETTERS = ACCENTS | SINGLES | LETTERS | BROKEN;

  /** What only words can be. */
  static final int OF_WORDS = ODD_LETTERS | HUMPS | LEET | BROKEN | WORD_ORDER;

  /** Sum of weights from which it is worth to look closer; one English text in twenty has it. */
  private static final int ODD_MIN = 60;

  private static final int SINGLES_MIN = 5;
  private static final int MORSE_MIN = 5;
  private static final int NATO_MIN = 4;
  private static final int PAIRS_MIN = 6;
  private static final int PIG_LATIN_MIN = 3;
  private static final int LONG_TOKEN = 16;
  private static final int ALONE_MIN = 12;
  private static final int BESIDE_MAX = 4;
  private static final int BROKEN_MIN = 2;
  private static final int LINES_MIN = 6;

  private final English english = English.get();
  private final WordOrder order = WordOrder.get();
  private final LongTokens longTokens = new LongTokens();
  private final BeyondAscii beyond = new BeyondAscii();

  /**
   * Reads a text with a blank after its end ({@link View#sealed}); returns the bit set of what is
   * worth a look.
   */
  int read(char[] chars, int length) {
    int[] classes = CharClasses.OF;
    byte[] oddness = english.oddnessOfEither;
    long[] nato = NatoAlphabet.SHAPES;
    byte[] turnedPairs = order.turned;
    beyond.clear();
    int found = 0;
    int odd = 0;
    int oddShort = 0;
    int before = 0;
    int mask = 0;
    int all = 0;
    int token = 0;
    int word = 0;
    int singles = 0;
    int spelled = 0;
    int pig = 0;
    int pairs = 0;
    int morse = 0;
    int leet = 0;
    int gap = 0;
    int broken = 0;
    int wordEnd = -1;
    int wordStart = 0;
    int shape = 0;
    int turned = 0;
    int orderMin = WordOrder.bitsMin(length);
    int ends = 0;
    int lines = 0;
    int spelledSigns = 0;
    for (int i = 0; i <= length; i++) {
      int c = chars[i];
      if (c >= 128) {
        c = beyond.read(c);
      }
      int kind = classes[c];
      int letter = kind >>> CharClasses.LETTER_SHIFT;
      mask |= kind;
      odd = Math.max(0, odd + oddness[before << 5 | letter]);
      oddShort |= ODD_MIN - 1 - odd;
      int last = before;
      before = letter;
      if (letter != 0) {
        continue;
      }
      int size = i - word;
      if (size > 0) {
        if ((gap & CharClasses.BREAKER) != 0 && word == wordEnd + 1 && ++broken == BROKEN_MIN) {
          found |= BROKEN;
        }
        int first = classes[chars[word]] >>> CharClasses.LETTER_SHIFT;
        int second = size > 1 ? classes[chars[word + 1]] >>> CharClasses.LETTER_SHIFT : 0;
        int shapeBefore = shape;
        shape = WordOrder.shape(first, second, last, size);
        if (word == wordEnd + 1) {
          if (gap == CharClasses.SPACE) {
            turned = Math.max(0, turned + turnedPairs[WordOrder.shapes(shapeBefore, shape)]);
            if (turned >= orderMin) {
              found |= WORD_ORDER;
            }
          }
        } else if (gap == CharClasses.SPACE && word > 1 && WordOrder.ends(chars[word - 2])) {
          // Sentences begin with a capital; turned round, they seldom do.
          ends += chars[word] >= 'a' ? 1 : -1;
        }
        wordEnd = i;
        wordStart = word;
        if (size == 1) {
          if (++singles == SINGLES_MIN) {
            found |= SINGLES;
          }
        } else {
          singles = 0;
          if ((nato[first] >>> (size * 5 + last & 63) & 1) != 0) {
            if (++spelled == NATO_MIN) {
              found |= NATO;
            }
          } else {
            spelled = 0;
          }
          if (last == 25 && (chars[i - 2] | 32) == 'a') {
            if (++pig == PIG_LATIN_MIN) {
              found |= PIG_LATIN;
            }
          } else {
            pig = 0;
          }
        }
      }
      gap = kind;
      word = i + 1;
      if ((kind & CharClasses.SPACE) == 0) {
        continue;
      }
      int units = i - token;
      if (units >= ALONE_MIN && units + BESIDE_MAX >= length) {
        found |= HUMPS; // one token is the whole text: words may be joined in it
      }
      if (units > 0) {
        int inside = mask & ~CharClasses.SPACE;
        all |= inside;
        if (c != '\n' || token == 0 || chars[token - 1] != '\n') {
          lines = 0;
        } else if (++lines == LINES_MIN) {
          found |= LINES;
        }
        if (units == 1 && chars[token] == '+' && i < length && sum(chars, token, i + 1)) {
          found |= SUMS;
        }
        if (units == 1 && (inside & CharClasses.BREAKER) != 0 && chars[i] >= 128) {
          // Signs between letters of another script.
          if (++spelledSigns == SINGLES_MIN) {
            found |= SINGLES;
          }
        }
        if ((inside & CharClasses.NOT_HEX_LETTER) != 0
            && (inside & CharClasses.DIGIT_OR_LEET) == 0
            && units < LONG_TOKEN) {
          // An ordinary word.
          pairs = 0;
          morse = 0;
          mask = 0;
          token = i + 1;
          continue;
        }
        if (units >= LONG_TOKEN) {
          found |= longTokens.read(chars, token, i);
        }
        if ((inside & CharClasses.NOT_HEX_PAIR) == 0) {
          pairs += units >= 2 && units <= 5 ? 1 : 0;
          if (pairs >= PAIRS_MIN || units >= LONG_TOKEN) {
            found |= HEX;
          }
          if ((inside & CharClasses.NOT_BIT) == 0 && units >= 6) {
            found |= BITS;
          }
        } else {
          pairs = 0;
        }
        if ((inside & CharClasses.NOT_MORSE) == 0 && units <= 8) {
          if (++morse == MORSE_MIN) {
            found |= MORSE;
          }
        } else {
          morse = 0;
        }
        if ((inside & CharClasses.DIGIT_OR_LEET) != 0
            && (inside & CharClasses.LETTER) != 0
            && units > 2) {
          leet++;
        }
      }
      mask = 0;
      token = i + 1;
    }
    return found
        | beyond.found()
        | (leet > 0 ? LEET : 0)
        | (ends > 0 || WordOrder.turnedSentence(chars, wordStart, wordEnd, length) ? WORD_ORDER : 0)
        | (oddShort < 0 ? ODD_LETTERS : 0)
        | signs(all);
  }

  /** Strings stand on both sides. */
  private static boolean sum(char[] chars, int at, int after) {
    return at > 1
        && (chars[at - 2] == '"' || chars[at - 2] == '\'')
        && (chars[after] == '"' || chars[after] == '\'');
  }

  private static int signs(int all) {
    return ((all & CharClasses.ESCAPE) != 0 ? ESCAPES : 0)
        | ((all & CharClasses.ANGLE) != 0 ? MARKUP : 0)
        | ((all & CharClasses.BRACKET) != 0 ? MARKDOWN : 0)
        | ((all & CharClasses.CONTROL) != 0 ? CONTROL : 0);
  }
}
