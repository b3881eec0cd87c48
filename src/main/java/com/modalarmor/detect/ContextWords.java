package com.modalarmor.detect;

/** Words that, shortly before a value, say what it is. Immutable. */
final class ContextWords {

  private static final int LOOK_BACK = 60;

  private final char[][] words;

  /** Bit c & 63 for each first letter c, so that most places cost one look. */
  private final long firstLetters;

  ContextWords(String... words) {
    this.words = new char[words.length][];
    long letters = 0;
    for (int i = 0; i < words.length; i++) {
      this.words[i] = words[i].toCharArray();
      letters |= 1L << (this.words[i][0] & 63);
    }
    firstLetters = letters;
  }

  /** True when one of the words begins within the few words before {@code start}. */
  boolean before(char[] chars, int start) {
    return before(chars, start, LOOK_BACK);
  }

  boolean before(char[] chars, int start, int lookBack) {
    for (int i = Math.max(0, start - lookBack); i < start; i++) {
      boolean first = (firstLetters >>> (chars[i] & 63) & 1) != 0;
      if (!first || Chars.digit(chars[i]) || (i > 0 && Chars.word(chars[i - 1]))) {
        continue;
      }
      for (char[] word : words) {
        if (matches(word, chars, i, start)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean matches(char[] word, char[] chars, int at, int end) {
    if (at + word.length > end) {
      return false;
    }
    for (int i = 0; i < word.length; i++) {
      if (chars[at + i] != word[i]) {
        return false;
      }
    }
    int after = at + word.length;
    // A plural or an inflection still is the word; three letters more make another one.
    int tail = 0;
    while (after + tail < end && Chars.letter(chars[after + tail])) {
      tail++;
    }
    return tail <= 2;
  }
}
