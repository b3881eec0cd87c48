package com.modalarmor.detect.match;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class LiteralAutomatonTest {
  private static final long SEED = 20_261_125;

  /** ASCII, Latin-1, and scripts whose moves are kept apart from the dense table. */
  private static final String UNITS = "ab c.é忽略忘指令забудnиىहे시\u00ad";

  @Test
  void finds_what_a_plain_search_finds_in_texts_of_mixed_scripts() {
    Random random = new Random(SEED);
    int found = 0;
    for (int round = 0; round < 300; round++) {
      Set<String> literals = new TreeSet<>();
      int count = 1 + random.nextInt(40);
      for (int i = 0; i < count; i++) {
        literals.add(text(random, 2 + random.nextInt(5)));
      }
      LiteralAutomaton automaton = new LiteralAutomaton(literals);
      String text = text(random, 900);
      List<String> expected = expected(literals, text);
      assertEquals(expected, scanned(automaton, text), "seed " + SEED + " round " + round);
      found += expected.size();
    }
    assertTrue(found > 500, "found " + found);
  }

  private static String text(Random random, int units) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < units; i++) {
      text.append(UNITS.charAt(random.nextInt(UNITS.length())));
    }
    return text.toString();
  }

  private static List<String> expected(Set<String> literals, String text) {
    List<String> found = new ArrayList<>();
    for (int last = 0; last < text.length(); last++) {
      for (String literal : literals) {
        if (text.substring(0, last + 1).endsWith(literal)) {
          found.add(last + " " + literal);
        }
      }
    }
    return found;
  }

  private static List<String> scanned(LiteralAutomaton automaton, String text) {
    LiteralPlaces places = new LiteralPlaces();
    places.reset();
    places.reserve(text.length());
    // In two pieces: the state is carried over. Each is long enough to be read at four places at
    // once.
    automaton.scan(text.toCharArray(), 0, text.length() / 2, places);
    automaton.scan(text.toCharArray(), text.length() / 2, text.length(), places);
    List<String> found = new ArrayList<>();
    for (int place = 0; place < places.count; place++) {
      for (String literal :
          new TreeSet<>(automaton.literalsAt(automaton.hitRow(places.rows[place])))) {
        found.add(places.last[place] + " " + literal);
      }
    }
    return found;
  }
}
