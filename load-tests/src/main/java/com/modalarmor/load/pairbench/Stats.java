package com.modalarmor.load.pairbench;

import java.util.Arrays;

/**
 * Medians, and ratios taken round by round.
 *
 * <p>Pure functions.
 */
final class Stats {
  private Stats() {}

  /** The middle value, or the mean of the two middle ones; NaN of nothing. */
  static double median(double... values) {
    if (values.length == 0) {
      return Double.NaN;
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }

  /**
   * The median of {@code a[i] / b[i]}.
   *
   * <p>Not the ratio of two medians: a neighbour that slows one round slows both sides of that
   * round's ratio, and drops out.
   */
  static double medianRatio(double[] a, double[] b) {
    if (a.length != b.length) {
      throw new IllegalArgumentException("rounds do not pair: " + a.length + " and " + b.length);
    }
    double[] ratios = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      ratios[i] = a[i] / b[i];
    }
    return median(ratios);
  }
}
