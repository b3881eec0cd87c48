package com.modalarmor.names;

import java.util.Arrays;

/**
 * The weights of those features that say anything: a bit for each feature, and for each bit that is
 * set two words with a byte for each tag, {@link #BIAS} more than its weight. Immutable.
 */
final class WeightRows {

  /** Added to each weight, so that sums of several never borrow from their neighbour. */
  static final int BIAS = 128;

  private static final long EVEN = 0x00FF00FF00FF00FFL;

  /** For each word of bits the word, then the rows before its own: side by side in memory. */
  private final long[] index;

  private final long[] rows;

  /**
   * @param filled a bit for each of {@link FeatureIds#FEATURES}
   * @param rows two words for each bit that is set, in order
   */
  WeightRows(long[] filled, long[] rows) {
    this.rows = rows;
    index = new long[filled.length * 2];
    int sum = 0;
    for (int i = 0; i < filled.length; i++) {
      index[i * 2] = filled[i];
      index[i * 2 + 1] = sum;
      sum += Long.bitCount(filled[i]);
    }
    if (sum * 2L != rows.length) {
      throw new IllegalArgumentException(rows.length + " words for " + sum + " features");
    }
  }

  /** The row of a feature, or -1 when it says nothing. */
  int row(int feature) {
    int at = feature >>> 6 << 1;
    long bits = index[at];
    return (bits >>> feature & 1) == 0
        ? -1
        : (int) index[at + 1] + Long.bitCount(bits & (1L << feature) - 1);
  }

  int weight(int row, int tag) {
    return (int) (rows[row * 2 + tag / 8] >>> tag % 8 * 8 & 0xFF) - BIAS;
  }

  int count() {
    return rows.length / 2;
  }

  /** A bit for each feature. */
  long[] filled() {
    long[] filled = new long[index.length / 2];
    for (int i = 0; i < filled.length; i++) {
      filled[i] = index[i * 2];
    }
    return filled;
  }

  /** Adds the rows of features to sums of eight lanes of sixteen bits each. */
  void add(FeatureIds features, Sums sums) {
    long evenLow = sums.evenLow;
    long oddLow = sums.oddLow;
    long evenHigh = sums.evenHigh;
    long oddHigh = sums.oddHigh;
    int rowsAdded = 0;
    int[] ids = features.ids;
    int count = features.count;
    for (int k = 0; k < count; k++) {
      int row = row(ids[k]);
      if (row >= 0) {
        long low = rows[row * 2];
        long high = rows[row * 2 + 1];
        evenLow += low & EVEN;
        oddLow += low >>> 8 & EVEN;
        evenHigh += high & EVEN;
        oddHigh += high >>> 8 & EVEN;
        rowsAdded++;
      }
    }
    sums.evenLow = evenLow;
    sums.oddLow = oddLow;
    sums.evenHigh = evenHigh;
    sums.oddHigh = oddHigh;
    sums.rows += rowsAdded;
  }

  /**
   * Sums of the weights of some features: of tags 0, 2, 4, 6, of 1, 3, 5, 7, and so on. Scratch.
   */
  static final class Sums {

    long evenLow;
    long oddLow;
    long evenHigh;
    long oddHigh;

    /** How many rows are in; each brought its {@link #BIAS}. */
    int rows;

    void clear() {
      evenLow = 0;
      oddLow = 0;
      evenHigh = 0;
      oddHigh = 0;
      rows = 0;
    }

    /** Writes the sum of each tag. */
    void write(int[] out, int at) {
      Arrays.fill(out, at, at + Tags.LANES, 0);
      addTo(out, at);
    }

    /** Adds the sum of each tag. */
    void addTo(int[] out, int at) {
      int bias = rows * BIAS;
      for (int lane = 0; lane < 4; lane++) {
        int shift = lane * 16;
        out[at + 2 * lane] += (int) (evenLow >>> shift & 0xFFFF) - bias;
        out[at + 2 * lane + 1] += (int) (oddLow >>> shift & 0xFFFF) - bias;
        out[at + 8 + 2 * lane] += (int) (evenHigh >>> shift & 0xFFFF) - bias;
        out[at + 9 + 2 * lane] += (int) (oddHigh >>> shift & 0xFFFF) - bias;
      }
    }
  }
}
