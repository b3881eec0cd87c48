package com.modalarmor.limits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.modalarmor.fixture.RedisServer;
import com.modalarmor.fixture.TcpTap;
import com.modalarmor.tenant.Tier;
import com.modalarmor.verdict.Refusal.Reason;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a pod granted by itself reaches Redis once, whatever happens to the call that carries it: a
 * tap between the pod's two loops and Redis loses questions or answers and cuts lines, each at the
 * moment that matters.
 */
class OwedGrantsTest {

  /** As patient as the setting allows: a busy machine must not look like a lost answer. */
  private static final int TIMEOUT_MS = 1_000;

  private static final LimitSubject FREE = new LimitSubject("free", Tier.FREE, 0, 100, 0);
  private static final LimitSubject OTHER = new LimitSubject("other", Tier.PRO, 0, 1_000, 0);

  private RedisServer redis;
  private TcpTap tap;
  private GateLoops loops;

  @BeforeEach
  void start() {
    redis = RedisServer.start();
    tap = TcpTap.before(redis.port());
    loops = pod(TIMEOUT_MS);
  }

  @AfterEach
  void stop() {
    loops.close();
    tap.close();
    redis.close();
  }

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

  @Test
  void under_random_losses_no_more_than_quota_and_share_and_no_less_than_what_failed() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    System.out.println("seed " + seed);
    try (GateLoops pod = pod(60)) {
      int rounds = 0;
      for (int round = 0; round < 12; round++) {
        LimitSubject subject = new LimitSubject("random-" + round, Tier.FREE, 0, 100, 0);
        long failuresBefore = pod.pod.counters().redisFailures();
        int granted = 0;
        for (int step = 0; step < 6; step++) {
          List<Future<LimitOutcome>> all = new ArrayList<>();
          int requests = random.nextInt(20);
          int mishapAt = random.nextInt(20);
          for (int i = 0; i < requests; i++) {
            if (i == mishapAt) {
              mishap(random);
            }
            all.add(pod.on(random.nextInt(2), gate -> gate.take(subject)));
          }
          granted += allowed(all);
          if (random.nextBoolean()) {
            tap.lines().forEach(TcpTap.Line::cut);
          }
        }
        tap.lines().forEach(TcpTap.Line::cut);
        awaitInForce(pod);
        for (int tries = 0; tries < 300; tries++) {
          LimitOutcome outcome = pod.take(tries % 2, subject);
          granted += outcome.allowed() ? 1 : 0;
          if (outcome.reason() == Reason.QUOTA_EXHAUSTED && !outcome.degraded()) {
            break;
          }
          if (outcome.degraded()) {
            awaitInForce(pod);
          }
        }
        String where = "seed " + seed + " round " + round;
        long failed = pod.pod.counters().redisFailures() - failuresBefore;
        assertTrue(granted <= 100 + 10, where + ": granted " + granted);
        assertTrue(granted >= 100 - failed, where + ": granted " + granted + " failed " + failed);
        rounds++;
      }
      assertEquals(12, rounds);
    }
  }

  private void mishap(Random random) {
    List<TcpTap.Line> lines = tap.lines();
    TcpTap.Line line = lines.isEmpty() ? null : lines.get(random.nextInt(lines.size()));
    switch (random.nextInt(6)) {
      case 0 -> {
        redis.kill();
        redis.restart();
      }
      case 1 -> redis.command("FLUSHALL");
      case 2 -> redis.command("SCRIPT FLUSH");
      case 3 -> {
        if (line != null) {
          line.loseAnswers();
        }
      }
      case 4 -> {
        if (line != null) {
          line.loseQuestions();
        }
      }
      default -> {
        if (line != null) {
          line.cut();
        }
      }
    }
  }

  private GateLoops pod(int timeoutMs) {
    return GateLoops.connected(
        2,
        Map.of(
            "redis",
            Map.of(
                "url",
                "redis://127.0.0.1:" + tap.port(),
                "timeout-ms",
                timeoutMs,
                "reconnect-first-ms",
                2,
                "reconnect-max-ms",
                20)));
  }

  /** 50 counted in Redis, then it is gone, 10 granted here, then it is back and empty. */
  private void fiftyCountedTenOwed() {
    for (int i = 0; i < 50; i++) {
      assertTrue(loops.take(0, FREE).allowed());
    }
    outage(() -> assertEquals(10, granted(FREE, 20)));
  }

  private void outage(Runnable meanwhile) {
    tap.refuse(true);
    redis.kill();
    tap.lines().forEach(TcpTap.Line::cut);
    GateLoops.awaitThat("both loops know", 5_000, () -> !anyInForce());
    meanwhile.run();
    redis.restart();
    tap.refuse(false);
    awaitInForce(loops);
  }

  private boolean anyInForce() {
    for (int i = 0; i < 2; i++) {
      if (GateLoops.await(loops.on(i, gate -> Future.succeededFuture(gate.inForce())))) {
        return true;
      }
    }
    return false;
  }

  private static void awaitInForce(GateLoops pod) {
    GateLoops.awaitThat("limits in force", 10_000, pod::inForce);
  }

  /** The line that grows when this loop asks. */
  private TcpTap.Line lineOf(int loop) {
    List<TcpTap.Line> lines = tap.lines();
    long[] before = lines.stream().mapToLong(TcpTap.Line::asked).toArray();
    assertFalse(loops.take(loop, OTHER).degraded());
    for (int i = 0; i < before.length; i++) {
      if (lines.get(i).asked() > before[i]) {
        return lines.get(i);
      }
    }
    throw new AssertionError("loop " + loop + " asked nothing over " + before.length + " lines");
  }

  private int granted(LimitSubject subject, int requests) {
    List<Future<LimitOutcome>> all = new ArrayList<>();
    for (int i = 0; i < requests; i++) {
      all.add(loops.on(i % 2, gate -> gate.take(subject)));
    }
    return allowed(all);
  }

  private int grantedOn(int loop, int requests) {
    List<Future<LimitOutcome>> all = new ArrayList<>();
    for (int i = 0; i < requests; i++) {
      all.add(loops.on(loop, gate -> gate.take(FREE)));
    }
    return allowed(all);
  }

  private static int allowed(List<Future<LimitOutcome>> all) {
    int allowed = 0;
    for (Future<LimitOutcome> future : all) {
      allowed += GateLoops.await(future).allowed() ? 1 : 0;
    }
    return allowed;
  }

  private int used() {
    String answer = redis.command("HGET " + LimitPlan.key("free") + " used");
    int line = answer.indexOf('\n');
    return line < 0 ? -1 : Integer.parseInt(answer.substring(line + 1).strip());
  }

  private static void sleep(long ms) {
    long until = System.nanoTime() + ms * 1_000_000;
    GateLoops.awaitThat("time passes", ms + 1_000, () -> System.nanoTime() >= until);
  }
}
