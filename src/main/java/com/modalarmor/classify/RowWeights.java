package com.modalarmor.classify;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How much each row of training data counts: each source by a power of its size, attacks and
 * harmless texts in a fixed proportion; the packaged texts beside them, so that they take nothing
 * from the others. Stateless.
 */
final class RowWeights {

  /** Harmless texts with the words of attacks weigh more: they are what people complain of. */
  private static final float HARD_BENIGN = 3f;

  /** How far small sources count for more than their size: 0 = not at all, 1 = all alike. */
  private static final double SOURCE_BALANCE = 0.75;

  /** What all harmless texts count, and all attacks, for each 82,000 rows. */
  private static final float[] FOUND = {60_000f, 10_000f};

  private static final float WEIGHT_MAX = 6f;

  /**
   * What a packaged harmless text counts in the mean, and a packaged attack: those are hard, and
   * more of them would have harmless documents flagged.
   */
  private static final double[] PACKAGED = {1, 0.2};

  private RowWeights() {}

  static float[] of(List<LabelledText> rows) {
    Map<String, Integer> sizes = new HashMap<>();
    rows.forEach(row -> sizes.merge(row.source() + row.attack(), 1, Integer::sum));
    float[] weights = new float[rows.size()];
    double[] found = new double[2];
    double[] packaged = new double[2];
    int[] packagedRows = new int[2];
    for (int i = 0; i < weights.length; i++) {
      LabelledText row = rows.get(i);
      boolean ours = WrittenTexts.holds(row);
      boolean hard = !ours && row.kind().equals("hard-benign");
      weights[i] =
          (float) Math.pow(sizes.get(row.source() + row.attack()), -SOURCE_BALANCE)
              * (hard ? HARD_BENIGN : 1);
      (ours ? packaged : found)[label(row)] += weights[i];
      packagedRows[label(row)] += ours ? 1 : 0;
    }
    double size = (rows.size() - packagedRows[0] - packagedRows[1]) / 82_000d;
    for (int i = 0; i < weights.length; i++) {
      LabelledText row = rows.get(i);
      int label = label(row);
      double all =
          WrittenTexts.holds(row)
              ? PACKAGED[label] * packagedRows[label] / packaged[label]
              : FOUND[label] / found[label] * size;
      weights[i] = (float) Math.min(WEIGHT_MAX, weights[i] * all);
    }
    return weights;
  }

  private static int label(LabelledText row) {
    return row.attack() ? 1 : 0;
  }
}
