package com.modalarmor.names;

/**
 * Remembers what the features of a word by itself sum up to, for the words seen last. Scratch,
 * single-threaded; a hit gives the very sums that a miss would.
 */
final class WordSums {

  private static final int CELLS = 1 << 11;
  private static final int WORDS_EACH = 4;

  final long[] sums = new long[CELLS * WORDS_EACH];
  final int[] counts = new int[CELLS];
  private final long[] keys = new long[CELLS];

  /** The cell of a word. */
  int cell(Tokens t, int i) {
    return (t.exact[i] ^ t.lower[i] >>> 7) & CELLS - 1;
  }

  static int at(int cell) {
    return cell * WORDS_EACH;
  }

  boolean holds(int cell, Tokens t, int i) {
    return counts[cell] != 0 && keys[cell] == key(t, i);
  }

  void take(int cell, Tokens t, int i, int count) {
    keys[cell] = key(t, i);
    counts[cell] = count;
  }

  private static long key(Tokens t, int i) {
    return (long) t.exact[i] << 32 | t.lower[i] & 0xFFFFFFFFL;
  }
}
