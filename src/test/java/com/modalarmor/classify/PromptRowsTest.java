package com.modalarmor.classify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class PromptRowsTest {

  private static final double SCALE = 0.1;

  private static List<LabelledText> rows(long seed) {
    return OwnRows.of(seed, SCALE).stream()
        .filter(row -> row.source().contains(":") && !row.source().contains("-"))
        .toList();
  }

  @Test
  void families_are_whole_and_the_same_for_a_seed() {
    List<LabelledText> rows = rows(3);
    Map<String, Integer> sizes = new TreeMap<>();
    for (LabelledText row : rows) {
      sizes.merge(row.source() + (row.attack() ? " attack" : ""), 1, Integer::sum);
    }
    assertEquals(
        Map.ofEntries(
            Map.entry("own:agent", 120),
            Map.entry("own:attacks attack", 420),
            Map.entry("own:chat", 100),
            Map.entry("own:contact", 100),
            Map.entry("own:code", 60),
            Map.entry("own:document", 150),
            Map.entry("own:game", 80),
            Map.entry("own:json", 60),
            Map.entry("own:mail", 60),
            Map.entry("own:persona", 250),
            Map.entry("own:power", 250),
            Map.entry("own:sounds", 100),
            Map.entry("own:stub", 60),
            Map.entry("own:table", 60),
            Map.entry("own:trigger", 120)),
        sizes);
    assertEquals(rows, rows(3));
  }

  @Test
  void every_symbol_is_expanded_and_rows_differ() {
    List<LabelledText> rows = rows(4);
    for (LabelledText row : rows) {
      for (String symbol :
          List.of(
              "{LIMIT",
              "{MAKE",
              "{ROLE",
              "{TOPIC",
              "{BADLY",
              "{N}",
              "{#}",
              "{ADDRESS",
              "{NUMBER")) {
        assertTrue(!row.text().contains(symbol), row.text());
      }
    }
    long different = new TreeSet<>(rows.stream().map(LabelledText::text).toList()).size();
    assertEquals(1_990, rows.size());
    assertTrue(different > 1_300, "different: " + different);
  }
}
