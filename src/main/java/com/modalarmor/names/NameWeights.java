package com.modalarmor.names;

/**
 * The numbers of a model. Immutable by agreement: nobody writes to the arrays.
 *
 * @param rows of each feature two words with a byte for each tag, 128 more than its weight
 * @param transitions from each tag to each tag, in the unit of the weights
 * @param unit what one step of a weight is worth, in natural logarithms of odds
 * @param slope and {@code offset} make a probability of an entity's margin
 */
record NameWeights(long[] rows, int[] transitions, float unit, float slope, float offset) {

  /** Added to each weight, so that sums of several never borrow from their neighbour. */
  static final int BIAS = 128;

  /** Half of the row of a feature that says nothing. */
  static final long EMPTY = 0x8080808080808080L;

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
