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
  static final int CIPHER = 1 << 16;
  static final int UU = 1 << 17;
  static final int TAGS = 1 << 18;
  static final int SELECTORS = 1 << 19;
  static final int INVISIBLES = 1 << 20;
  static final int BACKWARDS = 1 << 21;
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
  static final int OF_WORDS = CIPHER | BACKWARDS | HUMPS | LEET | BROKEN | WORD_ORDER;

  /** Units from which a token is long; a whole text of fewer is looked at as if it were. */
  static final int LONG_TOKEN = 16;

  private static final int SINGLES_MIN = 5;
  private static final int NATO_MIN = 4;
  private static final int PIG_LATIN_MIN = 3;
  private static final int BROKEN_MIN = 2;

  /** Characters at a time: first the letters among them, then what stands between. */
  private static final int BLOCK = LetterRuns.BLOCK;

  private final WordOrder order = WordOrder.get();
  private final LetterRuns letters = new LetterRuns();
  private final OddTokens odd = new OddTokens();
  private final BeyondAscii beyond = new BeyondAscii();
  private final Row singles = new Row();
  private final Row spelled = new Row();
  private final Row pig = new Row();

  /** Of a block: where a character is no letter. */
  private final int[] breaks = new int[LetterRuns.ROOM];

  /** The long tokens of the text read last. */
  Tokens tokens() {
    return odd.tokens;
  }

  /** The text read last has characters beyond ASCII. */
  boolean beyondAscii() {
    return beyond.any();
  }

  /**
   * Reads a text with a blank after its end ({@link View#sealed}); returns the bit set of what is
   * worth a look.
   */
  int read(char[] chars, int length) {
    int[] classes = CharClasses.OF;
    byte[] numbers = LetterRuns.NUMBERS;
    int[] breaks = this.breaks;
    long[] nato = NatoAlphabet.SHAPES;
    byte[] turnedPairs = order.turned;
    beyond.clear();
    letters.clear();
    odd.clear(length);
    singles.clear();
    spelled.clear();
    pig.clear();
    int found = 0;
    int broken = 0;
    int plain = 0; // tokens in a row that are plain words
    int mask = 0; // of the signs of a token,
    int seen = 0; // and a bit for each letter at a word's edges
    int token = 0;
    int tokenEnd = -1;
    int word = 0;
    int wordEnd = -1;
    int words = 0; // of two letters or more
    int gap = 0;
    int shape = 0;
    int turned = 0;
    int turnedShort = 0;
    int orderMin = WordOrder.bitsMin(length);
    int ends = 0;
    for (int block = 0; block <= length; block += BLOCK) {
      int count = letters.read(chars, block, Math.min(length + 1, block + BLOCK), breaks);
      for (int at = 0; at < count; at++) {
        int i = breaks[at];
        int c = chars[i];
        if (c >= 128) {
          c = beyond.read(c);
        }
        int kind = classes[c];
        mask |= kind;
        int size = i - word;
        if (size > 0) {
          int first = numbers[chars[word]];
          int second = numbers[chars[word + 1]]; // 0 behind a single letter
          int last = numbers[chars[i - 1]];
          seen |= 1 << first | 1 << second | 1 << last;
          int shapeBefore = shape;
          shape = WordOrder.shape(first, second, last, size);
          if (word == wordEnd + 1) {
            if (gap == CharClasses.SPACE) {
              turned = Math.max(0, turned + turnedPairs[WordOrder.shapes(shapeBefore, shape)]);
              turnedShort |= orderMin - 1 - turned;
            } else if ((gap & CharClasses.BREAKER) != 0 && ++broken == BROKEN_MIN) {
              found |= BROKEN;
            }
          } else if (gap == CharClasses.SPACE && word > 1 && WordOrder.ends(chars[word - 2])) {
            // Sentences begin with a capital; turned round, they seldom do.
            ends += chars[word] >= 'a' ? 1 : -1;
          }
          wordEnd = i;
          if (size == 1) {
            singles.next(words, 0, SINGLES_MIN, SINGLES);
          } else {
            words++;
            if ((nato[first & 31] >>> (size * 5 + last & 63) & 1) != 0) {
              spelled.next(words, 1, NATO_MIN, NATO);
            }
            if (last == 25 && (chars[i - 2] | 32) == 'a') {
              pig.next(words, 1, PIG_LATIN_MIN, PIG_LATIN);
            }
          }
        }
        gap = kind;
        word = i + 1;
        if ((kind & CharClasses.SPACE) == 0) {
          continue;
        }
        int units = i - token;
        if (units > 0) {
          if (c == '\n' && token > 0 && chars[token - 1] == '\n') {
            odd.line(tokenEnd, i);
          }
          tokenEnd = i;
          if ((seen & CharClasses.NOT_HEX_LETTERS) != 0
              && (mask & CharClasses.NOT_PLAIN) == 0
              && units < OddTokens.ALONE_MIN) {
            plain++;
          } else {
            plain = odd.token(chars, token, i, mask | CharClasses.ofLetters(seen), plain);
          }
        }
        mask = 0;
        seen = 0;
        token = i + 1;
      }
    }
    return found
        | singles.found
        | spelled.found
        | pig.found
        | odd.found()
        | beyond.found()
        | (turnedShort < 0 || ends > 0 || turnedSentence(chars, length) ? WORD_ORDER : 0)
        | letters.found(chars, length);
  }

  /** The last word begins with a capital and the first small. */
  private static boolean turnedSentence(char[] chars, int length) {
    int start = length;
    while (start > 0 && English.letter(chars[start - 1]) != 0) {
      start--;
    }
    return start < length && WordOrder.turnedSentence(chars, start, length, length);
  }

  /** Words of one kind in a row. */
  private static final class Row {
    int found;
    private int words;
    private int last;

    void clear() {
      found = 0;
      words = 0;
    }

    /**
     * The word of that number is one, the one before having the number {@code step} less; says
     * {@code bit} where so many are in a row.
     */
    void next(int word, int step, int min, int bit) {
      words = last == word - step ? words + 1 : 1;
      last = word;
      if (words == min) {
        found = bit;
      }
    }
  }
}
