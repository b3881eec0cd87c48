package com.modalarmor.names;

import java.util.Arrays;

/** Makes bytes of learned weights. Stateless. */
final class Quantizing {

  private Quantizing() {}

  static NameWeights of(float[] weights, float[] transitions, float slope, float offset) {
    float most = 1e-6f;
    for (float w : weights) {
      most = Math.max(most, Math.abs(w));
    }
    float unit = Math.min(most, 5f) / 127;
    long[] filled = new long[FeatureIds.FEATURES / Long.SIZE];
    long[] rows = new long[FeatureIds.FEATURES * 2];
    int count = 0;
    for (int f = 0; f < FeatureIds.FEATURES; f++) {
      boolean any = false;
      long[] row = new long[2];
      for (int tag = 0; tag < Tags.LANES; tag++) {
        float weight = tag < Tags.TAGS ? weights[f * Tags.LANES + tag] : 0;
        int step = Math.max(-127, Math.min(127, Math.round(weight / unit)));
        row[tag / 8] |= (long) (step + WeightRows.BIAS) << tag % 8 * 8;
        any |= step != 0;
      }
      if (any) {
        filled[f / Long.SIZE] |= 1L << f;
        rows[count * 2] = row[0];
        rows[count * 2 + 1] = row[1];
        count++;
      }
    }
    int[] moves = new int[transitions.length];
    for (int k = 0; k < moves.length; k++) {
      moves[k] = Math.round(transitions[k] / unit);
    }
    return new NameWeights(
        new WeightRows(filled, Arrays.copyOf(rows, count * 2)), moves, unit, slope, offset);
  }
}
