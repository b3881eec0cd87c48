package com.modalarmor.training;

import com.modalarmor.training.Suspect.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Finds rows whose label is probably the wrong way round: the base model and a small model learnt
 * from the other rows say the opposite. New attacks that the base does not know, and harmless
 * jargon that it mistakes, are borne out by their likes and pass. Stateless.
 */
final class FlipCheck {

  private static final int FOLDS = 5;

  /** The other rows alone convince from here on, if the base model is of their mind. */
  private static final double OTHERS_SURE = 0.8;

  /** A row called harmless that the base model is this sure of needs more than doubt. */
  private static final double BASE_SURE = 0.9;

  private FlipCheck() {}

  /**
   * @param baseScores what the others' model starts from
   * @param bornOut the base's score that speaks most for each row's label
   */
  static List<Suspect> find(List<Reading> rows, double[] baseScores, double[] bornOut, long seed) {
    int[] folds = new int[rows.size()];
    for (int i = 0; i < folds.length; i++) {
      folds[i] = (int) Long.remainderUnsigned(Reading.mix(seed * 31 + i), FOLDS);
    }
    List<Suspect> suspects = new ArrayList<>();
    for (int fold = 0; fold < FOLDS; fold++) {
      WordModel model = WordModel.fit(rows, baseScores, folds, fold, seed + fold);
      for (int i = 0; i < folds.length; i++) {
        if (folds[i] != fold) {
          continue;
        }
        Reading row = rows.get(i);
        double others = opposite(row, model.probability(row, baseScores[i]));
        double base = opposite(row, bornOut[i]);
        if (base >= 0.5 && (others >= OTHERS_SURE || contradictsBase(row, base, others))) {
          suspects.add(
              new Suspect(
                  Kind.POSSIBLE_FLIP,
                  row.row().line(),
                  row.row().id(),
                  0,
                  String.format(
                      Locale.ROOT,
                      "the base model is %.2f and the other rows are %.2f sure of the opposite",
                      base,
                      others)));
        }
      }
    }
    return suspects;
  }

  private static boolean contradictsBase(Reading row, double base, double others) {
    return !row.attack() && base >= BASE_SURE && others >= 0.5;
  }

  private static double opposite(Reading row, double attack) {
    return row.attack() ? 1 - attack : attack;
  }
}
