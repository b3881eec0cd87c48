package com.modalarmor.classify;

/**
 * The numbers of a model. Immutable by agreement: nobody writes to the arrays.
 *
 * @param features one weight for each of {@link NGrams#FEATURES}, in steps of {@code scale}
 * @param kinds for each of {@link #KIND_FEATURES} the weights of each {@link AttackKind}
 * @param bias of the text
 * @param calibration slope and shift from logit to probability, then a shift for each channel
 * @param screen what says which stretches of a text are read at all
 */
record Weights(
    byte[] features,
    float scale,
    byte[] kinds,
    float bias,
    float[] calibration,
    ScreenWeights screen) {

  /** Features, folded together, that tell what sort of attack it is. */
  static final int KIND_FEATURES = 1 << 14;

  static final int KINDS = AttackKind.values().length;
  static final int CALIBRATION = 6;

  /** The same with another calibration. */
  Weights calibrated(float[] other) {
    return new Weights(features, scale, kinds, bias, other, screen);
  }

  /** The same with another screen. */
  Weights screened(ScreenWeights other) {
    return new Weights(features, scale, kinds, bias, calibration, other);
  }
}
