package com.modalarmor.classify;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How much each row of training data counts: each source by a power of its size, attacks and
 * harmless texts in a fixed proportion. Stateless.
 */
final class RowWeights {

  /** Harmless texts with the words of attacks weigh more: they are what people complain of. */
  private static final float HARD_BENIGN = 3f;

  /** How far small sources count for more than their size: 0 = not at all, 1 = all alike. */
  private static final double SOURCE_BALANCE = 0.75;

  private static final float ATTACKS_WEIGH = 10_000f;
  private static final float HARMLESS_WEIGH = 60_000f;
  private static final float WEIGHT_MAX = 6f;

  private RowWeights() {}

  static float[] of(List<LabelledText> rows) {
    Map<String, Integer> sizes = new HashMap<>();
    rows.forEach(row -> sizes.merge(row.source() + row.attack(), 1, Integer::sum));
    float[] weights = new float[rows.size()];
    double attacks = 0;
    double harmless = 0;
    for (int i = 0; i < weights.length; i++) {
      LabelledText row = rows.get(i);
      weights[i] =
          (float) Math.pow(sizes.get(row.source() + row.attack()), -SOURCE_BALANCE)
              * (row.kind().equals("hard-benign") ? HARD_BENIGN : 1);
      attacks += row.attack() ? weights[i] : 0;
      harmless += row.attack() ? 0 : weights[i];
    }
    double size = rows.size() / 82_000d;
    for (int i = 0; i < weights.length; i++) {
      double all = rows.get(i).attack() ? ATTACKS_WEIGH / attacks : HARMLESS_WEIGH / harmless;
      weights[i] = (float) Math.min(WEIGHT_MAX, weights[i] * all * size);
    }
    return weights;
  }
}
