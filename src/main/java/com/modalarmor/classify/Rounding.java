package com.modalarmor.classify;

/** From the learner's floats to the shipped bytes. Stateless. */
final class Rounding {

  private static final float CLIP = 12f;
  private static final float STEPS = 127f;

  private Rounding() {}

  /** Weights of features that too few texts hold are chance, and left out. */
  static Weights of(Learner learner, boolean[] kept, PhraseNet phrases) {
    float scale = scale(learner.weights, kept);
    byte[] features = bytes(learner.weights, kept, scale);
    return new Weights(
        features,
        scale,
        kinds(learner.kinds),
        learner.bias,
        phrases,
        new float[Weights.CALIBRATION],
        ScreenWeights.open());
  }

  /** The same for a screen, which passes nothing over until it has a bound. */
  static ScreenWeights ofScreen(Learner learner, boolean[] kept) {
    float scale = scale(learner.weights, kept);
    byte[] features = bytes(learner.weights, kept, scale);
    for (int i = 0; i < features.length; i++) {
      // 0 says unknown
      features[i] =
          kept[i] && features[i] == 0 ? (byte) Math.signum(learner.weights[i]) : features[i];
    }
    ScreenWeights open = ScreenWeights.open();
    return new ScreenWeights(features, scale, learner.bias, open.bound(), 0, 0);
  }

  private static float scale(float[] weights, boolean[] kept) {
    float most = 1e-6f;
    for (int i = 0; i < weights.length; i++) {
      if (kept[i]) {
        most = Math.max(most, Math.min(CLIP, Math.abs(weights[i])));
      }
    }
    return most / STEPS;
  }

  private static byte[] bytes(float[] weights, boolean[] kept, float scale) {
    byte[] bytes = new byte[weights.length];
    for (int i = 0; i < bytes.length; i++) {
      float steps = kept[i] ? weights[i] / scale : 0;
      bytes[i] = (byte) Math.round(Math.max(-STEPS, Math.min(STEPS, steps)));
    }
    return bytes;
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
