package com.modalarmor.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.modalarmor.chat.Direction;
import com.modalarmor.classify.ModelFile;
import com.modalarmor.evaluation.LabelledRow;
import com.modalarmor.evaluation.RowFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Where the network is not asked, it could not have made an attack of the text. */
class NetworkGateTest {

  /**
   * Rows of the packaged signatures, attacks and their harmless look-alikes, and written texts,
   * alone and in pairs.
   */
  private static List<String> texts() throws IOException {
    List<String> rows = new ArrayList<>();
    try (var files = Files.list(Path.of("conf", "signatures"))) {
      for (Path file : files.sorted().toList()) {
        for (String line : Files.readAllLines(file)) {
          String row = line.strip();
          if (row.startsWith("match: '") || row.startsWith("benign: '")) {
            rows.add(row.substring(row.indexOf('\'') + 1, row.length() - 1).replace("''", "'"));
          }
        }
      }
    }
    try (RowFile written =
        RowFile.open(
            Path.of(
                "src/test/resources/com/modalarmor/evaluation/written/harmless-forms.jsonl.gz"))) {
      for (LabelledRow row = written.next(); row != null; row = written.next()) {
        rows.add(row.text());
      }
    }
    List<String> texts = new ArrayList<>(rows);
    for (int i = 0; i < rows.size(); i++) {
      texts.add(rows.get(i) + "\n" + rows.get((i * 7 + 3) % rows.size()));
    }
    return texts;
  }

  @Test
  void verdicts_are_those_of_the_whole_reading_and_hints_come_when_asked_for() throws IOException {
    ScanPlan plan =
        new ScanPlan(List.of(new ModelDetector(ModelFile.packaged()))).only(Set.of("model"));
    Scanner scanner = new Scanner();
    int rows = 0;
    int spared = 0;
    int attacks = 0;
    for (String text : texts()) {
      var document = AttackScan.document(text);
      ScanResult gated = scanner.scan(document, plan, Direction.INPUT);
      ScanResult hinting = scanner.scan(document, plan.hinting(), Direction.INPUT);
      ScanResult scored = scanner.scan(document, plan.scored(), Direction.INPUT);
      float full = AttackScore.of(hinting, 0);
      boolean attack = full >= AttackScore.THRESHOLD;
      assertEquals(attack, AttackScore.of(gated, 0) >= AttackScore.THRESHOLD, text);
      assertEquals(scored.findings(), hinting.findings(), text);
      if (AttackScore.of(gated, 0) != full) {
        assertTrue(AttackScore.of(gated, 0) < full, text);
        spared++;
      }
      attacks += attack ? 1 : 0;
      rows++;
    }
    assertTrue(rows > 1_500, rows + " rows");
    assertTrue(attacks > 200, attacks + " attacks");
    assertTrue(spared > 0, spared + " texts spared");
  }
}
