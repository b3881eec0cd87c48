package com.modalarmor.detect.match;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Shapes against the regular expressions of the JDK, whose longest match is looked for end by end.
 */
class ShapeSetTest {

  private static final String[] REGEXES = {
    "\\b\\d{3}[\\- .]\\d{2}[\\- .]\\d{4}\\b",
    "\\b(\\d[ _]?){5}\\b",
    "[a-z]{1,3}-[a-z]{1,2}[\\- ]\\d{1,4}[eh]?",
    "(\\d{1,2}|a\\d{3}|ab)(-\\d)?",
    "\\b(0[1-9]|1[0-2])/(\\d{4}|\\d{2})\\b",
    "a{0,3}b?\\d{2,4}",
    "\\Ba\\d"
  };
  private static final String ALPHABET = "0123459ab eh-./_";

  private static ShapeSet compile(String... regexes) {
    return ShapeSet.compile(
        Stream.of(regexes)
            .map(regex -> new ShapeSource(regex, regex, false, false, "", ""))
            .toList());
  }

  @Test
  void the_longest_match_is_that_of_the_jdk() {
    ShapeSet shapes = compile(REGEXES);
    long seed = 3;
    Random random = new Random(seed);
    int matches = 0;
    for (int round = 0; round < 20_000; round++) {
      StringBuilder builder = new StringBuilder();
      for (int i = random.nextInt(16); i > 0; i--) {
        builder.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
      }
      String text = builder.toString();
      int shape = random.nextInt(REGEXES.length);
      int from = random.nextInt(text.length() + 1);
      int found = shapes.match(shape, text.toCharArray(), text.length(), from);
      int expected = longest(REGEXES[shape], text, from);
      assertEquals(
          expected, found, "seed " + seed + " " + REGEXES[shape] + " at " + from + " of " + text);
      matches += found > from ? 1 : 0;
    }
    assertTrue(matches > 1_000, "matches " + matches);
  }

  private static int longest(String regex, String text, int from) {
    Matcher matcher = Pattern.compile(regex).matcher(text);
    matcher.useTransparentBounds(true).useAnchoringBounds(false);
    for (int end = text.length(); end >= from; end--) {
      if (matcher.region(from, end).matches()) {
        return end;
      }
    }
    return -1;
  }

  @Test
  void what_may_not_stand_around_a_match_refuses_it() {
    ShapeSet shapes =
        ShapeSet.compile(
            List.of(new ShapeSource("x", "\\d{2,3}", false, false, "[\\w\\-]", "[a-z]")));
    assertEquals(3, shapes.match(0, "123 ".toCharArray(), 4, 0));
    assertEquals(-1, shapes.match(0, "-12".toCharArray(), 3, 1));
    assertEquals(2, shapes.match(0, "123a".toCharArray(), 4, 0), "a shorter one that fits");
  }

  @Test
  void a_shape_is_open_as_long_as_more_could_make_it_longer() {
    ShapeSet shapes = compile("\\b\\d{3}-\\d{2}\\b");
    assertTrue(shapes.open(0, "123-4".toCharArray(), 0, 5));
    assertTrue(!shapes.open(0, "123 4".toCharArray(), 0, 5));
    assertTrue(!shapes.open(0, "a123-4".toCharArray(), 1, 6), "no boundary before it");
  }

  @Test
  void letters_of_both_cases_and_scripts_without_spaces() {
    ShapeSet shapes =
        ShapeSet.compile(
            List.of(
                new ShapeSource("any", "\\bAB\\d\\b", true, false, "", ""),
                new ShapeSource("beside", "\\b\\d{2}\\b", false, true, "", "")));
    assertEquals(3, shapes.match(0, "aB1".toCharArray(), 3, 0));
    assertEquals(3, shapes.match(1, "号12号".toCharArray(), 4, 1));
  }

  @Test
  void a_wrong_pattern_is_named() {
    assertThrows(PatternFault.class, () -> compile("(\\d"));
    assertThrows(
        PatternFault.class,
        () -> ShapeSet.compile(List.of(new ShapeSource("x", "\\d", false, false, "ab", ""))));
  }
}
