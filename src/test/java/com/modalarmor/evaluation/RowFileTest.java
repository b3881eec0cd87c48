package com.modalarmor.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.modalarmor.evaluation.LabelledRow.Label;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RowFileTest {

  @TempDir Path folder;

  private static List<LabelledRow> read(Path path) throws IOException {
    List<LabelledRow> rows = new ArrayList<>();
    try (RowFile file = RowFile.open(path)) {
      LabelledRow row;
      while ((row = file.next()) != null) {
        rows.add(row);
      }
      assertNull(file.next());
      assertEquals(Files.size(path), file.bytesRead());
    }
    return rows;
  }

  @Test
  void plain_and_packed_files_read_the_same() throws IOException {
    List<String> lines =
        List.of(
            Rows.row("a", "Hi 😀", "benign", "hard-benign", "en"),
            "",
            "{\"text\":\"x\",\"label\":\"attack\",\"extra\":{\"deep\":[1,2]}}",
            Rows.row("c", "How?", "attack", LabelledRow.HARMFUL_REQUEST, "de"));
    List<LabelledRow> rows = read(Rows.write(folder.resolve("s.jsonl"), lines));
    assertEquals(rows, read(Rows.pack(folder.resolve("s.jsonl.gz"), lines)));
    assertEquals(
        List.of(
            new LabelledRow(1, "a", "Hi 😀", Label.BENIGN, "hard-benign", "en", "s"),
            new LabelledRow(3, "line-3", "x", Label.ATTACK, "attack", "?", "s"),
            new LabelledRow(4, "c", "How?", Label.APART, "harmful-request", "de", "s")),
        rows);
  }

  @Test
  void a_bad_row_is_named_by_file_and_line_and_not_quoted() throws IOException {
    Map<String, String> faults =
        Map.of(
            "secret words", "JSON object",
            "{\"label\":\"attack\"}", "\"text\" must be",
            "{\"text\":\"secret words\"}", "\"label\" must be",
            "{\"text\":\"secret words\",\"label\":\"evil\"}", "\"label\" must be",
            "{\"text\":5,\"label\":\"attack\"}", "\"text\" must be",
            "{\"text\":\"a\",\"text\":\"b\",\"label\":\"attack\"}", "twice",
            "{\"text\":\"secret words\",\"label\":\"attack\",\"kind\":\"a|b\"}", "printable",
            "[1]", "object");
    int rows = 0;
    for (Map.Entry<String, String> fault : faults.entrySet()) {
      Path path =
          Rows.write(folder.resolve("bad.jsonl"), List.of(Rows.benign("1", "x"), fault.getKey()));
      String message = assertThrows(RowFault.class, () -> read(path)).getMessage();
      assertTrue(message.startsWith("bad, line 2: "), message);
      assertTrue(message.contains(fault.getValue()), message);
      assertFalse(message.contains("secret"), message);
      rows++;
    }
    assertEquals(8, rows);
  }
}
