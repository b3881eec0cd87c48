package com.modalarmor.detect.match;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class LiteralAutomatonTest {
  private static final long SEED = 77L;

  /** Each literal is a pattern, so the hits are the literals' own occurrences. */
  @Test
  void finds_every_literal_that_a_naive_search_finds() {
    Random random = new Random(SEED);
    int found = 0;
    for (int round = 0; round < 500; round++) {
      Set<String> literals = new LinkedHashSet<>();
      for (int i = 0; i < 1 + random.nextInt(30); i++) {
        literals.add(word(random, 2 + random.nextInt(5)));
      }
      List<PatternSource> sources = new ArrayList<>();
      for (String literal : literals) {
        sources.add(new PatternSource(literal, literal));
      }
      MultiPattern engine = MultiPattern.compile(sources, new MatchLimits(1_000, 1 << 20));
      MatchScratch scratch = engine.newScratch();
      String text = word(random, 200);
      engine.scan(text.toCharArray(), 0, text.length(), scratch);
      Set<String> actual = new TreeSet<>();
      for (int i = 0; i < scratch.hitCount(); i++) {
        actual.add(engine.idOf(scratch.patternAt(i)) + "@" + scratch.startAt(i));
        assertEquals(
            engine.idOf(scratch.patternAt(i)),
            text.substring(scratch.startAt(i), scratch.endAt(i)));
      }
      assertEquals(naive(literals, text), actual, "seed " + SEED + " round " + round);
      found += actual.size();
    }
    assertTrue(found > 5_000, "only " + found + " occurrences");
  }

  private static Set<String> naive(Set<String> literals, String text) {
    Set<String> found = new TreeSet<>();
    for (String literal : literals) {
      int place = text.indexOf(literal);
      while (place >= 0) {
        found.add(literal + "@" + place);
        place = text.indexOf(literal, place + literal.length());
      }
    }
    return found;
  }

  private static String word(Random random, int length) {
    StringBuilder word = new StringBuilder();
    for (int i = 0; i < length; i++) {
      word.append("abcé忽".charAt(random.nextInt(5)));
    }
    return word.toString();
  }
}
