package com.modalarmor.detect.match;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Where a match may start, told from a literal. */
class BackwardWalkTest {
  private static final long SEED = 63_001L;
  private static final int MATCHES = 4_000;

  private final Map<String, Integer> literals = new HashMap<>();

  private BackwardWalk walk(String pattern) {
    Node tree = PatternParser.parse(new PatternSource("p", pattern));
    Set<CharSet> sets = new LinkedHashSet<>();
    sets.add(CharSet.WORD);
    MultiPattern.addSets(tree, sets);
    CharClasses shared = CharClasses.separating(sets);
    Map<StepTable.Steps, int[]> steps = new HashMap<>();
    PositionAutomaton automaton = new PositionAutomaton("p", tree, shared, new HashMap<>(), steps);
    List<Literal> trigger = Requirement.of(tree, 0).trigger();
    literals.clear();
    trigger.forEach(literal -> literals.put(literal.text(), literals.size()));
    return new BackwardWalk(new Surroundings(automaton, trigger, shared).backwards(steps), shared);
  }

  private static boolean find(BackwardWalk walk, int literal, String text, int at) {
    return walk.find(literal, text.toCharArray(), at, 0, at);
  }

  @Test
  void tells_where_the_only_match_may_start() {
    BackwardWalk walk = walk("\\b(show|print)\\s+(me\\s+)?(all\\s+)?the\\s+password\\b");
    int literal = literals.get("password");
    String text = "please print all the password";
    assertTrue(find(walk, literal, text, text.indexOf("password")));
    assertEquals(7, walk.startMin());
    assertEquals(7, walk.startMax());
    String other = "please bring all the password";
    assertFalse(find(walk, literal, other, other.indexOf("password")));
    assertFalse(find(walk, literal, "print the secret password", 17));
  }

  @Test
  void what_may_start_farther_away_is_not_narrowed_down() {
    BackwardWalk walk = walk("\\bforget.{0,90}\\spassword\\b");
    String text = "forget " + "x".repeat(60) + " password";
    assertTrue(find(walk, literals.get("password"), text, text.indexOf("password")));
    assertEquals(0, walk.startMin());
    assertTrue(walk.startMax() >= 0);
  }

  @Test
  void no_match_starts_elsewhere() {
    Random random = new Random(SEED);
    RandomPattern generator = new RandomPattern(random);
    int matches = 0;
    int narrow = 0;
    while (matches < MATCHES) {
      RandomPattern.Shape shape = generator.pattern();
      MultiPattern slow;
      BackwardWalk walk;
      try {
        slow =
            MultiPattern.compile(
                List.of(new PatternSource("p", shape.ours())), MatchLimits.DEFAULT, 0);
        walk = walk(shape.ours());
      } catch (PatternFault fault) {
        continue;
      }
      MatchScratch scratch = slow.newScratch();
      for (int i = 0; i < 8; i++) {
        String text = generator.text(shape);
        int hits = slow.scan(text.toCharArray(), 0, text.length(), scratch);
        for (int hit = 0; hit < hits; hit++) {
          int start = scratch.startAt(hit);
          boolean told = false;
          for (String literal : literals.keySet()) {
            int at = text.indexOf(literal, start);
            while (at >= 0 && at + literal.length() <= scratch.endAt(hit)) {
              boolean may = find(walk, literals.get(literal), text, at);
              narrow += may && walk.startMin() > 0 ? 1 : 0;
              told |= may && walk.startMin() <= start && start <= walk.startMax();
              at = text.indexOf(literal, at + 1);
            }
          }
          assertTrue(told, "seed " + SEED + " pattern " + shape.ours() + " text " + text);
          matches++;
        }
      }
    }
    assertTrue(narrow > MATCHES / 10, narrow + " of " + matches + " narrowed down");
  }

  @Test
  void finds_what_is_found_without_in_long_texts() {
    Random random = new Random(SEED + 1);
    RandomPattern generator = new RandomPattern(random);
    int matches = 0;
    while (matches < MATCHES) {
      RandomPattern.Shape shape = generator.pattern();
      MultiPattern quick;
      MultiPattern slow;
      try {
        // A gap, so that there are more places to start at than are walked as they are.
        List<PatternSource> one =
            List.of(new PatternSource("p", "(c|\\.)[^_]{0,90}[^_]{0,60}" + shape.ours()));
        quick = MultiPattern.compile(one);
        slow = MultiPattern.compile(one, MatchLimits.DEFAULT, 0);
      } catch (PatternFault fault) {
        continue;
      }
      MatchScratch first = quick.newScratch();
      MatchScratch second = slow.newScratch();
      for (int i = 0; i < 4; i++) {
        StringBuilder text = new StringBuilder();
        while (text.length() < 300) {
          text.append(generator.text(shape)).append("_ ".repeat(random.nextInt(8)));
        }
        char[] chars = text.toString().toCharArray();
        assertEquals(
            slow.scan(chars, 0, chars.length, second),
            quick.scan(chars, 0, chars.length, first),
            () -> "seed " + SEED + " pattern " + shape.ours() + " text " + text);
        for (int hit = 0; hit < first.hitCount(); hit++) {
          assertEquals(second.startAt(hit), first.startAt(hit));
          assertEquals(second.endAt(hit), first.endAt(hit));
        }
        matches += first.hitCount();
      }
    }
  }
}
