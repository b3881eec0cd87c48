package com.modalarmor.classify;

/**
 * The numbers of a model. Immutable by agreement: nobody writes to the arrays.
 *
 * @param features one weight for each of {@link NGrams#FEATURES}, in steps of {@code scale}
 * @param kinds for each of {@link #KIND_FEATURES} the weights of each {@link AttackKind}
 * @param bias of the text
 * @param phrases the network that reads what the features find suspicious
 * @param calibration slope and shift from logit to probability, a shift for each channel, then
 *     {@link #PHRASES}, {@link #GATE}, {@link #UNREAD}, {@link #EAST_ASIAN}, {@link #ANCHOR} and
 *     {@link #FEW_ROWS}
 * @param screen what says which stretches of a text are read at all
 */
record Weights(
    byte[] features,
    float scale,
    byte[] kinds,
    float bias,
    PhraseNet phrases,
    float[] calibration,
    ScreenWeights screen) {

  /** Features, folded together, that tell what sort of attack it is. */
  static final int KIND_FEATURES = 1 << 14;

  static final int KINDS = AttackKind.values().length;

  /** What the network's logit counts beside that of the features. */
  static final int PHRASES = 6;

  /** The logit of the features from which on the network reads a text. */
  static final int GATE = 7;

  /** The network's logit of a text that it need not read, and the least that counts. */
  static final int UNREAD = 8;

  /** What is added to the logit of a text in Chinese, Japanese or Korean. */
  static final int EAST_ASIAN = 9;

  /** The logit near which the length of a text counts. */
  static final int ANCHOR = 10;

  /** What is added to the logit of a text in a language of which the training has few rows. */
  static final int FEW_ROWS = 11;

  /** By so much less need the features say of such a text for the network to read it. */
  private static final float FEW_ROWS_GATE = 1;

  static final int CALIBRATION = 12;

  Weights {
    if (calibration.length != CALIBRATION) {
      throw new IllegalArgumentException("calibration of " + calibration.length + " numbers");
    }
  }

  /** What is added to the features' logit of a window in such a {@link WindowLanguage}. */
  float raised(int language) {
    return switch (language) {
      case WindowLanguage.EAST_ASIAN -> calibration[EAST_ASIAN];
      case WindowLanguage.FEW_ROWS -> calibration[FEW_ROWS];
      default -> 0;
    };
  }

  /** From which logit on the network reads a text with such a window. */
  float gate(int language) {
    return gate(calibration[GATE], language);
  }

  /** The same where the one of all other languages is not part of a model yet. */
  static float gate(float ofOthers, int language) {
    return ofOthers - (language == WindowLanguage.FEW_ROWS ? FEW_ROWS_GATE : 0);
  }

  /** The same with another calibration. */
  Weights calibrated(float[] other) {
    return new Weights(features, scale, kinds, bias, phrases, other, screen);
  }

  /** The same with another screen. */
  Weights screened(ScreenWeights other) {
    return new Weights(features, scale, kinds, bias, phrases, calibration, other);
  }
}
