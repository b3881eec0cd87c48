package com.modalarmor.detect.match;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class PatternFaultTest {
  /** A faulty pattern, where the fault is, and a part of what should be said of it. */
  private record Row(String regex, int offset, String expected) {}

  private static final List<Row> ROWS =
      List.of(
          new Row("", 0, "a literal of at least 2"),
          new Row("a", 0, "a literal of at least 2"),
          new Row("\\d+\\s", 0, "a literal of at least 2"),
          new Row("(ab|\\d+)", 0, "a literal of at least 2"),
          new Row("(abc)?", 0, "a literal of at least 2"),
          new Row("ab)", 2, "write \\)"),
          new Row("ab(cd", 2, "expected ) to close"),
          new Row("ab(?=cd)", 4, "expected : after (?"),
          new Row("ab(?i)", 4, "expected : after (?"),
          new Row("*ab", 0, "something to repeat"),
          new Row("ab|+", 3, "something to repeat"),
          new Row("{2}ab", 0, "something to repeat"),
          new Row("ab*?", 3, "one quantifier only"),
          new Row("ab++", 3, "one quantifier only"),
          new Row("ab^*", 3, "consumes text before a quantifier"),
          new Row("ab()?", 4, "consumes text before a quantifier"),
          new Row("ab{2,}", 5, "expected a number"),
          new Row("ab{x}", 3, "expected a number"),
          new Row("ab{2", 4, "expected } to close"),
          new Row("ab{0}", 3, "n from 1 to 256"),
          new Row("ab{3,2}", 3, "n from 1 to 256"),
          new Row("ab{1,257}", 3, "n from 1 to 256"),
          new Row("ab{99999999999}", 3, "n from 1 to 256"),
          new Row("ab]", 2, "expected \\]"),
          new Row("ab}", 2, "expected \\}"),
          new Row("ab\\", 2, "a character after \\"),
          new Row("ab\\q", 2, "punctuation after \\"),
          new Row("ab\\1", 2, "punctuation after \\"),
          new Row("ab\\xg0", 4, "2 hexadecimal digits"),
          new Row("ab\\u12", 4, "4 hexadecimal digits"),
          new Row("ab[", 2, "] to close the class"),
          new Row("ab[]", 2, "at least one character in the class"),
          new Row("ab[z-a]", 3, "from a lower to a higher"),
          new Row("ab[\\d-z]", 3, "from a lower to a higher"),
          new Row("ab[a[b]]", 4, "expected \\["),
          new Row("ab[\ud83d\ude00]", 3, "a single UTF-16 unit"),
          new Row("ab[^\\s\\S]", 2, "some character can match"),
          new Row("ab[\\b]", 3, "punctuation after \\"),
          new Row("ab" + ".{256}".repeat(16), 0, "at most 4096 units"),
          new Row("ab((cd*)*)*", 10, "at most 4096 units"),
          new Row("(".repeat(33) + "ab" + ")".repeat(33), 32, "at most 32 nested groups"),
          new Row("ab(" + "x|".repeat(200) + "x){30}", 0, "at most 4096 positions"),
          new Row("ab(" + "x?".repeat(256) + "){16}", 0, "at most 4096 units"),
          new Row("a".repeat(9_000), 8_192, "at most 8192 characters"));

  @Test
  void names_the_pattern_the_place_and_what_was_expected() {
    int rows = 0;
    for (Row row : ROWS) {
      PatternFault fault =
          assertThrows(
              PatternFault.class,
              () ->
                  MultiPattern.compile(
                      List.of(
                          new PatternSource("fine", "ab"),
                          new PatternSource("sig-7", row.regex()))),
              row.regex());
      assertEquals("sig-7", fault.patternId());
      assertEquals(row.offset(), fault.offset(), row.regex() + ": " + fault.getMessage());
      assertTrue(
          fault.getMessage().startsWith("pattern sig-7, offset " + row.offset() + ": expected"),
          fault.getMessage());
      assertTrue(fault.getMessage().contains(row.expected()), fault.getMessage());
      rows++;
    }
    assertEquals(44, rows);
  }

  @Test
  void a_pattern_whose_steps_explode_is_refused() {
    String many = "(?:" + "(a|b|c|d)?".repeat(100) + "){2}";
    PatternFault fault =
        assertThrows(
            PatternFault.class,
            () ->
                MultiPattern.compile(List.of(new PatternSource("wide", "xyz(?:" + many + "){2}"))));
    assertTrue(fault.getMessage().contains("steps between positions"), fault.getMessage());
  }
}
