package com.modalarmor.detect.match;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class RequiredLiteralsTest {
  /** A pattern and the literals to look for, with the units that may stand before them. */
  private record Row(String regex, String... literals) {}

  private static final List<Row> ROWS =
      List.of(
          new Row("jailbreak", "jailbreak 0-0"),
          new Row("\\bthe\\s+jailbreak", "jailbreak 4-35"),
          new Row("jailbreaks?", "jailbreak 0-0"),
          new Row("(unfiltered|uncensored)", "unfiltered 0-0", "uncensored 0-0"),
          new Row("(xyz|axyz)", "xyz 0-1"),
          new Row("(ignore|disregard)\\s+(all\\s+)?the\\s", "ignore 0-0", "disregard 0-0"),
          new Row("you\\s+(are|can)\\s+unfiltered", "unfiltered 8-70"),
          new Row("(zq){2,3}", "zqzq 0-0"),
          new Row("[ab]cdzz", "acdzz 0-0", "bcdzz 0-0"),
          new Row("\\d(kwak\\d|\\d+quux)", "kwak 1-1", "quux 2-33"),
          new Row("a\\bzq", "azq 0-0"),
          new Row("\\w?(?:kwak\\d)+", "kwak 0-1"));

  @Test
  void chooses_the_literals_that_cost_least_to_look_for() {
    int rows = 0;
    for (Row row : ROWS) {
      List<String> actual =
          RequiredLiterals.of(PatternParser.parse(new PatternSource("row", row.regex()))).stream()
              .map(found -> found.text() + " " + found.beforeMin() + "-" + found.beforeMax())
              .toList();
      assertEquals(
          List.of(row.literals()).stream().sorted().toList(),
          actual.stream().sorted().toList(),
          row.regex());
      rows++;
    }
    assertEquals(12, rows);
  }
}
