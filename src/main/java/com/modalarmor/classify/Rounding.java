package com.modalarmor.classify;

/** From the learner's floats to the shipped bytes. Stateless. */
final class Rounding {

  private static final float CLIP = 12f;
  private static final float STEPS = 127f;

  private Rounding() {}

  /** Weights of features that too few texts hold are chance, and left out. */
  static Weights of(Learner learner, boolean[] kept, PhraseNet phrases) {
    float most = 1e-6f;
    for (int i = 0; i < NGrams.FEATURES; i++) {
      if (kept[i]) {
        most = Math.max(most, Math.min(CLIP, Math.abs(learner.weights[i])));
      }
    }
    float scale = most / STEPS;
    byte[] features = new byte[NGrams.FEATURES];
    for (int i = 0; i < features.length; i++) {
      float steps = kept[i] ? learner.weights[i] / scale : 0;
      features[i] = (byte) Math.round(Math.max(-STEPS, Math.min(STEPS, steps)));
    }
    return new Weights(
        features,
        scale,
        kinds(learner.kinds),
        learner.bias,
        phrases,
        new float[Weights.CALIBRATION]);
  }

  /** How much more of a feature one kind has than all of them, as a logarithm. */
  private static byte[] kinds(float[] sums) {
    double[] totals = new double[Weights.KINDS];
    double all = 0;
    for (int i = 0; i < sums.length; i++) {
      totals[i % Weights.KINDS] += Math.abs(sums[i]) + 1;
      all += Math.abs(sums[i]) + 1;
    }
    byte[] kinds = new byte[sums.length];
    for (int feature = 0; feature < sums.length; feature += Weights.KINDS) {
      double row = 0;
      for (int kind = 0; kind < Weights.KINDS; kind++) {
        row += Math.abs(sums[feature + kind]) + 1;
      }
      for (int kind = 0; kind < Weights.KINDS; kind++) {
        double lift = (Math.abs(sums[feature + kind]) + 1) / row / (totals[kind] / all);
        kinds[feature + kind] =
            (byte) Math.max(-127, Math.min(127, Math.round(24 * Math.log(lift))));
      }
    }
    return kinds;
  }
}
