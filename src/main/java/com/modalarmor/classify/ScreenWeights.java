package com.modalarmor.classify;

/**
 * The numbers of a {@link WordScreen}. Immutable by agreement: nobody writes to the array.
 *
 * @param features one weight for each of {@link #FEATURES}, in steps of {@code scale}; that of an
 *     unknown word is 0
 * @param bias of a window
 * @param bound logit from which a window is worth a whole reading
 * @param slope of what a whole reading would say, by the logit of the most suspicious window
 * @param shift of the same
 */
record ScreenWeights(
    byte[] features, float scale, float bias, float bound, float slope, float shift) {

  private static final int BITS = 16;

  /** Words are numbered below this, pairs above; both hashed. */
  private static final int WORDS = 1 << BITS;

  static final int FEATURES = 2 * WORDS;

  private static final int SHIFT = Integer.SIZE - BITS;

  /**
   * Share of unknown words above which a window is always worth a whole reading. Harmless texts
   * seldom have a tenth; of words nobody uses, chance makes one in three look known.
   */
  private static final float UNKNOWN_MAX = 0.35f;

  /** Passes nothing over. */
  static ScreenWeights open() {
    return new ScreenWeights(new byte[FEATURES], 0, 0, -Float.MAX_VALUE, 0, 0);
  }

  /** Number of the feature that a word is, by its hash. */
  static int ofWord(int hash) {
    return (hash ^ hash << 7) >>> SHIFT;
  }

  /** Number of the feature that a word is behind another. */
  static int ofPair(int before, int hash) {
    return WORDS + (FeatureHash.pair(before, hash) >>> SHIFT);
  }

  float unknownMax() {
    return UNKNOWN_MAX;
  }

  /** What a whole reading would say, by and large, of a text whose best window has this logit. */
  float passedOver(float best) {
    return slope * Math.min(best, bound) + shift;
  }

  ScreenWeights bounded(float newBound, float newSlope, float newShift) {
    return new ScreenWeights(features, scale, bias, newBound, newSlope, newShift);
  }
}
