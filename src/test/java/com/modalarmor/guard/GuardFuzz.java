package com.modalarmor.guard;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.modalarmor.guard.GuardRig.Piece;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Looks for answers that break the guard of streams, led by coverage: {@code .ci/fuzz GuardFuzz}.
 * That a stream reads as the whole is {@link StreamEqualsWholeTest}'s; {@link GuardFuzzSeedsTest}
 * plays damaged answers in the ordinary run.
 */
class GuardFuzz {

  private static final int UNITS_MAX = 1_024;
  private static final GuardPlan PLAN = GuardRig.plan(GuardRig.policy("canary: off\n"), null);

  @FuzzTest(maxDuration = "1m")
  void any_answer_leaves_or_is_blocked(FuzzedDataProvider data) {
    int seed = data.consumeInt();
    check(data.consumeString(UNITS_MAX), new Random(seed));
  }

  /** The events of any text, cut anywhere, go through; what has left only grows. */
  static void check(String any, Random random) {
    // The JSON door lets no half of a pair in.
    String text = new String(any.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    List<List<Piece>> events = new ArrayList<>();
    for (String piece : GuardRig.cut(text, random, 1 + random.nextInt(40))) {
      events.add(List.of(new Piece(0, false, piece)));
    }
    if (events.isEmpty()) {
      return;
    }
    GuardRig.Outcome outcome = GuardRig.stream(PLAN, events);
    String before = "";
    for (String step : outcome.steps()) {
      assertTrue(step.startsWith(before), "what has left stays");
      before = step;
    }
  }
}
