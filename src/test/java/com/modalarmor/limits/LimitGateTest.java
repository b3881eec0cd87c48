package com.modalarmor.limits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.modalarmor.fixture.RedisServer;
import com.modalarmor.tenant.Tier;
import com.modalarmor.verdict.Refusal.Reason;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The limits in force, against a real Redis, on four event loops. */
class LimitGateTest {

  private static RedisServer redis;
  private static GateLoops loops;

  @BeforeAll
  static void start() {
    redis = RedisServer.start();
    loops = GateLoops.connected(4, redis.url());
  }

  @AfterAll
  static void stop() {
    loops.close();
    redis.close();
  }

  @Test
  void accepts_exactly_the_remaining_quota_when_64_clients_race_over_4_loops() {
    int runs = 0;
    for (int run = 0; run < 20; run++) {
      int quota = run % 4 == 0 ? 1 : 7 + run;
      LimitSubject subject = new LimitSubject("race-" + run, Tier.FREE, 0, quota, 0);
      assertEquals(quota, granted(race(subject, 64, 8)), "run " + run);
      runs++;
    }
    assertEquals(20, runs);
  }

  @Test
  void accepts_one_burst_and_no_more_than_time_refills() {
    for (int run = 0; run < 5; run++) {
      LimitSubject subject = new LimitSubject("burst-" + run, Tier.ENTERPRISE, 10, 0, 0);
      long start = System.nanoTime();
      int granted = granted(race(subject, 64, 4));
      double seconds = (System.nanoTime() - start) / 1e9;
      assertTrue(granted >= 10, "granted " + granted);
      assertTrue(granted <= 10 + Math.floor(seconds * 10) + 1, granted + " in " + seconds + " s");
    }
  }

