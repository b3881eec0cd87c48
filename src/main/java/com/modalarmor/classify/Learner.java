package com.modalarmor.classify;

import java.util.List;
import java.util.SplittableRandom;

/**
 * The model while it learns: float weights and AdaGrad (Duchi, Hazan and Singer, 2011). Of an
 * attack only its most suspicious window is learned from, since the rest may be a harmless carrier;
 * of a harmless text the two most suspicious and one at random. Single-threaded; deterministic.
 */
final class Learner {

  private static final float RATE = 0.5f;

  /** There are few features of concepts among hundreds of letters, and each says more. */
  private static final float CONCEPT_RATE = 1.5f;

  private static final float BIAS_RATE = 0.05f;
  private static final float L2 = 1e-6f;

  /** Instead of a kind: a plain question for something harmful, no attack by itself. */
  static final int HARMFUL = -2;

  private static final float SMOOTH_ATTACK = 0.98f;

  /** Such a question is half of many an attack: it is to count, and not enough. */
  private static final float SMOOTH_HARMFUL = 0.2f;

  private static final float SMOOTH_HARMLESS = 0.05f;

  final float[] weights;
  final float[] kinds = new float[Weights.KIND_FEATURES * Weights.KINDS];
  float bias = -3;
  private final float[] squares;
  private final int featuresMore;
  private double biasSquares;
  private double[] sums = new double[64];
  private int[] counts = new int[64];
  private int bestFirst;
  private int bestEnd;
  private float bestLogit;
  private final SplittableRandom random;

  Learner(long seed) {
    this(seed, NGrams.FEATURES, AttackModel.FEATURES_MORE);
  }

  /** With features of another sort, so many, and windows that are counted with some more. */
  Learner(long seed, int features, int featuresMore) {
    this.random = new SplittableRandom(seed);
    this.weights = new float[features];
    this.squares = new float[features];
    this.featuresMore = featuresMore;
  }

  /** Goes on from a model; what it knows is moved with care. */
  void load(Weights base, float steadiness) {
    load(base.features(), base.scale(), base.bias(), steadiness);
    for (int i = 0; i < kinds.length; i++) {
      kinds[i] = base.kinds()[i];
    }
  }

  /** The same for weights alone. */
  void load(byte[] features, float scale, float baseBias, float steadiness) {
    for (int i = 0; i < weights.length; i++) {
      weights[i] = features[i] * scale;
      squares[i] = steadiness;
    }
    bias = baseBias;
    biasSquares = steadiness * 1_000;
  }

  /** Learns from one text; {@code first} = it is seen for the first time. */
  void learn(Example example, boolean first) {
    addUp(example);
    int blocks = example.blocks().length;
    if (example.attack()) {
      if (first && blocks <= AttackModel.WINDOW_BLOCKS) {
        step(example, 0, blocks, SMOOTH_ATTACK, example.weight());
      } else {
        best(blocks, -1);
        step(example, bestFirst, bestEnd, SMOOTH_ATTACK, example.weight());
      }
      return;
    }
    best(blocks, -1);
    int worst = bestFirst;
    step(example, bestFirst, bestEnd, example.target(), example.weight());
    if (example.kind() == HARMFUL) {
      return; // what is around says nothing
    }
    if (blocks > AttackModel.WINDOW_BLOCKS) {
      addUp(example);
      best(blocks, worst);
      step(example, bestFirst, bestEnd, SMOOTH_HARMLESS, example.weight());
    }
    if (blocks > 1) {
      int start = random.nextInt(blocks);
      int end = Math.min(blocks, start + 1 + random.nextInt(AttackModel.WINDOW_BLOCKS));
      step(example, start, end, SMOOTH_HARMLESS, example.weight());
    }
  }

  /** What learners of the same features say together. */
  static Learner mean(List<Learner> learners) {
    Learner mean = new Learner(0, learners.get(0).weights.length, learners.get(0).featuresMore);
    mean.bias = 0;
    for (Learner one : learners) {
      mean.bias += one.bias / learners.size();
      addShare(one.weights, mean.weights, learners.size());
      addShare(one.kinds, mean.kinds, learners.size());
    }
    return mean;
  }

  private static void addShare(float[] one, float[] to, int of) {
    for (int i = 0; i < to.length; i++) {
      to[i] += one[i] / of;
    }
  }

  /** The highest logit over the windows of a text. */
  float logit(Example example) {
    addUp(example);
    best(example.blocks().length, -1);
    return bestLogit;
  }

  private void addUp(Example example) {
    int[][] blocks = example.blocks();
    if (sums.length < blocks.length) {
      sums = new double[2 * blocks.length];
      counts = new int[2 * blocks.length];
    }
    for (int b = 0; b < blocks.length; b++) {
      double sum = 0;
      for (int id : blocks[b]) {
        sum += weights[id];
      }
      sums[b] = sum;
      counts[b] = blocks[b].length;
    }
  }

  /** Finds the most suspicious window, none that touches the block {@code except}. */
  private void best(int blocks, int except) {
    bestLogit = Float.NEGATIVE_INFINITY;
    bestFirst = 0;
    bestEnd = 1;
    for (int end = 1; end <= blocks; end++) {
      double sum = 0;
      int count = 0;
      for (int b = end - 1; b >= 0 && b >= end - AttackModel.WINDOW_BLOCKS && b != except; b--) {
        sum += sums[b];
        count += counts[b];
        float z = logitOf((float) sum, count);
        if (z > bestLogit) {
          bestLogit = z;
          bestFirst = b;
          bestEnd = end;
        }
      }
    }
  }

  private void step(Example example, int firstBlock, int endBlock, float target, float weight) {
    double sum = 0;
    int count = 0;
    for (int b = firstBlock; b < endBlock; b++) {
      count += example.blocks()[b].length;
      for (int id : example.blocks()[b]) {
        sum += weights[id];
      }
    }
    float p = AttackModel.sigmoid(logitOf((float) sum, count));
    float g = (p - target) * weight;
    if (Math.abs(g) < 1e-4f) {
      return;
    }
    float value = value(count);
    for (int b = firstBlock; b < endBlock; b++) {
      for (int id : example.blocks()[b]) {
        float gradient = g * value + L2 * weights[id];
        squares[id] += gradient * gradient;
        float rate = id < NGrams.OF_TEXT || id >= NGrams.OF_CONCEPTS ? RATE : CONCEPT_RATE;
        weights[id] -= rate * gradient / (float) Math.sqrt(squares[id] + 1e-3);
        if (example.kind() >= 0) {
          kinds[(id & (Weights.KIND_FEATURES - 1)) * Weights.KINDS + example.kind()] += value;
        }
      }
    }
    biasSquares += g * (double) g;
    bias -= (float) (BIAS_RATE * g / Math.sqrt(biasSquares + 1));
  }

  private float value(int count) {
    return AttackModel.value(count, featuresMore);
  }

  private float logitOf(float sum, int count) {
    return sum * value(count) + bias;
  }

  /**
   * One text as its blocks of features, and as its words.
   *
   * @param words each as {@link PhraseNet#word}
   * @param kind ordinal of the {@link AttackKind}, or -1
   * @param source where the text comes from
   */
  record Example(
      int[][] blocks, int[] words, boolean attack, int kind, float weight, String source) {
    /** The probability to learn. */
    float target() {
      return attack ? SMOOTH_ATTACK : kind == HARMFUL ? SMOOTH_HARMFUL : SMOOTH_HARMLESS;
    }
  }
}
