package com.modalarmor.training;

import java.util.List;
import java.util.SplittableRandom;

/**
 * A small linear model over words and pairs of words that starts from what the base model says. It
 * only serves to ask what the other rows would make of a row. Single-threaded.
 */
final class WordModel {

  private static final int BITS = 16;
  private static final int EPOCHS = 12;
  private static final double RATE = 0.4;
  private static final double DECAY = 1e-4;
  private static final double LOGIT_MAX = 4;

  private final float[] weights = new float[1 << BITS];
  private double bias;

  /** Learns from those rows that are not in {@code fold}. */
  static WordModel fit(List<Reading> rows, double[] baseScores, int[] folds, int fold, long seed) {
    WordModel model = new WordModel();
    SplittableRandom random = new SplittableRandom(seed);
    int[] order = new int[rows.size()];
    for (int i = 0; i < order.length; i++) {
      order[i] = i;
    }
    for (int epoch = 0; epoch < EPOCHS; epoch++) {
      shuffle(order, random);
      double rate = RATE / (1 + epoch);
      for (int index : order) {
        if (folds[index] != fold) {
          model.learn(rows.get(index), baseScores[index], rate);
        }
      }
    }
    return model;
  }

  private static void shuffle(int[] order, SplittableRandom random) {
    for (int i = order.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int kept = order[i];
      order[i] = order[j];
      order[j] = kept;
    }
  }

  private void learn(Reading row, double base, double rate) {
    double error = (row.attack() ? 1 : 0) - probability(row, base);
    long[] words = row.words();
    double step = rate * error / Math.sqrt(1 + 2.0 * words.length);
    for (int i = 0; i < words.length; i++) {
      move(word(words, i), step);
      move(pair(words, i), step);
    }
    bias += rate * 0.1 * error;
  }

  private void move(int at, double step) {
    weights[at] += (float) (step - DECAY * weights[at]);
  }

  /** The chance of an attack, by base model and words. */
  double probability(Reading row, double base) {
    long[] words = row.words();
    double sum = 0;
    for (int i = 0; i < words.length; i++) {
      sum += weights[word(words, i)] + weights[pair(words, i)];
    }
    double scaled = sum / Math.sqrt(1 + 2.0 * words.length) * 2;
    return sigmoid(logit(base) + bias + scaled);
  }

  private static int word(long[] words, int i) {
    return (int) (words[i] >>> 64 - BITS);
  }

  private static int pair(long[] words, int i) {
    long before = i == 0 ? 0 : words[i - 1];
    return (int) (Reading.mix(before * 31 + words[i]) >>> 64 - BITS);
  }

  /** Bounded, so that enough rows can overrule the base model. */
  static double logit(double probability) {
    double p = Math.min(1 - 1e-9, Math.max(1e-9, probability));
    return Math.max(-LOGIT_MAX, Math.min(LOGIT_MAX, Math.log(p / (1 - p))));
  }

  static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }
}
