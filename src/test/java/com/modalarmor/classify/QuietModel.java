package com.modalarmor.classify;

/** A model that never finds anything, for tests of what else finds attacks. */
public final class QuietModel {

  private QuietModel() {}

  public static AttackModel model() {
    Weights weights =
        new Weights(
            new byte[NGrams.FEATURES],
            1,
            new byte[Weights.KIND_FEATURES * Weights.KINDS],
            0,
            PhraseNetTest.silent(),
            new float[] {1, -20, 0, 0, 0, 0, 1, 1e9f, 0, 0, 0, 0},
            ScreenWeights.open());
    return new AttackModel(weights, "{}", "00000000");
  }
}
