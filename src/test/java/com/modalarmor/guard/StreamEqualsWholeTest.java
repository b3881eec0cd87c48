package com.modalarmor.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.modalarmor.guard.GuardRig.Outcome;
import com.modalarmor.guard.GuardRig.Piece;
import com.modalarmor.policy.CompiledPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Whatever the cuts, a streamed answer leaves as the whole one would, and never a piece more. */
final class StreamEqualsWholeTest {

  private static final CompiledPolicy MASKING =
      GuardRig.policy(
          "output:\n  pii: {action: redact, threshold: 0.05}\n"
              + "  url: {action: redact}\n  output: {action: flag}\n"
              + "  types: {URL: {action: redact, threshold: 0.5}}\n");
  private static final GuardPlan PLAN = GuardRig.plan(MASKING, null);

  private static final int CASES = Integer.getInteger("streamCases", 4_000);

  private static List<List<Piece>> events(List<String> pieces) {
    List<List<Piece>> events = new ArrayList<>();
    pieces.forEach(piece -> events.add(List.of(new Piece(0, false, piece))));
    return events;
  }

  @Test
  void any_cutting_of_any_text_gives_what_the_whole_gives() {
    AtomicInteger found = new AtomicInteger();
    GuardRig.eachSeed(
        Long.getLong("streamSeed", 1),
        CASES,
        seed -> {
          Random random = new Random(seed);
          String text = new RandomAnswer(random).text(1 + random.nextInt(40));
          List<List<Piece>> events = events(GuardRig.cut(text, random, 1 + random.nextInt(24)));
          Outcome whole = GuardRig.whole(PLAN, List.of(List.of(new Piece(0, false, text))));
          Outcome streamed = GuardRig.stream(PLAN, events);
          String why = "seed " + seed + ": " + text;
          assertEquals(whole.texts(), streamed.texts(), why);
          assertEquals(whole.findings(), streamed.findings(), why);
          assertEquals(whole.verdict().decision(), streamed.verdict().decision(), why);
          String all = whole.texts().getOrDefault(0, "");
          for (String step : streamed.steps()) {
            assertTrue(all.startsWith(step), why + "\nleft: " + step);
          }
          found.addAndGet(whole.findings().size());
        });
    assertTrue(found.get() > CASES, "the texts hold too little: " + found);
  }

  @Test
  void every_cut_in_two_of_two_hundred_texts_gives_what_the_whole_gives() {
    int texts = 0;
    int cuts = 0;
    for (long seed = 900_001; seed <= 900_200; seed++) {
      String text = new RandomAnswer(new Random(seed)).text(8);
      Outcome whole = GuardRig.whole(PLAN, List.of(List.of(new Piece(0, false, text))));
      for (int cut = 0; cut <= text.length(); cut++) {
        if (cut > 0 && cut < text.length() && Character.isLowSurrogate(text.charAt(cut))) {
          continue;
        }
        Outcome streamed =
            GuardRig.stream(PLAN, events(List.of(text.substring(0, cut), text.substring(cut))));
        String why = "seed " + seed + ", cut at " + cut + ": " + text;
        assertEquals(whole.texts(), streamed.texts(), why);
        assertEquals(whole.findings(), streamed.findings(), why);
        cuts++;
      }
      texts++;
    }
    assertEquals(200, texts);
    assertTrue(cuts > 10_000, "cuts: " + cuts);
  }

  @Test
  void no_more_is_held_back_than_what_is_open_in_the_whole_text_so_far() {
    GuardRig.eachSeed(
        500_001,
        500,
        seed -> {
          Random random = new Random(seed);
          String text = new RandomAnswer(random).text(1 + random.nextInt(30));
          List<String> pieces = GuardRig.cut(text, random, 1 + random.nextInt(24));
          String all = GuardRig.whole(PLAN, events(List.of(text))).texts().getOrDefault(0, "");
          StringBuilder come = new StringBuilder();
          List<String> steps = GuardRig.stream(PLAN, events(pieces)).steps();
          for (int i = 0; i < steps.size() - 1; i++) {
            come.append(pieces.get(i));
            String soFar = come.toString();
            int open = soFar.length() - GuardRig.settled(soFar, MASKING.plan(), null);
            // What is open has not left; all the rest has, masked.
            Outcome settled =
                GuardRig.whole(PLAN, events(List.of(soFar.substring(0, soFar.length() - open))));
            int least = settled.texts().getOrDefault(0, "").length();
            String why = "seed " + seed + ", step " + i + ": " + soFar;
            assertTrue(all.startsWith(steps.get(i)), why);
            assertTrue(steps.get(i).length() >= least - 64, why + "\nleft: " + steps.get(i));
          }
        });
  }

