package com.modalarmor.classify;

import java.util.SplittableRandom;

/**
 * The model while it learns: float weights and AdaGrad (Duchi, Hazan and Singer, 2011). Of an
 * attack only its most suspicious window is learned from, since the rest may be a harmless carrier;
 * of a harmless text the two most suspicious and one at random. Single-threaded; deterministic.
 */
final class Learner {

  private static final float RATE = 0.5f;
  private static final float BIAS_RATE = 0.05f;
  private static final float L2 = 1e-6f;
  private static final float SMOOTH_ATTACK = 0.98f;
  private static final float SMOOTH_HARMLESS = 0.005f;
  private static final int SHORT_WINDOWS = 3;

  final float[] weights = new float[NGrams.FEATURES];
  final float[] kinds = new float[Weights.KIND_FEATURES * Weights.KINDS];
  float bias = -3;
  private final float[] squares = new float[NGrams.FEATURES];
  private double biasSquares;
  private final SplittableRandom random;

  Learner(long seed) {
    random = new SplittableRandom(seed);
  }

  /** Goes on from a model; what it knows is moved with care. */
  void load(Weights base, float steadiness) {
    for (int i = 0; i < weights.length; i++) {
      weights[i] = base.features()[i] * base.scale();
      squares[i] = steadiness;
    }
    for (int i = 0; i < kinds.length; i++) {
      kinds[i] = base.kinds()[i];
    }
    bias = base.bias();
    biasSquares = steadiness * 1_000;
  }

  /** Learns from one text; {@code first} = it is seen for the first time. */
  void learn(Example example, boolean first) {
    int windows = example.windows();
    if (example.attack()) {
      if (first && windows <= SHORT_WINDOWS) {
        for (int w = 0; w < windows; w++) {
          step(example, w, SMOOTH_ATTACK, example.weight() / windows);
        }
      } else {
        step(example, best(example, -1), SMOOTH_ATTACK, example.weight());
      }
      return;
    }
    int worst = best(example, -1);
    step(example, worst, SMOOTH_HARMLESS, example.weight());
    if (windows > 1) {
      step(example, best(example, worst), SMOOTH_HARMLESS, example.weight());
    }
    if (windows > 2) {
      step(example, random.nextInt(windows), SMOOTH_HARMLESS, example.weight());
    }
  }

  /** The highest logit over the windows of a text. */
  float logit(Example example) {
    return logit(example, best(example, -1));
  }

  private int best(Example example, int except) {
    int best = except == 0 ? 1 : 0;
    float bestLogit = Float.NEGATIVE_INFINITY;
    for (int w = 0; w < example.windows(); w++) {
      float z = w == except ? Float.NEGATIVE_INFINITY : logit(example, w);
      if (z > bestLogit) {
        bestLogit = z;
        best = w;
      }
    }
    return best;
  }

  private float logit(Example example, int window) {
    double sum = 0;
    int count = 0;
    for (int b = window; b < example.windowEnd(window); b++) {
      int[] block = example.blocks()[b];
      count += block.length;
      for (int id : block) {
        sum += weights[id];
      }
    }
    return AttackModel.logitOf((float) sum, count, bias);
  }

  private void step(Example example, int window, float target, float weight) {
    float p = AttackModel.sigmoid(logit(example, window));
    float g = (p - target) * weight;
    if (Math.abs(g) < 1e-4f) {
      return;
    }
    int count = 0;
    for (int b = window; b < example.windowEnd(window); b++) {
      count += example.blocks()[b].length;
    }
    float value = AttackModel.value(count);
    for (int b = window; b < example.windowEnd(window); b++) {
      for (int id : example.blocks()[b]) {
        float gradient = g * value + L2 * weights[id];
        squares[id] += gradient * gradient;
        weights[id] -= RATE * gradient / (float) Math.sqrt(squares[id] + 1e-3);
        if (example.kind() >= 0) {
          kinds[(id & (Weights.KIND_FEATURES - 1)) * Weights.KINDS + example.kind()] += value;
        }
      }
    }
    biasSquares += g * (double) g;
    bias -= (float) (BIAS_RATE * g / Math.sqrt(biasSquares + 1));
  }

  /**
   * One text as its blocks of features.
   *
   * @param kind ordinal of the {@link AttackKind}, or -1
   */
  record Example(int[][] blocks, boolean attack, int kind, float weight) {

    /** Two blocks in a row make a window; a text of one block is one. */
    int windows() {
      return Math.max(1, blocks.length - 1);
    }

    int windowEnd(int window) {
      return Math.min(blocks.length, window + 2);
    }
  }
}
