package com.modalarmor.names;

/**
 * The numbers of a model. Immutable by agreement: nobody writes to the arrays.
 *
 * @param rows of the features
 * @param transitions from each tag to each tag, in the unit of the weights
 * @param unit what one step of a weight is worth, in natural logarithms of odds
 * @param slope and {@code offset} make a probability of an entity's margin
 */
record NameWeights(WeightRows rows, int[] transitions, float unit, float slope, float offset) {

  /** No transition is larger, so that the sums of a window do not overflow. */
  static final int TRANSITION_MAX = 100_000;

  /** How likely a name with that margin is right. */
  float probability(float margin) {
    return (float) (1 / (1 + Math.exp(-(slope * margin + offset))));
  }

  static int at(int before, int tag) {
    return before * Tags.LANES + tag;
  }
}
