package com.modalarmor.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.modalarmor.training.Outcome.Score;
import java.util.List;
import org.junit.jupiter.api.Test;

final class OutcomeTest {

  private static final Adaptation.Rules RULES = new Adaptation.Rules(0.2, 0.005, 0.001);

  /** What must be said, and the counts: hits and alarms of the customer's and the base's rows. */
  private record Row(String said, int[] customer, int[] base) {}

  @Test
  void only_a_model_that_gains_and_harms_nothing_is_promoted() {
    List<Row> rows =
        List.of(
            new Row("", new int[] {3, 12, 0, 0}, new int[] {900, 900, 6, 6}),
            new Row("", new int[] {3, 4, 0, 1}, new int[] {900, 895, 6, 8}),
            new Row("recall on the held-out", new int[] {3, 3, 0, 0}, new int[] {900, 900, 6, 6}),
            new Row("recall on the held-out", new int[] {3, 2, 0, 0}, new int[] {900, 900, 6, 6}),
            new Row(
                "false positives on the held", new int[] {3, 9, 0, 2}, new int[] {900, 900, 6, 6}),
            new Row("recall of the base", new int[] {3, 12, 0, 0}, new int[] {900, 894, 6, 6}),
            new Row(
                "false positives of the base",
                new int[] {3, 12, 0, 0},
                new int[] {900, 900, 6, 9}));
    for (Row row : rows) {
      Outcome outcome =
          Outcome.judge(
              RULES,
              null,
              new Score(20, row.customer[0], 50, row.customer[2]),
              new Score(20, row.customer[1], 50, row.customer[3]),
              new Score(1_000, row.base[0], 2_000, row.base[2]),
              new Score(1_000, row.base[1], 2_000, row.base[3]));
      assertEquals(row.said.isEmpty(), outcome.promoted(), row.said + outcome.faults());
      assertTrue(outcome.promoted() || outcome.faults().get(0).startsWith(row.said), row.said);
    }
    assertEquals(7, rows.size());
  }

  @Test
  void the_figures_are_shown() {
    Outcome outcome =
        Outcome.judge(
            RULES,
            null,
            new Score(20, 3, 50, 0),
            new Score(20, 12, 50, 1),
            new Score(1_000, 900, 2_000, 6),
            new Score(1_000, 901, 2_000, 5));
    assertTrue(
        outcome
            .markdown()
            .contains("| held out of the customer's | 20 | 50 | 0.150 | 0.600 | 0.00 %"));
    assertTrue(outcome.markdown().contains("| of the base | 1000 | 2000 | 0.900 | 0.901 | 0.30 %"));
  }
}
