package com.modalarmor.classify;

import com.modalarmor.text.View;
import com.modalarmor.text.Views;
import java.util.Arrays;
import java.util.List;

/**
 * Threshold, slope and measures on the dev file: the logit at which at most a given share of
 * harmless texts would count as attacks becomes the probability one half. Immutable.
 */
record Calibration(
    float slope,
    float threshold,
    double recall,
    double falsePositives,
    double auc,
    int attacks,
    int benign) {

  private static final int SLOPE_STEPS = 200;

  /** As the model's file holds it: slope, shift, and no shift for a channel. */
  float[] values() {
    return new float[] {slope, -slope * threshold, 0, 0, 0, 0};
  }

  static Calibration of(AttackModel model, List<LabelledText> rows, double falsePositivesMax) {
    float[] attacks = new float[rows.size()];
    float[] benign = new float[rows.size()];
    int a = 0;
    int b = 0;
    Views views = new Views();
    AttackModel.Scratch scratch = model.newScratch();
    for (LabelledText row : rows) {
      views.read(row.text());
      View folded = views.folded();
      model.score(folded.chars(), 0, folded.length(), AttackModel.INPUT, scratch);
      float z = scratch.found ? scratch.logit : -20;
      if (row.attack()) {
        attacks[a++] = z;
      } else {
        benign[b++] = z;
      }
    }
    attacks = Arrays.copyOf(attacks, a);
    benign = Arrays.copyOf(benign, b);
    Arrays.sort(attacks);
    Arrays.sort(benign);
    int allowed = (int) (falsePositivesMax * b);
    float threshold = b == 0 ? 0 : Math.nextUp(benign[b - 1 - Math.min(b - 1, allowed)]);
    return new Calibration(
        slope(attacks, benign, threshold),
        threshold,
        a == 0 ? 0 : (a - below(attacks, threshold)) / (double) a,
        b == 0 ? 0 : (b - below(benign, threshold)) / (double) b,
        auc(attacks, benign),
        a,
        b);
  }

  /** Maximum likelihood with the threshold held; both classes weigh the same. */
  private static float slope(float[] attacks, float[] benign, float threshold) {
    if (attacks.length == 0 || benign.length == 0) {
      return 1;
    }
    double slope = 1;
    for (int i = 0; i < SLOPE_STEPS; i++) {
      double g = gradient(attacks, threshold, slope, 1) + gradient(benign, threshold, slope, 0);
      slope = Math.max(0.2, Math.min(5, slope - 0.1 * g));
    }
    return (float) slope;
  }

  private static double gradient(float[] logits, float threshold, double slope, int label) {
    double sum = 0;
    for (float z : logits) {
      double x = z - threshold;
      sum += (1 / (1 + Math.exp(-slope * x)) - label) * x;
    }
    return sum / logits.length;
  }

  private static int below(float[] sorted, float bound) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < bound) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static double auc(float[] attacks, float[] benign) {
    if (attacks.length == 0 || benign.length == 0) {
      return Double.NaN;
    }
    double sum = 0;
    for (float z : attacks) {
      sum += (below(benign, z) + below(benign, Math.nextUp(z))) / 2.0;
    }
    return sum / attacks.length / benign.length;
  }
}
