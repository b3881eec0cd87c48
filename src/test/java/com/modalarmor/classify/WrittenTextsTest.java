package com.modalarmor.classify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WrittenTextsTest {

  @Test
  void none_is_there_twice_and_each_family_has_one_label() throws Exception {
    Set<String> ids = new HashSet<>();
    Set<String> texts = new HashSet<>();
    Map<String, Boolean> families = new HashMap<>();
    int attacks = 0;
    for (LabelledText row : WrittenTexts.packaged().rows()) {
      assertTrue(WrittenTexts.holds(row), row.id());
      assertTrue(ids.add(row.id()), row.id());
      assertTrue(texts.add(row.text().strip()), row.id());
      Boolean before = families.put(row.source(), row.attack());
      assertTrue(before == null || before == row.attack(), row.source());
      attacks += row.attack() ? 1 : 0;
    }
    assertEquals(41_686, ids.size());
    assertEquals(15_962, attacks);
  }

  @Test
  void what_measures_shares_no_text_and_no_family_with_them() throws Exception {
    Set<String> families = new HashSet<>();
    Set<String> texts = new HashSet<>();
    for (LabelledText row : WrittenTexts.packaged().rows()) {
      families.add(row.source().substring("written:".length()));
      texts.add(row.text());
    }
    int rows = 0;
    try (var files = Files.list(Path.of("src/test/resources/com/modalarmor/evaluation/written"))) {
      for (Path file : files.sorted().toList()) {
        for (LabelledText row : LabelledTexts.read(file).rows()) {
          assertFalse(families.contains(row.source()), row.source());
          assertFalse(texts.contains(row.text()), row.id());
          rows++;
        }
      }
    }
    assertEquals(11_240, rows);
    assertEquals(1_116, families.size());
  }

  @Test
  void rows_of_others_are_not_taken_for_them() {
    assertFalse(WrittenTexts.holds(new LabelledText("1", "hello", false, "benign", "en", "x")));
  }
}
