package com.modalarmor.limits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.modalarmor.fixture.TcpTap;
import com.modalarmor.tenant.Tier;
import com.modalarmor.verdict.Refusal.Reason;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What a pod granted by itself reaches Redis once, whatever happens to the call that carries it.
 */
class OwedGrantsTest extends TappedPod {

  @Test
  void a_question_that_never_arrived_is_carried_by_the_other_loops_next_call() {
    fiftyCountedTenOwed();
    TcpTap.Line first = lineOf(0);
    TcpTap.Line second = lineOf(1);
    second.holdAnswers();
    first.loseQuestions();
    Future<LimitOutcome> lost = loops.on(0, gate -> gate.take(FREE));
    sleep(TIMEOUT_MS / 2);
    Future<LimitOutcome> held = loops.on(1, gate -> gate.take(FREE));
    assertEquals(Reason.LIMITS_UNAVAILABLE, GateLoops.await(lost).reason());
    second.pass();
    assertTrue(GateLoops.await(held).allowed());
    // Loop 0 is still without Redis: what it granted must not wait for its return.
    assertEquals(39, grantedOn(1, 100));
    assertEquals(Reason.QUOTA_EXHAUSTED, loops.take(1, FREE).reason());
    assertEquals(100, used());
  }

  @Test
  void an_answer_that_was_lost_adds_nothing_twice() {
    fiftyCountedTenOwed();
    TcpTap.Line first = lineOf(0);
    first.loseAnswers();
    Future<LimitOutcome> lost = loops.on(0, gate -> gate.take(FREE));
    GateLoops.awaitThat("Redis has counted it", 2_000, () -> used() == 61);
    assertTrue(loops.take(1, FREE).allowed());
    assertEquals(Reason.LIMITS_UNAVAILABLE, GateLoops.await(lost).reason());
    // 40 were left; Redis has counted the request whose answer was lost.
    assertEquals(38, grantedOn(1, 100));
    assertEquals(100, used());
  }

  @Test
  void a_redis_that_is_late_again_and_again_costs_one_request_each_time_not_a_share() {
    fiftyCountedTenOwed();
    for (int i = 0; i < 3; i++) {
      TcpTap.Line line = lineOf(0);
      line.loseAnswers();
      assertFalse(loops.take(0, FREE).allowed());
      line.cut();
      awaitInForce(loops);
    }
    assertEquals(63, used());
    assertEquals(37, grantedOn(0, 100));
  }

  @Test
  void both_loops_carry_it_at_once_and_it_counts_once() {
    for (int round = 0; round < 5; round++) {
      LimitSubject subject = new LimitSubject("both-" + round, Tier.FREE, 0, 100, 0);
      outage(() -> assertEquals(10, granted(subject, 20)));
      TcpTap.Line first = lineOf(0);
      TcpTap.Line second = lineOf(1);
      first.holdAnswers();
      second.holdAnswers();
      List<Future<LimitOutcome>> all = new ArrayList<>();
      for (int i = 0; i < 60; i++) {
        all.add(loops.on(i % 2, gate -> gate.take(subject)));
      }
      first.pass();
      second.pass();
      assertEquals(60, allowed(all));
      assertEquals(30, granted(subject, 100));
    }
  }

  @Test
  void two_pods_add_what_each_of_them_granted() {
    try (GateLoops second = pod(TIMEOUT_MS)) {
      assertEquals(50, granted(FREE, 50));
      outage(
          () -> {
            assertEquals(10, granted(FREE, 20));
            int there = 0;
            for (int i = 0; i < 20; i++) {
              there += second.take(i % 2, FREE).allowed() ? 1 : 0;
            }
            assertEquals(10, there);
          });
      awaitInForce(second);
      assertTrue(second.take(0, FREE).allowed());
      assertEquals(29, granted(FREE, 100));
      assertEquals(Reason.QUOTA_EXHAUSTED, second.take(1, FREE).reason());
    }
  }

  @Test
  void what_is_owed_counts_in_a_day_that_redis_has_not_begun() {
    outage(() -> assertEquals(10, granted(FREE, 20)));
    long today = System.currentTimeMillis() / 86_400_000;
    redis.command("HSET " + LimitPlan.key("free") + " day " + (today - 1) + " used 90");
    assertEquals(90, granted(FREE, 200));
    assertEquals(100, used());
  }

  @Test
  void the_pods_of_yesterday_leave_the_counters_at_midnight() {
    outage(() -> assertEquals(10, granted(FREE, 20)));
    assertTrue(loops.take(0, FREE).allowed());
    assertEquals(":7", redis.command("HLEN " + LimitPlan.key("free")));
    long today = System.currentTimeMillis() / 86_400_000;
    redis.command("HSET " + LimitPlan.key("free") + " day " + (today - 1));
    assertTrue(loops.take(0, FREE).allowed());
    assertEquals(":6", redis.command("HLEN " + LimitPlan.key("free")));
  }

  private static void sleep(long ms) {
    long until = System.nanoTime() + ms * 1_000_000;
    GateLoops.awaitThat("time passes", ms + 1_000, () -> System.nanoTime() >= until);
  }
}
