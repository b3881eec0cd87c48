package com.modalarmor.detect.match;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Several engines over one pass for literals find what each finds by itself. */
class SharedLiteralsTest {
  private static final long SEED = 20_261_126L;

  @Test
  void engines_that_share_find_what_each_finds_alone() {
    Random random = new Random(SEED);
    RandomPattern generator = new RandomPattern(random);
    int found = 0;
    int texts = 0;
    for (int round = 0; round < 30; round++) {
      List<RandomPattern.Shape> shapes = new ArrayList<>();
      List<MultiPattern> engines = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        engines.add(engine(generator, shapes, 1 + random.nextInt(10)));
      }
      SharedLiterals.Places places = new SharedLiterals(engines).newPlaces();
      for (int i = 0; i < 6; i++) {
        // From a few units, read one by one, to several stretches.
        StringBuilder text = new StringBuilder();
        int length = i < 3 ? 1 + random.nextInt(80) : 300 + random.nextInt(6_000);
        while (text.length() < length) {
          text.append(generator.text(shapes.toArray(new RandomPattern.Shape[0]))).append(' ');
        }
        char[] units = text.toString().toCharArray();
        places.read(units, units.length);
        for (MultiPattern engine : engines) {
          MatchScratch alone = engine.newScratch();
          MatchScratch together = engine.newScratch();
          engine.scan(units, 0, units.length, alone);
          engine.scan(units, units.length, together, places);
          assertEquals(hits(alone), hits(together), "seed " + SEED + " round " + round);
          found += alone.hitCount();
        }
        texts++;
      }
    }
    assertEquals(180, texts);
    assertTrue(found > 1_000, "only " + found);
  }

  @Test
  void an_engine_that_does_not_share_is_refused() {
    MultiPattern one = MultiPattern.compile(List.of(new PatternSource("a", "alpha")));
    MultiPattern other = MultiPattern.compile(List.of(new PatternSource("b", "beta")));
    SharedLiterals.Places places = new SharedLiterals(List.of(one)).newPlaces();
    assertThrows(
        IllegalArgumentException.class,
        () -> other.scan(new char[4], 4, other.newScratch(), places));
  }

  @Test
  void some_patterns_of_a_list_find_what_they_found_in_it() {
    MultiPattern all =
        MultiPattern.compile(
            List.of(
                new PatternSource("a", "alpha"),
                new PatternSource("b", "beta"),
                new PatternSource("c", "gamma")));
    MultiPattern some = all.only(new int[] {2, 0});
    char[] text = "alpha beta gamma".toCharArray();
    MatchScratch scratch = some.newScratch();
    assertEquals(2, some.scan(text, 0, text.length, scratch));
    assertEquals("c", some.idOf(0));
    assertEquals("a", some.idOf(1));
    MultiPattern none = all.only(new int[0]);
    assertEquals(0, none.scan(text, 0, text.length, none.newScratch()));
  }

  private static MultiPattern engine(
      RandomPattern generator, List<RandomPattern.Shape> shapes, int count) {
    List<PatternSource> sources = new ArrayList<>();
    while (sources.size() < count) {
      RandomPattern.Shape shape = generator.pattern();
      PatternSource source = new PatternSource("p" + sources.size(), shape.ours());
      try {
        MultiPattern.compile(List.of(source));
      } catch (PatternFault fault) {
        continue;
      }
      shapes.add(shape);
      sources.add(source);
    }
    return MultiPattern.compile(sources);
  }

  private static List<String> hits(MatchScratch scratch) {
    List<String> hits = new ArrayList<>();
    for (int i = 0; i < scratch.hitCount(); i++) {
      hits.add(scratch.patternAt(i) + " " + scratch.startAt(i) + "-" + scratch.endAt(i));
    }
    hits.add("truncated " + scratch.truncated());
    return hits;
  }
}
