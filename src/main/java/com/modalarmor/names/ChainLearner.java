package com.modalarmor.names;

import java.util.SplittableRandom;

/**
 * A conditional random field while it learns (Lafferty, McCallum and Pereira, 2001), with AdaGrad.
 * Single-threaded; deterministic.
 */
final class ChainLearner {

  private static final float GRADIENT_MIN = 1e-3f;
  private static final int LANES = Tags.LANES;

  final float[] weights = new float[FeatureIds.FEATURES * LANES];
  final float[] transitions = new float[LANES * LANES];
  private final float[] squares = new float[FeatureIds.FEATURES * LANES];
  private final float[] transitionSquares = new float[LANES * LANES];
  private float rate;
  private final SplittableRandom random;
  private final double[] emission = new double[Tokens.TOKENS_MAX * LANES];
  private final double[] alpha = new double[Tokens.TOKENS_MAX * LANES];
  private final double[] beta = new double[Tokens.TOKENS_MAX * LANES];
  private final double[] scale = new double[Tokens.TOKENS_MAX];
  private final double[] moves = new double[LANES * LANES];
  private final double[] expected = new double[LANES * LANES];
  private final int[] active = new int[Tokens.TOKENS_MAX * FeatureIds.MAX];
  private final int[] activeFrom = new int[Tokens.TOKENS_MAX + 1];
  private int activeCount;
  private final float[] gradient = new float[LANES];

  ChainLearner(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /** Goes once over the first stretches, in a new order; {@code epoch} counts from 0. */
  void epoch(Chains chains, int stretches, int epoch) {
    rate = NameTraining.RATE * (float) Math.pow(NameTraining.SLOWING, epoch);
    int[] order = new int[stretches];
    for (int i = 0; i < order.length; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    for (int stretch : order) {
      learn(chains, stretch);
    }
  }

  private void learn(Chains c, int stretch) {
    int first = c.stretches[stretch];
    int n = c.stretches[stretch + 1] - first;
    for (int k = 0; k < LANES * LANES; k++) {
      moves[k] = Math.exp(transitions[k]);
      expected[k] = 0;
    }
    activeCount = 0;
    for (int i = 0; i < n; i++) {
      emit(c, first + i, i * LANES);
    }
    forward(n);
    backward(n);
    float weight = c.weights[stretch];
    for (int i = 0; i < n; i++) {
      step(c, first + i, i * LANES, weight);
    }
    move(c, first, n, weight);
  }

  private void emit(Chains c, int token, int row) {
    int kept = 0;
    for (int k = c.tokens[token]; k < c.tokens[token + 1]; k++) {
      if (random.nextInt(100) >= NameTraining.DROPPED_PERCENT) {
        active[activeCount + kept++] = c.ids[k];
      }
    }
    activeFrom[row / LANES] = activeCount;
    activeCount += kept;
    activeFrom[row / LANES + 1] = activeCount;
    for (int tag = 0; tag < Tags.TAGS; tag++) {
      emission[row + tag] = 0;
    }
    for (int k = activeFrom[row / LANES]; k < activeFrom[row / LANES + 1]; k++) {
      int at = active[k] * LANES;
      for (int tag = 0; tag < Tags.TAGS; tag++) {
        emission[row + tag] += weights[at + tag];
      }
    }
    double top = emission[row];
    for (int tag = 1; tag < Tags.TAGS; tag++) {
      top = Math.max(top, emission[row + tag]);
    }
    for (int tag = 0; tag < Tags.TAGS; tag++) {
      emission[row + tag] = Math.exp(Math.max(-60, emission[row + tag] - top));
    }
  }

  private void forward(int n) {
    for (int i = 0; i < n; i++) {
      int row = i * LANES;
      double sum = 0;
      for (int tag = 0; tag < Tags.TAGS; tag++) {
        double a = 0;
        if (i == 0) {
          a = Tags.opens(tag) ? moves[tag] : 0;
        } else {
          for (int before : Tags.BEFORE[tag]) {
            a += alpha[row - LANES + before] * moves[before * LANES + tag];
          }
        }
        a *= emission[row + tag];
        alpha[row + tag] = a;
        sum += a;
      }
      scale[i] = 1 / sum;
      for (int tag = 0; tag < Tags.TAGS; tag++) {
        alpha[row + tag] *= scale[i];
      }
    }
  }

  /** Leaves in {@code beta} what follows, so that alpha times beta is a tag's probability. */
  private void backward(int n) {
    int last = (n - 1) * LANES;
    double sum = 0;
    for (int tag = 0; tag < Tags.TAGS; tag++) {
      beta[last + tag] = Tags.closes(tag) ? moves[tag * LANES] : 0;
      sum += alpha[last + tag] * beta[last + tag];
    }
    for (int tag = 0; tag < Tags.TAGS; tag++) {
      beta[last + tag] /= sum;
    }
    for (int i = n - 1; i > 0; i--) {
      int row = i * LANES;
      int before = row - LANES;
      for (int tag = 0; tag < Tags.TAGS; tag++) {
        beta[before + tag] = 0;
      }
      for (int tag = 0; tag < Tags.TAGS; tag++) {
        double b = beta[row + tag] * emission[row + tag] * scale[i];
        for (int from : Tags.BEFORE[tag]) {
          double p = moves[from * LANES + tag] * b;
          beta[before + from] += p;
          expected[from * LANES + tag] += alpha[before + from] * p;
        }
      }
    }
  }

  private void step(Chains c, int token, int row, float weight) {
    boolean any = false;
    int right = c.tags[token];
    for (int tag = 0; tag < Tags.TAGS; tag++) {
      float g = (float) (alpha[row + tag] * beta[row + tag]) - (tag == right ? 1 : 0);
      gradient[tag] = Math.abs(g) < GRADIENT_MIN ? 0 : g * weight;
      any |= gradient[tag] != 0;
    }
    if (!any) {
      return;
    }
    for (int k = activeFrom[row / LANES]; k < activeFrom[row / LANES + 1]; k++) {
      int at = active[k] * LANES;
      for (int tag = 0; tag < Tags.TAGS; tag++) {
        float g = gradient[tag];
        if (g != 0) {
          g += NameTraining.DECAY * weights[at + tag];
          squares[at + tag] += g * g;
          weights[at + tag] -= rate * g / (float) Math.sqrt(squares[at + tag] + 1e-2f);
        }
      }
    }
  }

  private void move(Chains c, int first, int n, float weight) {
    for (int tag = 0; tag < Tags.TAGS; tag++) {
      expected[tag] += alpha[tag] * beta[tag];
      int last = (n - 1) * LANES;
      expected[tag * LANES] += alpha[last + tag] * beta[last + tag];
    }
    expected[c.tags[first]]--;
    expected[c.tags[first + n - 1] * LANES]--;
    for (int i = 1; i < n; i++) {
      expected[c.tags[first + i - 1] * LANES + c.tags[first + i]]--;
    }
    for (int k = 0; k < LANES * LANES; k++) {
      float g = (float) expected[k] * weight;
      if (Math.abs(g) > GRADIENT_MIN) {
        transitionSquares[k] += g * g;
        transitions[k] -= rate * g / (float) Math.sqrt(transitionSquares[k] + 1);
      }
    }
  }
}
