package com.modalarmor.training;

import com.modalarmor.classify.LabelledText;
import com.modalarmor.classify.TrainedModel;
import com.modalarmor.detect.AttackScore;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * An adapted model with the figures that decide about it. Immutable.
 *
 * @param faults why it must not be used; empty = promoted
 */
public record Outcome(
    TrainedModel model,
    Score customerBefore,
    Score customerAfter,
    Score baseBefore,
    Score baseAfter,
    List<String> faults) {

  /** Counts at the shipped threshold. Immutable. */
  public record Score(int attacks, int hits, int benign, int alarms) {

    static Score of(List<LabelledText> rows, DataCheck.Base scorer) {
      int attacks = 0;
      int hits = 0;
      int benign = 0;
      int alarms = 0;
      for (LabelledText row : rows) {
        boolean flagged = scorer.score(row.text()) >= AttackScore.THRESHOLD;
        attacks += row.attack() ? 1 : 0;
        hits += row.attack() && flagged ? 1 : 0;
        benign += row.attack() ? 0 : 1;
        alarms += !row.attack() && flagged ? 1 : 0;
      }
      return new Score(attacks, hits, benign, alarms);
    }

    public double recall() {
      return attacks == 0 ? 0 : (double) hits / attacks;
    }

    public double falsePositiveRate() {
      return benign == 0 ? 0 : (double) alarms / benign;
    }
  }

  static Outcome judge(
      Adaptation.Rules rules,
      TrainedModel model,
      Score customerBefore,
      Score customerAfter,
      Score baseBefore,
      Score baseAfter) {
    List<String> faults = new ArrayList<>();
    if (customerAfter.hits() <= customerBefore.hits()) {
      faults.add("recall on the held-out rows does not rise");
    }
    if (rises(customerBefore, customerAfter, rules)) {
      faults.add("false positives on the held-out rows rise");
    }
    double lost = allowed(rules.recallTolerance(), baseAfter.attacks());
    if (baseAfter.hits() < baseBefore.hits() - lost) {
      faults.add("recall of the base falls by more than is tolerated");
    }
    if (rises(baseBefore, baseAfter, rules)) {
      faults.add("false positives of the base rise by more than is tolerated");
    }
    return new Outcome(
        model, customerBefore, customerAfter, baseBefore, baseAfter, List.copyOf(faults));
  }

  private static boolean rises(Score before, Score after, Adaptation.Rules rules) {
    return after.alarms()
        > before.alarms() + allowed(rules.falsePositiveTolerance(), after.benign());
  }

  /** A single row is chance, whatever share of a small set it is. */
  private static double allowed(double tolerance, int rows) {
    return Math.max(1, tolerance * rows);
  }

  public boolean promoted() {
    return faults.isEmpty();
  }

  public String markdown() {
    StringBuilder out = new StringBuilder(512);
    out.append(
        "| rows | attacks | benign | recall before | after | false positives before | after");
    out.append(" |\n|---|---:|---:|---:|---:|---:|---:|\n");
    line(out, "held out of the customer's", customerBefore, customerAfter);
    line(out, "of the base", baseBefore, baseAfter);
    return out.toString();
  }

  private static void line(StringBuilder out, String name, Score before, Score after) {
    out.append(
        String.format(
            Locale.ROOT,
            "| %s | %d | %d | %.3f | %.3f | %.2f %% | %.2f %% |%n",
            name,
            before.attacks(),
            before.benign(),
            before.recall(),
            after.recall(),
            before.falsePositiveRate() * 100,
            after.falsePositiveRate() * 100));
  }
}
