package com.modalarmor.evaluation;

import java.util.Arrays;

/** The arithmetic of the tables. Stateless. */
public final class Statistics {

  /** Standard deviations of a two-sided 95 % interval. */
  private static final double Z = 1.959963984540054;

  /** The share of false positives at which recall is compared between sources. */
  public static final double FALSE_POSITIVE_SHARE = 0.01;

  private Statistics() {}

  /** Half-open where it matters to nobody: both bounds in [0,1]. */
  public record Interval(double low, double high) {}

  /** Wilson's 95 % interval of a share; the whole of [0,1] when there was no trial. */
  public static Interval wilson(long hits, long trials) {
    if (trials == 0) {
      return new Interval(0, 1);
    }
    double share = (double) hits / trials;
    double z2 = Z * Z / trials;
    double middle = (share + z2 / 2) / (1 + z2);
    double half = Z / (1 + z2) * Math.sqrt(share * (1 - share) / trials + z2 / (4 * trials));
    return new Interval(Math.max(0, middle - half), Math.min(1, middle + half));
  }

  /**
   * The chance that an attack scores above a benign text, a tie counting half; NaN without both.
   */
  public static double auc(float[] attacks, float[] benign) {
    if (attacks.length == 0 || benign.length == 0) {
      return Double.NaN;
    }
    float[] high = sorted(attacks);
    float[] low = sorted(benign);
    double wins = 0;
    int below = 0;
    int upTo = 0;
    for (float score : high) {
      while (below < low.length && low[below] < score) {
        below++;
      }
      while (upTo < low.length && low[upTo] <= score) {
        upTo++;
      }
      wins += below + (upTo - below) / 2.0;
    }
    return wins / ((double) high.length * low.length);
  }

  /**
   * The best recall of any threshold at which at most {@code share} of the benign texts are
   * flagged; scores of exactly the threshold are flagged. NaN without both.
   */
  public static double recallAt(double share, float[] attacks, float[] benign) {
    if (attacks.length == 0 || benign.length == 0) {
      return Double.NaN;
    }
    float[] low = sorted(benign);
    int allowed = (int) Math.floor(share * low.length + 1e-9);
    float bound = low[low.length - 1 - Math.min(allowed, low.length - 1)];
    // Whatever lies above the first benign score that may not be flagged.
    long hits = 0;
    for (float score : attacks) {
      hits += allowed >= low.length || score > bound ? 1 : 0;
    }
    return (double) hits / attacks.length;
  }

  private static float[] sorted(float[] scores) {
    float[] copy = scores.clone();
    Arrays.sort(copy);
    return copy;
  }
}
