package com.modalarmor.text;

/**
 * Finds the stretches of a text whose letters follow one another in a way that is odd for English
 * (a running sum that starts again at nothing). Scratch; single-threaded.
 */
final class Stretches {

  /** A stretch ends where the sum has fallen so far from its height. */
  private static final int FALL = 40;

  private final English english = English.get();
  private int at;
  int start;
  int end;

  void begin() {
    at = 0;
  }

  /**
   * The next stretch whose sum reaches {@code min}, on whole words, in {@link #start} and {@link
   * #end}; false when there is none.
   */
  boolean next(char[] chars, int length, boolean backwards, int min) {
    int sum = 0;
    int max = 0;
    int maxAt = at;
    int from = at;
    int before = 0;
    int floor = at;
    for (int i = at; i <= length; i++) {
      int letter = i < length ? English.letter(chars[i]) : 0;
      int odd = english.oddness[before << 5 | letter];
      before = letter;
      sum += backwards ? odd >> 16 : (short) odd;
      if (sum <= 0 || (max >= min && max - sum > FALL)) {
        if (max >= min) {
          return found(chars, length, floor, from, maxAt);
        }
        sum = 0;
        max = 0;
        from = i;
      } else if (sum > max) {
        max = sum;
        maxAt = i;
      }
    }
    if (max >= min) {
      return found(chars, length, floor, from, maxAt);
    }
    at = length;
    return false;
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
