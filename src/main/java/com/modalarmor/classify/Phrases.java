package com.modalarmor.classify;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Token vectors and the filters over them while they are trained: a pass forward over a text, and
 * steps back to the tokens that decided. Single-threaded.
 */
final class Phrases {

  private static final float FIRST_SQUARE = 0.1f;
  private static final float ROW_BOUND = 0.15f;

  final float[] rows = new float[Shape.ROWS * Shape.DIM];
  final float[] conv = new float[Shape.DIM * Shape.CONV];
  final float[] bias = new float[Shape.FILTERS];
  private final float[] rowSquares = new float[Shape.ROWS];
  private final float[] convSquares = new float[conv.length];
  private final float[] biasSquares = new float[Shape.FILTERS];

  private TextFeatures text;
  private int[] best = new int[64 * Shape.FILTERS];
  private float[] values = new float[64 * Shape.FILTERS];
  private final float[] ring = new float[Shape.WIDTH * Shape.CONV];
  private final float[] sums = new float[Shape.FILTERS];
  private final float[] vector = new float[Shape.DIM];
  private final float[] slope = new float[Shape.DIM];

  void randomise(SplittableRandom random) {
    JudgeLearner.uniform(rows, ROW_BOUND, random);
    Arrays.fill(rows, 0, Shape.DIM, 0);
    float bound = (float) Math.sqrt(3.0 / (Shape.DIM * Shape.WIDTH));
    JudgeLearner.uniform(conv, bound, random);
    Arrays.fill(rowSquares, FIRST_SQUARE);
    Arrays.fill(convSquares, FIRST_SQUARE);
    Arrays.fill(biasSquares, FIRST_SQUARE);
  }

  void begin(TextFeatures features) {
    text = features;
    if (best.length < features.blocks * Shape.FILTERS) {
      best = new int[features.blocks * Shape.FILTERS * 2];
      values = new float[best.length];
    }
    Arrays.fill(ring, 0);
  }

  /** Fills the filters of block {@code b} from {@code slot} on, and the sum of its vectors. */
  void block(int b, float[] filters, int slot, float[] bag) {
    Arrays.fill(bag, 0);
    Arrays.fill(filters, slot, slot + Shape.FILTERS, 0);
    int own = b * Shape.FILTERS;
    Arrays.fill(best, own, own + Shape.FILTERS, -1);
    for (int t = text.tokenStart[b]; t < text.tokenStart[b + 1]; t++) {
      responses(t, bag);
      for (int f = 0; f < Shape.FILTERS; f++) {
        if (sums[f] > filters[slot + f]) {
          filters[slot + f] = sums[f];
          best[own + f] = t;
        }
      }
    }
    System.arraycopy(filters, slot, values, own, Shape.FILTERS);
  }

  private void responses(int t, float[] bag) {
    vector(t);
    int at = (t % Shape.WIDTH) * Shape.CONV;
    Arrays.fill(ring, at, at + Shape.CONV, 0);
    for (int d = 0; d < Shape.DIM; d++) {
      float v = vector[d];
      bag[d] += v;
      int w = d * Shape.CONV;
      for (int j = 0; j < Shape.CONV; j++) {
        ring[at + j] += v * conv[w + j];
      }
    }
    System.arraycopy(bias, 0, sums, 0, Shape.FILTERS);
    for (int k = 0; k < Shape.WIDTH && k <= t; k++) {
      int from = ((t - k) % Shape.WIDTH) * Shape.CONV + k * Shape.FILTERS;
      for (int f = 0; f < Shape.FILTERS; f++) {
        sums[f] += ring[from + f];
      }
    }
  }

  private void vector(int t) {
    int a = text.rows[2 * t] * Shape.DIM;
    int s = text.rows[2 * t + 1] * Shape.DIM;
    for (int d = 0; d < Shape.DIM; d++) {
      vector[d] = rows[a + d] + rows[s + d];
    }
  }

  /** A step for the greatest response of filter {@code f} in some blocks. */
  void filterBack(int f, float g, int first, int last, float rate) {
    int t = -1;
    float max = 0;
    for (int b = first; b <= last; b++) {
      int at = b * Shape.FILTERS + f;
      if (best[at] >= 0 && values[at] > max) {
        max = values[at];
        t = best[at];
      }
    }
    if (t < 0) {
      return;
    }
    bias[f] -= JudgeLearner.change(biasSquares, f, g, rate);
    for (int k = 0; k < Shape.WIDTH && k <= t; k++) {
      vector(t - k);
      for (int d = 0; d < Shape.DIM; d++) {
        int w = d * Shape.CONV + k * Shape.FILTERS + f;
        slope[d] = g * conv[w];
        conv[w] -= JudgeLearner.change(convSquares, w, g * vector[d], rate);
      }
      tokenStep(t - k, slope, rate);
    }
  }

  /** A step for the mean of the vectors of some blocks; {@code g} is the slope of the mean. */
  void meanBack(float[] g, int first, int last, float rate) {
    int from = text.tokenStart[first];
    int to = text.tokenStart[last + 1];
    for (int d = 0; d < Shape.DIM; d++) {
      slope[d] = g[d] / Math.max(1, to - from);
    }
    for (int t = from; t < to; t++) {
      tokenStep(t, slope, rate);
    }
  }

  private void tokenStep(int t, float[] g, float rate) {
    rowStep(text.rows[2 * t], g, rate);
    rowStep(text.rows[2 * t + 1], g, rate);
  }

  /** One rate a row: its numbers are learned together. */
  private void rowStep(int row, float[] g, float rate) {
    if (row == 0) {
      return; // stands for nothing
    }
    float square = 0;
    for (int d = 0; d < Shape.DIM; d++) {
      square += g[d] * g[d];
    }
    rowSquares[row] += square / Shape.DIM;
    float step = rate / (float) Math.sqrt(rowSquares[row]);
    int at = row * Shape.DIM;
    for (int d = 0; d < Shape.DIM; d++) {
      rows[at + d] -= step * g[d];
    }
  }
}
