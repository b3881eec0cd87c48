package com.modalarmor.text;

/**
 * Where the long tokens of a text stand, in order: what only long tokens can be is looked for there
 * alone. Scratch; single-threaded.
 */
final class Tokens {

  /** More of them are one that goes to the end of the text. */
  private static final int TOKENS_MAX = 2_048;

  private final int[] starts = new int[TOKENS_MAX];
  private final int[] ends = new int[TOKENS_MAX];
  private int count;
  private int length;

  /** None yet, of a text of that length. */
  void clear(int length) {
    this.count = 0;
    this.length = length;
  }

  void add(int start, int end) {
    if (count == TOKENS_MAX) {
      ends[count - 1] = length;
      return;
    }
    starts[count] = start;
    ends[count++] = end;
  }

  int count() {
    return count;
  }

  int start(int index) {
    return starts[index];
  }

  int end(int index) {
    return ends[index];
  }
}
