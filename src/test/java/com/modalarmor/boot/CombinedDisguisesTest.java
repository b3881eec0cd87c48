package com.modalarmor.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.modalarmor.chat.Trust;
import com.modalarmor.evaluation.AttackScorer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What is found plain is found in two disguises at once, too, and what is harmless stays so. */
class CombinedDisguisesTest {

  private static final int ROWS = 50;

  /** Attacks that a disguise may cost. */
  private static final int LOST_MAX = 3;

  /** Harmless texts that it may make suspicious: strings in strings look like code. */
  private static final int FLAGGED_MAX = 2;

  private final AttackScorer scorer =
      new AttackScorer(
          Policies.packaged(Policies.detectors(Path.of(""), Path.of(""))).plan(), Trust.USER);

  private static List<String> rows(String file) throws IOException {
    try (InputStream in = CombinedDisguisesTest.class.getResourceAsStream(file)) {
      List<String> rows = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
      assertEquals(ROWS, rows.size());
      return rows;
    }
  }

  private int flagged(List<String> rows, UnaryOperator<String> disguise) {
    int flagged = 0;
    for (String row : rows) {
      flagged += AttackScorer.flags(scorer.score(disguise.apply(row))) ? 1 : 0;
    }
    return flagged;
  }

  @Test
  void disguises_inside_disguises_hide_nothing_and_taint_nothing() throws IOException {
    List<String> attacks = rows("combined-attacks.txt");
    List<String> harmless = rows("combined-harmless.txt");
    int plain = flagged(attacks, text -> text);
    assertTrue(plain >= 45, "found plain: " + plain);
    assertEquals(0, flagged(harmless, text -> text));
    Map<String, UnaryOperator<String>> disguises = CombinedDisguises.all();
    List<String> faults = new ArrayList<>();
    disguises.forEach(
        (name, disguise) -> {
          int found = flagged(attacks, disguise);
          int tainted = flagged(harmless, disguise);
          if (found < plain - LOST_MAX || tainted > FLAGGED_MAX) {
            faults.add(name + ": found " + found + ", harmless flagged " + tainted);
          }
        });
    assertEquals(List.of(), faults);
    assertEquals(48, disguises.size());
  }
}
