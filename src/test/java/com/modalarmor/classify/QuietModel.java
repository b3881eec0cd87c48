package com.modalarmor.classify;

/** A model that never finds anything, for tests of what else finds attacks. */
public final class QuietModel {

  private QuietModel() {}

  public static AttackModel model() {
    Weights weights =
        new Weights(
            new byte[Shape.TRIGRAMS],
            new byte[Shape.WIDE],
            1,
            new float[2],
            new byte[Shape.ROWS * Shape.DIM],
            1,
            new float[Shape.DIM * Shape.CONV],
            new float[Shape.FILTERS],
            Judge.empty(Shape.BLOCK_INPUTS, Shape.BLOCK_HIDDEN, Shape.CUES),
            Judge.empty(Shape.INPUTS, Shape.HIDDEN, Shape.OUTPUTS),
            new float[] {1, -20, 0, 0, 0, 0});
    return new AttackModel(weights, "{}", "00000000");
  }
}
