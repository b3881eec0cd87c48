package com.modalarmor.classify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class FamilyRowsTest {

  private static List<LabelledText> rows(long seed) {
    return OwnRows.of(seed, 0.1).stream()
        .filter(row -> row.source().contains(":attack-") || row.source().contains(":family-"))
        .toList();
  }

  @Test
  void attacks_are_few_sources_and_harmless_families_one_each() {
    List<LabelledText> rows = rows(3);
    Map<String, Integer> sizes = new TreeMap<>();
    for (LabelledText row : rows) {
      assertEquals(row.source().contains(":attack-"), row.attack(), row.source());
      sizes.merge(row.source(), 1, Integer::sum);
    }
    assertEquals(
        List.of(
            "own:attack-ask",
            "own:attack-de",
            "own:attack-order",
            "own:attack-world",
            "own:attack-zh",
            "own:family-about",
            "own:family-above",
            "own:family-character",
            "own:family-chat",
            "own:family-codes",
            "own:family-de",
            "own:family-document",
            "own:family-meant",
            "own:family-prompt",
            "own:family-reply",
            "own:family-rules",
            "own:family-secret",
            "own:family-self",
            "own:family-sounds",
            "own:family-world",
            "own:family-zh"),
        List.copyOf(sizes.keySet()));
    for (int size : sizes.values()) {
      assertTrue(size >= 25, sizes.toString());
    }
    assertEquals(rows, rows(3));
  }

  @Test
  void both_labels_come_in_seventeen_languages() {
    TreeSet<String> attacks = new TreeSet<>();
    TreeSet<String> harmless = new TreeSet<>();
    rows(5).forEach(row -> (row.attack() ? attacks : harmless).add(row.lang()));
    assertEquals(
        List.of(
            "ar", "de", "en", "es", "fr", "hi", "id", "it", "ja", "ko", "nl", "pl", "pt", "ru",
            "tr", "vi", "zh"),
        List.copyOf(attacks));
    assertEquals(attacks, harmless);
  }

  @Test
  void every_symbol_is_expanded_and_rows_differ() {
    List<LabelledText> rows = rows(4);
    for (LabelledText row : rows) {
      assertTrue(
          !row.text().matches("(?s).*[{](#|[A-Z]{1,10}|zh[.].*|de[.].*|[A-Z][.].*)[}].*"),
          row.text());
    }
    long different = new TreeSet<>(rows.stream().map(LabelledText::text).toList()).size();
    assertTrue(different > 0.75 * rows.size(), different + " of " + rows.size());
  }
}