  @Test
  void prose_flows_under_the_shipped_detectors() {
    GuardPlan shipped = GuardRig.plan(GuardRig.policy("canary: off\n"), null);
    String text = "The report is ready and the team has finished its work on time. Good morning, ";
    List<String> pieces = List.of(text, "all is well and nothing is left to do today. ", "Bye.");
    List<String> steps = GuardRig.stream(shipped, events(pieces)).steps();
    assertTrue(steps.get(0).length() > text.length() - 16, "left: " + steps.get(0));
    assertTrue(steps.get(1).length() > text.length() + 24, "left: " + steps.get(1));
  }

  @Test
  void candidates_and_thoughts_run_side_by_side() {
    GuardRig.eachSeed(
        700_001,
        1_000,
        seed -> {
          Random random = new Random(seed);
          List<List<Piece>> lanes = new ArrayList<>();
          for (int lane = 0; lane < 4; lane++) {
            List<Piece> pieces = new ArrayList<>();
            for (String cut : GuardRig.cut(new RandomAnswer(random).text(12), random, 20)) {
              pieces.add(new Piece(lane / 2, lane % 2 == 1, cut));
            }
            lanes.add(pieces);
          }
          List<List<Piece>> events = new ArrayList<>();
          while (lanes.stream().anyMatch(lane -> !lane.isEmpty())) {
            List<Piece> event = new ArrayList<>();
            for (List<Piece> lane : lanes) {
              for (int n = random.nextInt(3); n > 0 && !lane.isEmpty(); n--) {
                event.add(lane.remove(0));
              }
            }
            events.add(event);
          }
          Outcome whole = GuardRig.whole(PLAN, events);
          Outcome streamed = GuardRig.stream(PLAN, events);
          assertEquals(whole.texts(), streamed.texts(), "seed " + seed);
          assertEquals(whole.findings(), streamed.findings(), "seed " + seed);
        });
  }

  @Test
  void what_is_taken_out_for_a_place_is_the_same_in_pieces() {
    int cases = 0;
    for (String place : List.of("html", "markdown", "terminal", "json")) {
      CompiledPolicy policy =
          GuardRig.policy(
              "answers: {render: "
                  + place
                  + "}\noutput:\n  url: {action: flag}\n  output: {action: flag}\n");
      GuardPlan plan = GuardRig.plan(policy, null);
      for (long seed = 300_001; seed <= 300_500; seed++) {
        Random random = new Random(seed);
        String text = new RandomAnswer(random).text(20);
        Outcome whole = GuardRig.whole(plan, events(List.of(text)));
        Outcome streamed = GuardRig.stream(plan, events(GuardRig.cut(text, random, 12)));
        assertEquals(whole.texts(), streamed.texts(), place + ", seed " + seed + ": " + text);
        cases++;
      }
    }
    assertEquals(2_000, cases);
  }

  @Test
  void a_block_ends_the_text_where_the_forbidden_value_begins() {
    CompiledPolicy strict =
        GuardRig.policy(
            "output:\n  pii: {action: redact}\n  url: {action: flag}\n  output: {action: flag}\n"
                + "  types: {CREDIT_CARD: {action: block, threshold: 0.5}}\n");
    GuardPlan plan = GuardRig.plan(strict, null);
    AtomicInteger blocked = new AtomicInteger();
    GuardRig.eachSeed(
        800_001,
        2_000,
        seed -> {
          Random random = new Random(seed);
          String text = new RandomAnswer(random).text(20);
          Outcome first = GuardRig.stream(plan, events(List.of(text)));
          Outcome streamed = GuardRig.stream(plan, events(GuardRig.cut(text, random, 12)));
          assertEquals(first.texts(), streamed.texts(), "seed " + seed);
          assertEquals(first.findings(), streamed.findings(), "seed " + seed);
          Outcome whole = GuardRig.whole(plan, events(List.of(text)));
          assertEquals(whole.verdict().blocked(), streamed.verdict().blocked(), "seed " + seed);
          if (streamed.verdict().blocked()) {
            blocked.incrementAndGet();
            int card = streamed.verdict().reason().start();
            String before =
                GuardRig.whole(PLAN_OF(strict), events(List.of(text.substring(0, card))))
                    .texts()
                    .getOrDefault(0, "");
            assertFalse(streamed.texts().getOrDefault(0, "").length() > before.length() + 64);
          }
        });
    assertTrue(blocked.get() > 200, "blocked: " + blocked);
  }

  private static GuardPlan PLAN_OF(CompiledPolicy policy) {
    return GuardRig.plan(policy, null);
  }
}
