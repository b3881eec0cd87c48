package com.modalarmor.names;

import java.util.SplittableRandom;

/**
 * Places words in a space by their neighbours, and groups them: positive mutual information, its
 * largest directions by repeated projection, then k-means on the sphere. Deterministic for a seed.
 */
final class WordSpace {

  private static final int DIMENSIONS = 64;
  private static final int PROJECTIONS = 4;
  private static final int ROUNDS = 12;
  private static final double SMOOTHING = 0.75;

  private final int words;
  private final int columns = WordCounts.PLACES * (WordCounts.CONTEXTS + 1);
  private int[] rowStart;
  private int[] column;
  private float[] value;
  private final float[] places;
  private final long seed;

  WordSpace(WordCounts counts, long seed) {
    this.words = counts.words.length;
    this.seed = seed;
    weigh(counts.pairs());
    places = project();
  }

  /** Squeezes repeated pairs and replaces counts by positive mutual information. */
  private void weigh(long[] pairs) {
    int distinct = 0;
    for (int i = 0; i < pairs.length; i++) {
      distinct += i == 0 || pairs[i] != pairs[i - 1] ? 1 : 0;
    }
    rowStart = new int[words + 1];
    column = new int[distinct];
    value = new float[distinct];
    double[] wordSums = new double[words];
    double[] columnSums = new double[columns];
    int at = -1;
    for (int i = 0; i < pairs.length; i++) {
      int word = (int) (pairs[i] >>> 20);
      if (i == 0 || pairs[i] != pairs[i - 1]) {
        at++;
        column[at] = (int) (pairs[i] & 0xFFFFF);
        rowStart[word + 1] = at + 1;
      }
      value[at]++;
      wordSums[word]++;
      columnSums[column[at]]++;
    }
    for (int w = 0; w < words; w++) {
      rowStart[w + 1] = Math.max(rowStart[w + 1], rowStart[w]);
    }
    double all = 0;
    for (int c = 0; c < columns; c++) {
      columnSums[c] = Math.pow(columnSums[c], SMOOTHING);
      all += columnSums[c];
    }
    for (int w = 0; w < words; w++) {
      for (int k = rowStart[w]; k < rowStart[w + 1]; k++) {
        double information = Math.log(value[k] * all / (wordSums[w] * columnSums[column[k]]));
        value[k] = (float) Math.max(0, information);
      }
    }
  }

  private float[] project() {
    SplittableRandom random = new SplittableRandom(seed);
    float[] directions = new float[columns * DIMENSIONS];
    for (int i = 0; i < directions.length; i++) {
      directions[i] = (float) (random.nextDouble() - 0.5);
    }
    float[] rows = new float[words * DIMENSIONS];
    for (int round = 0; round < PROJECTIONS; round++) {
      orthogonal(directions);
      forth(directions, rows);
      if (round < PROJECTIONS - 1) {
        back(rows, directions);
      }
    }
    for (int w = 0; w < words; w++) {
      unit(rows, w * DIMENSIONS);
    }
    return rows;
  }

  private void forth(float[] directions, float[] rows) {
    java.util.Arrays.fill(rows, 0);
    for (int w = 0; w < words; w++) {
      for (int k = rowStart[w]; k < rowStart[w + 1]; k++) {
        add(rows, w * DIMENSIONS, directions, column[k] * DIMENSIONS, value[k]);
      }
    }
  }

  private void back(float[] rows, float[] directions) {
    java.util.Arrays.fill(directions, 0);
    for (int w = 0; w < words; w++) {
      for (int k = rowStart[w]; k < rowStart[w + 1]; k++) {
        add(directions, column[k] * DIMENSIONS, rows, w * DIMENSIONS, value[k]);
      }
    }
  }

  private static void add(float[] to, int at, float[] from, int start, float by) {
    for (int d = 0; d < DIMENSIONS; d++) {
      to[at + d] += by * from[start + d];
    }
  }

  /** Gram and Schmidt, column by column. */
  private void orthogonal(float[] m) {
    for (int d = 0; d < DIMENSIONS; d++) {
      for (int e = 0; e < d; e++) {
        double dot = 0;
        for (int r = 0; r < columns; r++) {
          dot += m[r * DIMENSIONS + d] * m[r * DIMENSIONS + e];
        }
        for (int r = 0; r < columns; r++) {
          m[r * DIMENSIONS + d] -= (float) dot * m[r * DIMENSIONS + e];
        }
      }
      double norm = 0;
      for (int r = 0; r < columns; r++) {
        norm += m[r * DIMENSIONS + d] * m[r * DIMENSIONS + d];
      }
      float by = (float) (1 / Math.sqrt(norm + 1e-12));
      for (int r = 0; r < columns; r++) {
        m[r * DIMENSIONS + d] *= by;
      }
    }
  }

  private static void unit(float[] m, int at) {
    double norm = 1e-12;
    for (int d = 0; d < DIMENSIONS; d++) {
      norm += m[at + d] * m[at + d];
    }
    float by = (float) (1 / Math.sqrt(norm));
    for (int d = 0; d < DIMENSIONS; d++) {
      m[at + d] *= by;
    }
  }

  /** The group of each word, {@code groups} of them. */
  int[] groups(int groups) {
    int k = Math.min(groups, words);
    float[] centres = new float[k * DIMENSIONS];
    int[] group = new int[words];
    for (int g = 0; g < k; g++) {
      // words are in order of frequency: the frequent ones start
      System.arraycopy(places, g * 2 % words * DIMENSIONS, centres, g * DIMENSIONS, DIMENSIONS);
    }
    for (int round = 0; round < ROUNDS; round++) {
      for (int w = 0; w < words; w++) {
        group[w] = nearest(w * DIMENSIONS, centres, k);
      }
      java.util.Arrays.fill(centres, 0);
      for (int w = 0; w < words; w++) {
        add(centres, group[w] * DIMENSIONS, places, w * DIMENSIONS, 1);
      }
      for (int g = 0; g < k; g++) {
        unit(centres, g * DIMENSIONS);
      }
    }
    return group;
  }

  private int nearest(int at, float[] centres, int k) {
    int best = 0;
    float top = Float.NEGATIVE_INFINITY;
    for (int g = 0; g < k; g++) {
      float dot = 0;
      int from = g * DIMENSIONS;
      for (int d = 0; d < DIMENSIONS; d++) {
        dot += places[at + d] * centres[from + d];
      }
      if (dot > top) {
        top = dot;
        best = g;
      }
    }
    return best;
  }
}
