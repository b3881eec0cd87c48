package com.modalarmor.detect.match;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The engine against the JDK's regular expressions, on random patterns and texts. */
class MultiPatternPropertyTest {
  private static final long SEED = 20240607L;
  private static final int PAIRS = 8_000;

  @Test
  void finds_exactly_the_leftmost_longest_matches_of_random_patterns() {
    Random random = new Random(SEED);
    RandomPattern generator = new RandomPattern(random);
    int pairs = 0;
    int matching = 0;
    int without = 0;
    int slow = 0;
    while (pairs < PAIRS) {
      RandomPattern.Shape shape = generator.pattern();
      MultiPattern engine;
      try {
        engine = MultiPattern.compile(List.of(new PatternSource("p", shape.ours())));
      } catch (PatternFault fault) {
        assertTrue(explained(fault), () -> fault + " for " + shape.ours());
        without++;
        continue;
      }
      MatchScratch scratch = engine.newScratch();
      for (int i = 0; i < 4; i++) {
        String text = generator.text(shape);
        List<String> expected =
            MatchOracle.spans(shape.javas(), text, MatchLimits.DEFAULT.hitsPerPatternMax());
        if (expected == null) {
          slow++;
          continue;
        }
        List<String> actual = spans(engine, scratch, text, 0);
        assertEquals(
            expected, actual, () -> "seed " + SEED + " pattern " + shape.ours() + " text " + text);
        pairs++;
        matching += actual.isEmpty() ? 0 : 1;
      }
    }
    assertTrue(matching > PAIRS / 4, "only " + matching + " pairs match");
    assertTrue(slow < PAIRS / 4, "the oracle gave up on " + slow);
    assertTrue(without < PAIRS / 4, without + " patterns have no literal");
  }

  @Test
  void finds_the_same_with_many_patterns_as_with_each_alone() {
    Random random = new Random(SEED + 1);
    RandomPattern generator = new RandomPattern(random);
    int texts = 0;
    int compared = 0;
    for (int round = 0; round < 40; round++) {
      List<RandomPattern.Shape> shapes = new ArrayList<>();
      List<PatternSource> sources = new ArrayList<>();
      while (shapes.size() < 20) {
        RandomPattern.Shape shape = generator.pattern();
        PatternSource source = new PatternSource("p" + shapes.size(), shape.ours());
        try {
          MultiPattern.compile(List.of(source));
        } catch (PatternFault fault) {
          continue;
        }
        shapes.add(shape);
        sources.add(source);
      }
      MultiPattern engine = MultiPattern.compile(sources);
      MatchScratch scratch = engine.newScratch();
      for (int i = 0; i < 10; i++) {
        String text = generator.text(shapes.toArray(new RandomPattern.Shape[0]));
        scan(engine, scratch, text);
        for (int pattern = 0; pattern < shapes.size(); pattern++) {
          RandomPattern.Shape shape = shapes.get(pattern);
          List<String> expected =
              MatchOracle.spans(shape.javas(), text, MatchLimits.DEFAULT.hitsPerPatternMax());
          if (expected == null) {
            continue;
          }
          assertEquals(
              expected,
              spansOf(scratch, pattern),
              () -> "seed " + (SEED + 1) + " pattern " + shape.ours() + " text " + text);
          compared++;
        }
        texts++;
      }
    }
    assertEquals(400, texts);
    assertTrue(compared > 7_000, "only " + compared + " of 8000 compared");
  }

  private static boolean explained(PatternFault fault) {
    return fault.getMessage().contains("expected a literal of at least")
        || fault.getMessage().contains("expected something that consumes text")
        || fault.getMessage().contains("expected matches of at most")
        || fault.getMessage().contains("expected a repetition of at most");
  }

  static void scan(MultiPattern engine, MatchScratch scratch, String text) {
    char[] units = ("x" + text + "y").toCharArray();
    engine.scan(units, 1, units.length - 1, scratch);
    assertFalse(scratch.truncated());
  }

  static List<String> spans(MultiPattern engine, MatchScratch scratch, String text, int pattern) {
    scan(engine, scratch, text);
    return spansOf(scratch, pattern);
  }

  /** The spans of one pattern, for a text that was scanned from place 1. */
  static List<String> spansOf(MatchScratch scratch, int pattern) {
    List<String> spans = new ArrayList<>();
    for (int i = 0; i < scratch.hitCount(); i++) {
      if (scratch.patternAt(i) == pattern) {
        spans.add((scratch.startAt(i) - 1) + "-" + (scratch.endAt(i) - 1));
      }
    }
    return spans;
  }
}
