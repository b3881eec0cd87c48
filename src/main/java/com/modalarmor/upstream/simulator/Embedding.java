package com.modalarmor.upstream.simulator;

import java.util.SplittableRandom;

/**
 * A vector of length 1 that depends on the text alone: texts that share words are near each other.
 * Stateless.
 */
final class Embedding {

  static final int DIMENSIONS = 768;
  static final int DIMENSIONS_MAX = 3_072;

  private Embedding() {}

  static double[] of(String text, int dimensions) {
    double[] vector = new double[dimensions];
    add(vector, "", 0.01);
    for (String word : Script.words(text)) {
      add(vector, word, 1);
    }
    double squares = 0;
    for (double value : vector) {
      squares += value * value;
    }
    double length = Math.sqrt(squares);
    for (int i = 0; i < dimensions; i++) {
      vector[i] /= length;
    }
    return vector;
  }

  private static void add(double[] vector, String word, double weight) {
    SplittableRandom random = new SplittableRandom(word.hashCode());
    for (int i = 0; i < vector.length; i++) {
      vector[i] += weight * (random.nextDouble() - 0.5);
    }
  }
}
