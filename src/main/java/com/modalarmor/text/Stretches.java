package com.modalarmor.text;

/**
 * Finds the stretches of a text whose letters follow one another in a way that is odd for English
 * (a running sum that starts again at nothing). Scratch; single-threaded.
 */
final class Stretches {

  /** A stretch ends where the sum has fallen so far from its height. */
  private static final int FALL = 40;

  private static final int WORDS_BESIDE_MAX = 6;
  private static final int GAP_MAX = 2;

  /** A word of so many letters is no accident. */
  private static final int PLAIN_MIN = 3;

  private final English english = English.get();
  private int at;
  int start;
  int end;

  /** How odd the stretch is. */
  int sum;

  void begin() {
    at = 0;
  }

  /**
   * The next stretch whose sum reaches {@code min}, on whole words, in {@link #start} and {@link
   * #end}; false when there is none.
   */
  boolean next(char[] chars, int length, boolean backwards, int min) {
    int sum = 0;
    int from = at;
    int before = 0;
    int floor = at;
    int[] oddness = english.oddness;
    int i = at;
    for (; i <= length && sum < min; i++) {
      int letter = i < length ? English.letter(chars[i]) : 0;
      int odd = oddness[before << 5 | letter];
      before = letter;
      sum += backwards ? odd >> 16 : (short) odd;
      int none = sum - 1 >> 31; // all ones where nothing is left of it: it starts again
      sum &= ~none;
      from ^= (from ^ i) & none;
    }
    int max = sum;
    int maxAt = i - 1;
    for (; i <= length; i++) {
      int letter = i < length ? English.letter(chars[i]) : 0;
      int odd = oddness[before << 5 | letter];
      before = letter;
      sum += backwards ? odd >> 16 : (short) odd;
      if (sum <= 0 || max - sum > FALL) {
        break;
      } else if (sum > max) {
        max = sum;
        maxAt = i;
      }
    }
    if (max >= min) {
      this.sum = max;
      return found(chars, length, floor, from, maxAt);
    }
    at = length;
    return false;
  }

  /** Says whether a word is one once it is read in another way. */
  interface Reading {
    boolean word(char[] chars, int from, int to);
  }

  /**
   * Moves the ends of the stretch to the outermost words that {@code reading} makes words of, a few
   * beside it and no further back than {@code floor}.
   */
  void fit(char[] chars, int length, int floor, Reading reading) {
    while (start < end && !reading.word(chars, start, wordEnd(chars, start, end))) {
      start = nextWord(chars, wordEnd(chars, start, end), end);
    }
    while (end > start && !reading.word(chars, wordStart(chars, end, start), end)) {
      end = Math.max(start, endBefore(chars, wordStart(chars, end, start), start));
    }
    if (start >= end) {
      return;
    }
    for (int words = 0; words < WORDS_BESIDE_MAX; words++) {
      int stop = endBefore(chars, start, Math.max(floor, start - GAP_MAX));
      int word = wordStart(chars, stop, floor);
      if (stop == start || !reading.word(chars, word, stop)) {
        break;
      }
      start = word;
    }
    for (int words = 0; words < WORDS_BESIDE_MAX; words++) {
      int word = nextWord(chars, end, Math.min(length, end + GAP_MAX));
      int stop = wordEnd(chars, word, length);
      if (word == end || !reading.word(chars, word, stop)) {
        break;
      }
      end = stop;
    }
    at = Math.max(at, end);
  }

  /**
   * Moves the ends of the stretch on over words that no list has, and such as are words either way,
   * up to a plain English word of some length that {@code reading} makes none of.
   */
  void widen(char[] chars, int length, int floor, Reading reading) {
    if (start >= end) {
      return;
    }
    int at = start;
    while (at > floor) {
      int stop = endBefore(chars, at, floor);
      int word = wordStart(chars, stop, floor);
      if (stop == word || plain(chars, word, stop, reading)) {
        break;
      }
      at = word;
    }
    while (at > floor && chars[at - 1] > ' ' && English.letter(chars[at - 1]) == 0) {
      at--;
    }
    start = at;
    at = end;
    while (at < length) {
      int word = nextWord(chars, at, length);
      int stop = wordEnd(chars, word, length);
      if (stop == word || plain(chars, word, stop, reading)) {
        break;
      }
      at = stop;
    }
    while (at < length && chars[at] > ' ' && English.letter(chars[at]) == 0) {
      at++;
    }
    end = at;
    this.at = Math.max(this.at, end);
  }

  private boolean plain(char[] chars, int from, int to, Reading reading) {
    return to - from >= PLAIN_MIN
        && english.word(chars, from, to)
        && !reading.word(chars, from, to);
  }

  /** True when several words stand in the stretch, as in any sentence; noise has no gaps. */
  boolean severalWords(char[] chars) {
    int gaps = 0;
    for (int i = start; i < end && gaps == 0; i++) {
      gaps += chars[i] <= ' ' || chars[i] == '_' || chars[i] == '-' ? 1 : 0;
    }
    return gaps > 0;
  }

  private static int wordEnd(char[] chars, int from, int to) {
    int i = from;
    while (i < to && English.letter(chars[i]) != 0) {
      i++;
    }
    return i;
  }

  private static int wordStart(char[] chars, int end, int floor) {
    int i = end;
    while (i > floor && English.letter(chars[i - 1]) != 0) {
      i--;
    }
    return i;
  }

  private static int nextWord(char[] chars, int from, int to) {
    int i = from;
    while (i < to && English.letter(chars[i]) == 0) {
      i++;
    }
    return i;
  }

  private static int endBefore(char[] chars, int from, int floor) {
    int i = from;
    while (i > floor && English.letter(chars[i - 1]) == 0) {
      i--;
    }
    return i;
  }

  private boolean found(char[] chars, int length, int floor, int from, int to) {
    start = Math.min(from, length);
    while (start > floor && English.letter(chars[start - 1]) != 0) {
      start--;
    }
    while (start < to && English.letter(chars[start]) == 0) {
      start++;
    }
    end = Math.min(Math.max(to, start + 1), length);
    while (end < length && English.letter(chars[end]) != 0) {
      end++;
    }
    at = end;
    return true;
  }
}
