package com.modalarmor.names;

/**
 * Makes bytes of learned weights. Stateless.
 */
final class Quantizing {

  private Quantizing() {}

  static NameWeights of(float[] weights, float[] transitions, float slope, float offset) {
    float most = 1e-6f;
    for (float w : weights) {
      most = Math.max(most, Math.abs(w));
    }
    float unit = Math.min(most, 5f) / 127;
    long[] rows = new long[FeatureIds.FEATURES * 2];
    for (int f = 0; f < FeatureIds.FEATURES; f++) {
      for (int tag = 0; tag < Tags.LANES; tag++) {
        int step = Math.max(-127, Math.min(127, Math.round(weights[f * Tags.LANES + tag] / unit)));
        rows[f * 2 + tag / 8] |= (long) (step + NameWeights.BIAS) << tag % 8 * 8;
      }
    }
    int[] moves = new int[transitions.length];
    for (int k = 0; k < moves.length; k++) {
      moves[k] = Math.round(transitions[k] / unit);
    }
    return new NameWeights(rows, moves, unit, slope, offset);
  }
}
