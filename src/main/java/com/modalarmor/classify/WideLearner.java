package com.modalarmor.classify;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Fits the n-grams' weights alone: logistic, AdaGrad, on the most suspicious window of each text
 * and on its most suspicious stretch of two blocks. Single-threaded; deterministic.
 */
final class WideLearner {

  static final float RATE = 1f;
  private static final float FEATURE_DROP = 0.3f;
  private static final float L2 = 2e-6f;
  private static final float SMOOTH = 0.01f;
  private static final float BIAS_RATE = 0.01f;

  final float[] weights = new float[Shape.WIDE];
  private final float[] squares = new float[Shape.WIDE];
  final float[] bias = {-2, -2};
  private final float scale = (float) (1 / Math.sqrt(1 - FEATURE_DROP));
  private double[] sums = new double[64];
  private TextFeatures text;

  WideLearner() {
    Arrays.fill(squares, 1f);
  }

  void learn(
      TextFeatures whole, boolean attack, float weight, float decay, SplittableRandom random) {
    text = whole.thinned(random, FEATURE_DROP, 0);
    if (text.blocks == 0) {
      return;
    }
    prefixSums();
    step(Windows.SIZE, Windows.STRIDE, 0, attack, weight, decay);
    if (text.blocks > Windows.LOCAL) {
      step(Windows.LOCAL, 1, 1, attack, weight * 0.5f, decay);
    }
  }

  private void prefixSums() {
    if (sums.length <= text.blocks) {
      sums = new double[text.blocks * 2 + 1];
    }
    double sum = 0;
    for (int b = 0; b < text.blocks; b++) {
      sums[b] = sum;
      for (int i = text.wideStart[b]; i < text.wideStart[b + 1]; i++) {
        sum += weights[text.wide[i]] * scale;
      }
    }
    sums[text.blocks] = sum;
  }

  /** A step for the highest window of some size. */
  private void step(int size, int stride, int which, boolean attack, float weight, float decay) {
    float best = Float.NEGATIVE_INFINITY;
    int first = 0;
    int last = text.blocks - 1;
    for (int end = Math.min(size, text.blocks) - 1; end < text.blocks; end++) {
      if (end != text.blocks - 1 && (end + 1) % stride != 0) {
        continue;
      }
      int from = Math.max(0, end - size + 1);
      float sum = (float) (sums[end + 1] - sums[from]);
      float z = Windows.normal(sum, text.wideStart[end + 1] - text.wideStart[from]);
      if (z > best) {
        best = z;
        first = from;
        last = end;
      }
    }
    float target = attack ? 1 - SMOOTH : SMOOTH;
    float error = (Network.sigmoid(best + bias[which]) - target) * weight;
    int from = text.wideStart[first];
    int to = text.wideStart[last + 1];
    float g = scale * Windows.normal(error, to - from);
    float rate = RATE * decay;
    for (int i = from; i < to; i++) {
      int w = text.wide[i];
      weights[w] -= JudgeLearner.change(squares, w, g + weights[w] * L2, rate);
    }
    bias[which] -= BIAS_RATE * decay * error;
  }
}
