package com.modalarmor.vector.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import com.modalarmor.vector.VectorFault;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Expressions that are short as they are written and large as they are run. */
final class ExpressionTest {

  @Test
  void an_expression_that_repeats_repetitions_is_refused_before_it_is_compiled() {
    List<String> large =
        List.of(
            "((((a{30}){30}){30}){30}){30}",
            "(((((((a{9}){9}){9}){9}){9}){9}){9}){9}",
            "(\\pL{100}){100}",
            "(?:(?:[a-z]{1000}){1000})",
            "(a{999,}){99,}",
            "(\\Qa{b\\E{900}){9}",
            "([]]{500}){500}",
            "([[:alpha:]]{100}){100}",
            "(".repeat(100) + "a" + "){2}".repeat(30) + ")".repeat(70));
    for (String expression : large) {
      VectorFault fault =
          assertThrows(
              VectorFault.class,
              () -> WhereParser.document(Map.of("$regex", expression)),
              expression);
      assertEquals(VectorFault.Kind.INVALID, fault.kind());
    }
    for (String expression :
        List.of(
            "text [23]$",
            "\\d{4}-\\d{2}-\\d{2}",
            "(?i)invoice\\s+no\\.?\\s*[0-9]{1,12}",
            "a{1,}b{,3}{",
            "\\p{Greek}{3}",
            "[^\\]]{1,200}",
            "(one|two|three){1,20}")) {
      WhereParser.document(Map.of("$regex", expression));
    }
  }

  @Test
  void steps_are_never_fewer_than_the_matchers() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    String[] atoms = {
      "a", ".", "[a-z]", "[^]x]", "\\d", "\\p{L}", "(ab|c)", "(?:x)", "\\Qa(\\E", "^", "\\x{41}"
    };
    String[] repeats = {"", "", "*", "+?", "?", "{3}", "{2,7}", "{4,}", "{0}", "{0,1}"};
    int compiled = 0;
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      int open = 0;
      for (int j = random.nextInt(8); j >= 0; j--) {
        if (open < 3 && random.nextInt(4) == 0) {
          text.append('(');
          open++;
        }
        text.append(atoms[random.nextInt(atoms.length)]);
        text.append(repeats[random.nextInt(repeats.length)]);
        if (open > 0 && random.nextInt(3) == 0) {
          text.append(')').append(repeats[random.nextInt(repeats.length)]);
          open--;
        }
      }
      text.append(")".repeat(open));
      String expression = text.toString();
      long steps = Expression.steps(expression);
      if (steps > 5_000) {
        continue;
      }
      try {
        int size = Pattern.compile(expression).programSize();
        compiled++;
        assertTrue(
            size <= 3 * steps + 3,
            () -> "seed " + seed + ": " + expression + " has " + size + ", counted " + steps);
      } catch (PatternSyntaxException e) {
        // not an expression at all
      }
    }
    assertTrue(compiled > 5_000, "compiled: " + compiled);
  }
}
