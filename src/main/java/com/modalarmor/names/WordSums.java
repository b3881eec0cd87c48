package com.modalarmor.names;

/**
 * Remembers what the features of a word by itself sum up to, for the words seen last. Scratch,
 * single-threaded; a hit gives the very sums that a miss would.
 */
final class WordSums {

  private static final int CELLS = 1 << 11;
  private static final int WORDS_EACH = 4;

  private final long[] sums = new long[CELLS * WORDS_EACH];

  /** Rows in each cell's sums, and one; 0 = the cell is empty. */
  private final int[] rows = new int[CELLS];

  private final long[] keys = new long[CELLS];

  /** Fills {@code out} with the sums of a token, when they are known. */
  boolean find(Tokens t, int i, WeightRows.Sums out) {
    int cell = cell(t, i);
    if (!t.steady[i] || rows[cell] == 0 || keys[cell] != key(t, i)) {
      return false;
    }
    int at = cell * WORDS_EACH;
    out.evenLow = sums[at];
    out.oddLow = sums[at + 1];
    out.evenHigh = sums[at + 2];
    out.oddHigh = sums[at + 3];
    out.rows = rows[cell] - 1;
    return true;
  }

  /** Remembers the sums of a token, instead of those of another one. */
  void put(Tokens t, int i, WeightRows.Sums of) {
    if (t.steady[i]) {
      int cell = cell(t, i);
      int at = cell * WORDS_EACH;
      keys[cell] = key(t, i);
      sums[at] = of.evenLow;
      sums[at + 1] = of.oddLow;
      sums[at + 2] = of.evenHigh;
      sums[at + 3] = of.oddHigh;
      rows[cell] = of.rows + 1;
    }
  }

  private static int cell(Tokens t, int i) {
    return (t.exact[i] ^ t.lower[i] >>> 7) & CELLS - 1;
  }

  private static long key(Tokens t, int i) {
    return (long) t.exact[i] << 32 | t.lower[i] & 0xFFFFFFFFL;
  }
}
