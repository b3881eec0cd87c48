package com.modalarmor.text;

/**
 * The letters of a text as far as {@link Evidence} needs them: where they end, and whether they
 * follow one another in a way that is odd for English. Scratch; single-threaded.
 */
final class LetterRuns {

  static final int SPARE = 2;

  /** Sum of weights from which it is worth to look closer; one English text in twenty has it. */
  private static final int ODD_MIN = 60;

  private final English english = English.get();

  /** Running sum of how odd the letters are; below 0 once it was high enough; the last letter. */
  private int odd;

  private int oddShort;
  private int before;

  void clear() {
    odd = 0;
    oddShort = 0;
    before = 0;
  }

  /**
   * Notes where a block has no letters, and sums up how odd its letters are. Two at a time: the sum
   * after the second is known from the one before the first. Returns how many it noted in {@code
   * breaks}, which has room for {@link #SPARE} more than the block has characters.
   */
  int read(char[] chars, int from, int to, int[] breaks) {
    int[] classes = CharClasses.OF;
    byte[] oddness = english.oddnessOfEither;
    int count = 0;
    int sum = odd;
    int low = oddShort;
    int last = before;
    int i = from;
    for (; i + 1 < to; i += 2) {
      int one = classes[Math.min(chars[i], CharClasses.STAND_IN)] >>> CharClasses.LETTER_SHIFT;
      int two = classes[Math.min(chars[i + 1], CharClasses.STAND_IN)] >>> CharClasses.LETTER_SHIFT;
      int oddOne = oddness[last << 5 | one];
      int oddTwo = oddness[one << 5 | two];
      low |= ODD_MIN - 1 - (sum + oddOne);
      sum = Math.max(sum + oddOne + oddTwo, Math.max(0, oddTwo));
      low |= ODD_MIN - 1 - sum;
      last = two;
      breaks[count] = i;
      count += one - 1 >>> 31;
      breaks[count] = i + 1;
      count += two - 1 >>> 31;
    }
    if (i < to) {
      int one = classes[Math.min(chars[i], CharClasses.STAND_IN)] >>> CharClasses.LETTER_SHIFT;
      sum = Math.max(0, sum + oddness[last << 5 | one]);
      low |= ODD_MIN - 1 - sum;
      last = one;
      breaks[count] = i;
      count += one - 1 >>> 31;
    }
    odd = sum;
    oddShort = low;
    before = last;
    return count;
  }

  /** Bit set of {@link Evidence} of all that was read. */
  int found(char[] chars, int length) {
    return oddShort < 0 ? oddity(chars, length) : 0;
  }

  /** Which of the two readings a stretch is odd enough for. */
  private int oddity(char[] chars, int length) {
    int[] oddness = english.oddness;
    int before = 0;
    int cipher = 0;
    int back = 0;
    int cipherShort = 0;
    int backShort = 0;
    for (int i = 0; i <= length; i++) {
      int letter = i < length ? English.letter(chars[i]) : 0;
      int odd = oddness[before << 5 | letter];
      before = letter;
      cipher = Math.max(0, cipher + (short) odd);
      back = Math.max(0, back + (odd >> 16));
      cipherShort |= ODD_MIN - 1 - cipher;
      backShort |= ODD_MIN - 1 - back;
    }
    return (cipherShort < 0 ? Evidence.CIPHER : 0) | (backShort < 0 ? Evidence.BACKWARDS : 0);
  }
}
