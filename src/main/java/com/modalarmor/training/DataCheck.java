package com.modalarmor.training;

import com.modalarmor.evaluation.LabelledRow;
import com.modalarmor.text.Views;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Looks through a customer's rows before anything is learnt from them: duplicates (named and left
 * out), contradictions, labels that were turned round, planted phrases, too little of one label.
 * Stateless.
 */
public final class DataCheck {

  /** More are refused: a customer's set, not a corpus. */
  public static final int ROWS_MAX = 200_000;

  /** Fewer of a label teach nothing that can be measured. */
  public static final int LABEL_ROWS_MIN = 20;

  private DataCheck() {}

  /** What the base model makes of a text. */
  @FunctionalInterface
  public interface Base {
    /** The chance of an attack, in [0,1]. */
    double score(String text);
  }

  /**
   * What was found. Immutable.
   *
   * @param suspects by line
   * @param faults of the set as a whole, e.g. too few attacks; nothing mends them but more rows
   * @param kept the rows that are no suspects
   */
  public record Result(List<Suspect> suspects, List<String> faults, List<LabelledRow> kept) {

    /** True when it may be learnt from the rows kept without anybody looking. */
    public boolean clean() {
      return faults.isEmpty() && suspects.stream().allMatch(s -> s.kind().duplicate());
    }
  }

  /**
   * Looks rows through. An attack is not doubted because the base has passed it over without a
   * look: what bears its label out is the {@code whole} reading; for harmless rows it is the {@code
   * verdict}.
   */
  public static Result run(List<LabelledRow> rows, Base verdict, Base whole, long seed) {
    Views views = new Views();
    List<Reading> readings = new ArrayList<>(rows.size());
    double[] scores = new double[rows.size()];
    double[] bornOut = new double[rows.size()];
    for (int i = 0; i < scores.length; i++) {
      readings.add(Reading.of(rows.get(i), views));
      String text = rows.get(i).text();
      scores[i] = verdict.score(text);
      bornOut[i] = rows.get(i).attack() ? Math.max(scores[i], whole.score(text)) : scores[i];
    }
    List<Suspect> suspects = new ArrayList<>(NearDuplicates.find(readings));
    suspects.addAll(FlipCheck.find(readings, scores, bornOut, seed));
    suspects.addAll(TriggerCheck.find(readings, scores));
    suspects.sort(Comparator.comparingLong(Suspect::line));
    Set<Long> lines = new HashSet<>();
    suspects.forEach(suspect -> lines.add(suspect.line()));
    List<LabelledRow> kept = rows.stream().filter(row -> !lines.contains(row.line())).toList();
    return new Result(List.copyOf(suspects), faults(kept), kept);
  }

  private static List<String> faults(List<LabelledRow> rows) {
    long attacks = rows.stream().filter(LabelledRow::attack).count();
    List<String> faults = new ArrayList<>();
    tooFew(attacks, "attack", faults);
    tooFew(rows.size() - attacks, "benign", faults);
    return List.copyOf(faults);
  }

  private static void tooFew(long rows, String label, List<String> faults) {
    if (rows < LABEL_ROWS_MIN) {
      faults.add(rows + " sound " + label + " rows, at least " + LABEL_ROWS_MIN + " are needed");
    }
  }
}