  @Test
  void never_grants_more_than_the_limits_under_random_interleavings() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 15; round++) {
      int quota = 1 + random.nextInt(60);
      int rate = random.nextBoolean() ? 0 : 1 + random.nextInt(200);
      LimitSubject subject = new LimitSubject("random-" + round, Tier.PRO, rate, quota, 0);
      long start = System.nanoTime();
      List<Future<LimitOutcome>> all = new ArrayList<>();
      int requests = random.nextInt(200);
      for (int i = 0; i < requests; i++) {
        all.add(loops.on(random.nextInt(4), gate -> gate.take(subject)));
        if (random.nextInt(20) == 0) {
          GateLoops.await(all.get(random.nextInt(all.size())));
        }
      }
      int granted = granted(all);
      double seconds = (System.nanoTime() - start) / 1e9;
      long most = Math.min(quota, requests);
      if (rate > 0) {
        most = Math.min(most, rate + (long) Math.floor(seconds * rate) + 1);
      }
      assertTrue(
          granted <= most, "seed " + seed + " round " + round + ": " + granted + " > " + most);
      if (rate == 0) {
        assertEquals(most, granted, "seed " + seed + " round " + round);
      }
    }
  }

  @Test
  void says_why_and_for_how_long() {
    LimitSubject day = new LimitSubject("why-day", Tier.FREE, 0, 2, 0);
    assertTrue(loops.take(0, day).allowed());
    LimitOutcome last = loops.take(1, day);
    assertTrue(last.allowed());
    assertNull(last.reason());
    assertEquals(0, last.retryAfterS());
    LimitOutcome over = loops.take(2, day);
    assertEquals(Reason.QUOTA_EXHAUSTED, over.reason());
    assertTrue(over.retryAfterS() >= 1 && over.retryAfterS() <= 86_400);
    assertFalse(over.degraded());

    LimitSubject rate = new LimitSubject("why-rate", Tier.FREE, 1, 100, 0);
    assertTrue(loops.take(0, rate).allowed());
    LimitOutcome fast = loops.take(0, rate);
    assertEquals(Reason.RATE_LIMITED, fast.reason());
    assertEquals(1, fast.retryAfterS());
    assertEquals(1, fast.refusal().retryAfterS());
  }

  @Test
  void a_refused_request_takes_nothing_from_the_day() {
    LimitSubject subject = new LimitSubject("refused-free", Tier.FREE, 1, 100, 0);
    granted(race(subject, 20, 4));
    String used = redis.command("HGET " + LimitPlan.key("refused-free") + " used");
    assertTrue(used.endsWith("1") || used.endsWith("2"), used);
  }

  @Test
  void an_exhausted_tenant_costs_no_call() {
    LimitSubject subject = new LimitSubject("exhausted", Tier.FREE, 0, 1, 0);
    loops.take(0, subject);
    loops.take(0, subject);
    long calls = loops.pod.counters().redisCalls();
    for (int i = 0; i < 100; i++) {
      LimitOutcome outcome = loops.take(i % 4, subject);
      assertEquals(Reason.QUOTA_EXHAUSTED, outcome.reason());
      assertTrue(outcome.retryAfterS() >= 1);
    }
    assertEquals(calls, loops.pod.counters().redisCalls());
  }

  @Test
  void a_raised_quota_holds_at_once_for_an_exhausted_tenant() {
    loops.take(0, new LimitSubject("raised", Tier.FREE, 0, 1, 0));
    assertFalse(loops.take(0, new LimitSubject("raised", Tier.FREE, 0, 1, 0)).allowed());
    assertTrue(loops.take(0, new LimitSubject("raised", Tier.PRO, 0, 2, 0)).allowed());
  }

  @Test
  void the_rate_comes_back_after_the_wait() {
    LimitSubject subject = new LimitSubject("comes-back", Tier.FREE, 4, 100, 0);
    granted(race(subject, 8, 1));
    assertFalse(loops.take(0, subject).allowed());
    long ms = GateLoops.awaitThat("refill", 1_000, () -> loops.take(0, subject).allowed());
    assertTrue(ms >= 100, ms + " ms");
  }

  @Test
  void without_limits_nothing_is_asked() {
    long calls = loops.pod.counters().redisCalls();
    LimitOutcome outcome = loops.take(0, new LimitSubject("free-of-it", Tier.ENTERPRISE, 0, 0, 0));
    assertTrue(outcome.allowed());
    assertEquals("", outcome.rateLimit());
    assertEquals("", outcome.rateLimitPolicy());
    assertEquals(calls, loops.pod.counters().redisCalls());
  }

  @Test
  void places_in_flight_are_counted_over_all_loops_and_released_once() {
    LimitSubject subject = new LimitSubject("in-flight", Tier.ENTERPRISE, 0, 0, 3);
    List<LimitOutcome> held = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      held.add(loops.take(i, subject));
    }
    LimitOutcome over = loops.take(3, subject);
    assertEquals(Reason.TOO_MANY_IN_FLIGHT, over.reason());
    over.release();
    held.get(0).release();
    held.get(0).release();
    assertTrue(loops.take(0, subject).allowed());
    assertFalse(loops.take(1, subject).allowed());
  }

  @Test
  void a_request_that_redis_refuses_gives_its_place_back() {
    LimitSubject subject = new LimitSubject("place-back", Tier.FREE, 0, 1, 2);
    loops.take(0, subject).release();
    for (int i = 0; i < 10; i++) {
      assertEquals(Reason.QUOTA_EXHAUSTED, loops.take(i % 4, subject).reason());
    }
    assertEquals(0, loops.pod.tenant("place-back").inFlight());
  }

  @Test
  void a_flushed_script_is_loaded_again_and_nobody_notices() {
    LimitSubject subject = new LimitSubject("noscript", Tier.FREE, 0, 50, 0);
    for (int run = 0; run < 5; run++) {
      assertEquals("+OK", redis.command("SCRIPT FLUSH"));
      for (LimitOutcome outcome : outcomes(race(subject, 8, 1))) {
        assertTrue(outcome.allowed());
        assertFalse(outcome.degraded());
      }
    }
    assertTrue(redis.command("HGET " + LimitPlan.key("noscript") + " used").endsWith("40"));
  }

  @Test
  void flushed_counters_are_put_back_from_what_the_pod_has_seen() {
    LimitSubject subject = new LimitSubject("flushed", Tier.FREE, 0, 10, 0);
    for (int i = 0; i < 8; i++) {
      assertTrue(loops.take(0, subject).allowed());
    }
    long losses = loops.pod.counters().lostKeys();
    redis.command("DEL " + LimitPlan.key("flushed"));
    int granted = 0;
    for (int i = 0; i < 10; i++) {
      granted += loops.take(0, subject).allowed() ? 1 : 0;
    }
    assertEquals(2, granted);
    assertEquals(losses + 1, loops.pod.counters().lostKeys());
  }

  @Test
  void first_requests_on_several_loops_are_no_loss() {
    long losses = loops.pod.counters().lostKeys();
    for (int i = 0; i < 20; i++) {
      granted(race(new LimitSubject("first-" + i, Tier.FREE, 0, 100, 0), 16, 1));
    }
    assertEquals(losses, loops.pod.counters().lostKeys());
  }

  @Test
  void a_new_day_starts_at_zero_once() {
    LimitSubject subject = new LimitSubject("new-day", Tier.FREE, 0, 2, 0);
    long today = System.currentTimeMillis() / 86_400_000;
    String key = LimitPlan.key("new-day");
    redis.command("HSET " + key + " day " + (today - 1) + " used 2");
    assertTrue(loops.take(0, subject).allowed());
    assertTrue(redis.command("HGET " + key + " used").endsWith("\n1"));
    assertTrue(loops.take(0, subject).allowed());
    assertEquals(Reason.QUOTA_EXHAUSTED, loops.take(0, subject).reason());
  }

  @Test
  void a_clock_set_back_over_midnight_does_not_reset_the_day_again() {
    LimitSubject subject = new LimitSubject("set-back", Tier.FREE, 0, 2, 0);
    long today = System.currentTimeMillis() / 86_400_000;
    redis.command("HSET " + LimitPlan.key("set-back") + " day " + (today + 1) + " used 1");
    assertTrue(loops.take(0, subject).allowed());
    assertEquals(Reason.QUOTA_EXHAUSTED, loops.take(0, subject).reason());
  }

  @Test
  void the_quota_resets_at_midnight_utc() {
    LimitOutcome outcome = loops.take(0, new LimitSubject("midnight", Tier.FREE, 0, 9, 0));
    long left = 86_400 - System.currentTimeMillis() / 1_000 % 86_400;
    long told =
        Long.parseLong(outcome.rateLimit().substring(outcome.rateLimit().indexOf("t=") + 2));
    assertTrue(Math.abs(told - left) <= 2 || Math.abs(told - left) >= 86_398, outcome.rateLimit());
  }

  @Test
  void every_key_expires() {
    loops.take(0, new LimitSubject("expires", Tier.FREE, 5, 9, 0));
    String ttl = redis.command("TTL " + LimitPlan.key("expires"));
    long seconds = Long.parseLong(ttl.substring(1));
    assertTrue(seconds > 86_000 && seconds <= 2 * 86_400, ttl);
  }

  @Test
  void an_id_that_could_leave_its_slot_is_refused() {
    List<String> ids = List.of("a{b", "a}b", "{}", "a\nb", "a b", "", "x".repeat(1_024));
    int rows = 0;
    for (String id : ids) {
      assertThrows(IllegalArgumentException.class, () -> new LimitSubject(id, Tier.FREE, 1, 1, 1));
      rows++;
    }
    assertEquals(7, rows);
  }

  @Test
  void counters_that_are_no_counters_make_only_their_tenant_degraded() {
    redis.command("SET " + LimitPlan.key("poisoned") + " x");
    assertTrue(loops.take(0, new LimitSubject("poisoned", Tier.PRO, 0, 100, 0)).degraded());
    assertTrue(loops.inForce());
    assertFalse(loops.take(0, new LimitSubject("healthy", Tier.PRO, 0, 100, 0)).degraded());
  }

  private static List<Future<LimitOutcome>> race(LimitSubject subject, int clients, int each) {
    List<Future<LimitOutcome>> all = new ArrayList<>();
    for (int client = 0; client < clients; client++) {
      for (int i = 0; i < each; i++) {
        all.add(loops.on(client % 4, gate -> gate.take(subject)));
      }
    }
    return all;
  }

  private static int granted(List<Future<LimitOutcome>> all) {
    int granted = 0;
    for (LimitOutcome outcome : outcomes(all)) {
      granted += outcome.allowed() ? 1 : 0;
      assertFalse(outcome.degraded());
    }
    return granted;
  }

  private static List<LimitOutcome> outcomes(List<Future<LimitOutcome>> all) {
    List<LimitOutcome> outcomes = new ArrayList<>();
    all.forEach(future -> outcomes.add(GateLoops.await(future)));
    return outcomes;
  }
}
