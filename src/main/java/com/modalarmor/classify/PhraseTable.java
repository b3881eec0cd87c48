package com.modalarmor.classify;

/**
 * What each token row adds to each place of each filter, multiplied out once when the model is
 * loaded, so that a token costs additions alone. Immutable; thread-safe.
 *
 * <p>A row is {@link #LONGS} longs of eight unsigned bytes, 128 standing for zero; two rows a token
 * are added in lanes of 16 bits, which cannot overflow: ten bytes a filter, 80 a vector's number.
 */
final class PhraseTable {

  static final int LONGS = (Shape.CONV + Shape.DIM) / 8;
  static final long LANES = 0x00FF00FF00FF00FFL;
  static final int ZERO = 128;

  final long[] rows = new long[Shape.ROWS * LONGS];
  final float[] filterScale = new float[Shape.FILTERS];
  final float vectorScale;

  PhraseTable(Weights weights) {
    vectorScale = weights.rowScale();
    float[] all = new float[Shape.CONV];
    float[] max = new float[Shape.FILTERS];
    for (int row = 0; row < Shape.ROWS; row++) {
      product(weights, row, all);
      for (int j = 0; j < Shape.CONV; j++) {
        int f = j % Shape.FILTERS;
        max[f] = Math.max(max[f], Math.abs(all[j]));
      }
    }
    for (int f = 0; f < Shape.FILTERS; f++) {
      filterScale[f] = Math.max(1e-6f, max[f]) / 127;
    }
    for (int row = 0; row < Shape.ROWS; row++) {
      product(weights, row, all);
      for (int j = 0; j < Shape.CONV; j++) {
        put(row, j, Math.round(all[j] / filterScale[j % Shape.FILTERS]));
      }
      for (int d = 0; d < Shape.DIM; d++) {
        put(row, Shape.CONV + d, weights.rows()[row * Shape.DIM + d]);
      }
    }
  }

  private static void product(Weights weights, int row, float[] to) {
    java.util.Arrays.fill(to, 0);
    for (int d = 0; d < Shape.DIM; d++) {
      float v = weights.rows()[row * Shape.DIM + d] * weights.rowScale();
      for (int j = 0; j < Shape.CONV; j++) {
        to[j] += v * weights.conv()[d * Shape.CONV + j];
      }
    }
  }

  /** Byte {@code j} of a row; even bytes of a long are its low lanes. */
  private void put(int row, int j, int value) {
    rows[row * LONGS + j / 8] |= (long) (value + ZERO) << 8 * (j % 8);
  }

  /**
   * Which lane of the two longs that a long unpacks to holds number {@code j}: long, then shift.
   */
  static int longOf(int j) {
    return 2 * (j / 8) + (j & 1);
  }

  static int shiftOf(int j) {
    return 16 * (j % 8 / 2);
  }
}
