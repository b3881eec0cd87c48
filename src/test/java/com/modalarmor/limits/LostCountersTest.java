package com.modalarmor.limits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.modalarmor.fixture.TcpTap;
import com.modalarmor.verdict.Refusal.Reason;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Counters that Redis has lost are made whole from what the pod knows, and once. */
class LostCountersTest extends TappedPod {

  @Test
  void a_redis_that_returns_empty_in_the_middle_of_the_telling_is_told_again() {
    fiftyCountedTenOwed();
    TcpTap.Line first = lineOf(0);
    first.loseAnswers();
    Future<LimitOutcome> lost = loops.on(0, gate -> gate.take(FREE));
    GateLoops.awaitThat("Redis has counted it", 2_000, () -> used() == 61);
    redis.kill();
    redis.restart();
    assertFalse(GateLoops.await(lost).allowed());
    awaitInForce(loops);
    // The one whose answer was lost is forgotten with that Redis: nobody was granted it.
    assertEquals(40, granted(FREE, 100));
    assertEquals(100, used());
  }

  @Test
  void counters_lost_under_an_open_connection_are_told_before_anything_counts() {
    assertEquals(50, granted(FREE, 50));
    redis.command("FLUSHALL");
    // All of them on their way before the first answer has told of the loss.
    assertEquals(50, granted(FREE, 200));
    assertEquals(1, loops.pod.counters().lostKeys());
  }

  @Test
  void an_answer_of_lost_counters_that_comes_after_their_count_was_told_is_not_counted_again() {
    oneHeldOverALossCountsOnce(true);
  }

  @Test
  void an_answer_of_lost_counters_that_they_counted_after_what_was_told_is_counted_again() {
    oneHeldOverALossCountsOnce(false);
  }

  /**
   * Loop 1 hears that it may after loop 0 has met the loss and told what it had seen.
   *
   * @param told whether what loop 0 had seen holds the request of loop 1
   */
  private void oneHeldOverALossCountsOnce(boolean told) {
    fiftyCountedTenOwed();
    if (!told) {
      assertTrue(loops.take(0, FREE).allowed());
    }
    TcpTap.Line second = lineOf(1);
    second.holdAnswers();
    Future<LimitOutcome> held = loops.on(1, gate -> gate.take(FREE));
    GateLoops.awaitThat("Redis has counted it", 2_000, () -> used() == (told ? 61 : 62));
    if (told) {
      assertTrue(loops.take(0, FREE).allowed());
    }
    redis.command("FLUSHALL");
    assertTrue(loops.take(0, FREE).allowed());
    second.pass();
    assertTrue(GateLoops.await(held).allowed());
    assertEquals(37, granted(FREE, 100));
    assertEquals(100, used());
  }

  /** They say in their first questions that they know no counters, so any that are there count. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void counters_lost_between_a_tenants_first_questions_are_made_whole_once(int losses) {
    TcpTap.Line line = lineOf(0);
    line.holdAnswers();
    List<Future<LimitOutcome>> held = new ArrayList<>();
    for (int loss = 0; loss <= losses; loss++) {
      int counted = loss + 2;
      for (int i = 0; i < counted; i++) {
        held.add(loops.on(0, gate -> gate.take(FREE)));
      }
      GateLoops.awaitThat("Redis has counted them", 2_000, () -> used() == counted);
      if (loss < losses) {
        redis.command("FLUSHALL");
      }
    }
    line.pass();
    assertEquals(held.size(), allowed(held));
    assertEquals(100 - held.size(), granted(FREE, 200));
    assertEquals(100, used());
  }

  @Test
  void what_another_pod_counted_meanwhile_is_kept_on_top() {
    assertEquals(50, granted(FREE, 50));
    redis.command("FLUSHALL");
    try (GateLoops fresh = pod(TIMEOUT_MS)) {
      for (int i = 0; i < 5; i++) {
        assertTrue(fresh.take(0, FREE).allowed());
      }
      assertEquals(45, granted(FREE, 200));
      assertEquals(Reason.QUOTA_EXHAUSTED, fresh.take(1, FREE).reason());
    }
  }
}
