package com.modalarmor.detect.match;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What may stand beside a literal. */
class SurroundingsTest {
  private static final long SEED = 77_001L;

  private static final String PATTERN =
      "\\b(first|\\w+)\\s+(letter|\\w+\\s+letters)\\s+of\\s+(the|your)\\s+(secret|password)\\b";

  private record Row(String before, String literal, String after, boolean fits) {}

  private static final List<Row> ROWS =
      List.of(
          new Row("first letter of the ", "secret", " now", true),
          new Row("of your  ", "secret", "", true),
          new Row("of your\u00A0", "secret", ".", true),
          new Row("", "secret", "", true),
          new Row("r ", "password", "", true),
          new Row("of a ", "secret", "", false),
          new Row("of our", "secret", "", false),
          new Row("ignore the1 ", "secret", "", false),
          new Row("secret ", "password", "", false),
          // A word like any other, but each match holds one that is spelled, too.
          new Row("first ", "secret", " letters of the ", false));

  @Test
  void a_literal_fits_only_where_its_neighbours_may_be_a_match_s() {
    Node tree = PatternParser.parse(new PatternSource("p", PATTERN));
    Set<CharSet> sets = new LinkedHashSet<>();
    sets.add(CharSet.WORD);
    MultiPattern.addSets(tree, sets);
    CharClasses shared = CharClasses.separating(sets);
    PositionAutomaton automaton =
        new PositionAutomaton("p", tree, shared, new HashMap<>(), new HashMap<>());
    List<Literal> trigger = Requirement.of(tree, 0).trigger();
    Surroundings surroundings = new Surroundings(automaton, trigger, shared);
    int rows = 0;
    for (Row row : ROWS) {
      List<String> literals = trigger.stream().map(Literal::text).toList();
      long[] own = surroundings.row(literals.indexOf(row.literal()));
      char[] text = (row.before() + row.literal() + row.after()).toCharArray();
      int start = row.before().length();
      int end = start + row.literal().length();
      assertEquals(
          row.fits(),
          Surroundings.fit(own, 0, text, 0, text.length, start, end),
          () -> row + " among " + literals);
      rows++;
    }
    assertEquals(10, rows);
  }

  @Test
  void whatever_a_match_holds_fits() {
    Random random = new Random(SEED);
    RandomPattern generator = new RandomPattern(random);
    int matches = 0;
    long quickWork = 0;
    long slowWork = 0;
    while (matches < 3_000) {
      RandomPattern.Shape shape = generator.pattern();
      MultiPattern quick;
      MultiPattern slow;
      try {
        List<PatternSource> one = List.of(new PatternSource("p", shape.ours()));
        quick = MultiPattern.compile(one);
        slow = MultiPattern.compile(one, MatchLimits.DEFAULT, 0);
      } catch (PatternFault fault) {
        continue;
      }
      MatchScratch first = quick.newScratch();
      MatchScratch second = slow.newScratch();
      for (int i = 0; i < 8; i++) {
        char[] text = generator.text(shape).toCharArray();
        assertEquals(
            slow.scan(text, 0, text.length, second),
            quick.scan(text, 0, text.length, first),
            () -> "seed " + SEED + " pattern " + shape.ours() + " text " + new String(text));
        for (int hit = 0; hit < first.hitCount(); hit++) {
          assertEquals(second.startAt(hit), first.startAt(hit));
          assertEquals(second.endAt(hit), first.endAt(hit));
        }
        quickWork += first.work();
        slowWork += second.work();
        matches += first.hitCount();
      }
    }
    assertTrue(quickWork < slowWork, quickWork + " steps of " + slowWork);
  }
}
