package com.modalarmor.limits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.modalarmor.fixture.RedisServer;
import com.modalarmor.tenant.Tier;
import com.modalarmor.verdict.Refusal.Reason;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What each tier gets when Redis is killed, paused, full or read-only, and how it comes back. */
class RedisLossTest {

  /** 20 ms budget, and what a busy machine may add before a ready thread runs. */
  private static final long WAIT_MAX_MS = 20 + 60;

  private static final LimitSubject FREE = new LimitSubject("free", Tier.FREE, 0, 100, 0);
  private static final LimitSubject PRO = new LimitSubject("pro", Tier.PRO, 0, 1_000, 0);
  private static final LimitSubject ENTERPRISE =
      new LimitSubject("enterprise", Tier.ENTERPRISE, 100_000, 0, 0);

  private RedisServer redis;
  private GateLoops loops;

  @BeforeEach
  void start() {
    redis = RedisServer.start();
    loops =
        GateLoops.connected(
            2,
            Map.of(
                "redis", Map.of("url", redis.url()),
                "limits", Map.of("degraded-enterprise-in-flight-max", 8)));
  }

  @AfterEach
  void stop() {
    loops.close();
    redis.close();
  }

  @Test
  void killed_under_load_nobody_waits_and_limits_are_back_after_the_restart() {
    try (Load load = new Load(ENTERPRISE, 32)) {
      load.awaitAnswers(2_000);
      redis.kill();
      GateLoops.awaitThat("degraded on both loops", 100, () -> load.lastDegraded(2));
      load.awaitAnswers(2_000);
      redis.restart();
      long ms = GateLoops.awaitThat("limits in force", 5_000, loops::inForce);
      System.out.println("limits back " + ms + " ms after the restart");
      load.awaitAnswers(2_000);
      System.out.println("longest wait around the kill: " + load.longestMs() + " ms");
      assertTrue(load.longestMs() <= WAIT_MAX_MS, load.longestMs() + " ms");
      assertEquals(0, load.failures());
    }
    assertFalse(loops.take(0, ENTERPRISE).degraded());
  }

  @Test
  void paused_for_3_seconds_adds_no_more_than_the_budget() {
    try (Load load = new Load(ENTERPRISE, 32)) {
      load.awaitAnswers(2_000);
      redis.pause();
      GateLoops.awaitThat("degraded on both loops", 150, () -> load.lastDegraded(2));
      long until = System.nanoTime() + 3_000_000_000L;
      GateLoops.awaitThat("3 s", 4_000, () -> System.nanoTime() > until);
      redis.resume();
      long ms = GateLoops.awaitThat("limits in force", 5_000, loops::inForce);
      System.out.println("limits back " + ms + " ms after the pause");
      load.awaitAnswers(2_000);
      System.out.println("longest wait around the pause: " + load.longestMs() + " ms");
      assertTrue(load.longestMs() <= WAIT_MAX_MS, load.longestMs() + " ms");
      assertEquals(0, load.failures());
    }
  }

  @Test
  void free_has_a_local_share_then_503() {
    redis.kill();
    assertEquals(10, grantedOf(FREE, 50));
    LimitOutcome outcome = loops.take(0, FREE);
    assertEquals(Reason.LIMITS_UNAVAILABLE, outcome.reason());
    assertTrue(outcome.degraded());
    assertTrue(outcome.retryAfterS() >= 1);
  }

  @Test
  void pro_has_a_tenth_of_its_day_in_a_pod() {
    redis.kill();
    assertEquals(100, grantedOf(PRO, 300));
    assertEquals(Reason.LIMITS_UNAVAILABLE, loops.take(1, PRO).reason());
  }

  @Test
  void enterprise_stays_open_under_a_cap_on_concurrency() {
    redis.kill();
    List<LimitOutcome> held = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      LimitOutcome outcome = loops.take(i % 2, ENTERPRISE);
      assertTrue(outcome.allowed());
      assertTrue(outcome.degraded());
      held.add(outcome);
    }
    assertEquals(Reason.TOO_MANY_IN_FLIGHT, loops.take(0, ENTERPRISE).reason());
    held.get(3).release();
    assertTrue(loops.take(0, ENTERPRISE).allowed());
  }

  @Test
  void the_share_is_no_more_than_what_is_left_of_the_day() {
    for (int i = 0; i < 97; i++) {
      assertTrue(loops.take(0, FREE).allowed());
    }
    redis.kill();
    assertEquals(3, grantedOf(FREE, 20));
    assertEquals(Reason.QUOTA_EXHAUSTED, loops.take(0, FREE).reason());
  }

  @Test
  void what_was_granted_without_redis_counts_when_it_returns_empty() {
    // Patient: on a busy machine an answer may take longer than 20 ms, and the share is used up.
    try (GateLoops patient = GateLoops.connected(2, redis.url())) {
      for (int i = 0; i < 50; i++) {
        assertTrue(patient.take(0, FREE).allowed());
      }
      redis.kill();
      assertEquals(10, grantedOf(patient, FREE, 20));
      redis.restart();
      GateLoops.awaitThat("limits in force", 5_000, patient::inForce);
      assertEquals(40, grantedOf(patient, FREE, 100));
      assertEquals(Reason.QUOTA_EXHAUSTED, patient.take(0, FREE).reason());
    }
  }

  @Test
  void two_outages_of_a_day_have_one_share_between_them() {
    redis.kill();
    assertEquals(6, grantedOf(FREE, 6));
    redis.restart();
    GateLoops.awaitThat("limits in force", 5_000, loops::inForce);
    assertFalse(loops.take(0, FREE).degraded());
    redis.kill();
    assertEquals(4, grantedOf(FREE, 20));
  }

  @Test
  void without_redis_at_the_start_the_gate_works_degraded_and_connects_later() {
    redis.kill();
    try (GateLoops late = new GateLoops(1, Map.of("redis", Map.of("url", redis.url())))) {
      assertTrue(late.take(0, FREE).degraded());
      redis.restart();
      GateLoops.awaitThat("limits in force", 5_000, late::inForce);
      assertFalse(late.take(0, FREE).degraded());
    }
  }

  @Test
  void a_full_redis_is_an_unavailable_one_until_it_has_room() {
    redis.command("CONFIG SET maxmemory 1");
    LimitOutcome outcome = loops.take(0, FREE);
    assertTrue(outcome.allowed());
    assertTrue(outcome.degraded());
    loops.take(1, FREE);
    assertFalse(loops.inForce());
    redis.command("CONFIG SET maxmemory 0");
    GateLoops.awaitThat("limits in force", 5_000, loops::inForce);
    assertFalse(loops.take(0, FREE).degraded());
  }

  @Test
  void a_replica_is_an_unavailable_redis_until_it_is_promoted() {
    redis.command("REPLICAOF 127.0.0.1 1");
    assertTrue(loops.take(0, FREE).degraded());
    assertTrue(loops.take(1, FREE).degraded());
    redis.command("REPLICAOF NO ONE");
    GateLoops.awaitThat("limits in force", 5_000, loops::inForce);
    assertFalse(loops.take(0, FREE).degraded());
  }

  @Test
  void a_wrong_password_leaves_the_gate_degraded_and_alive() {
    String url = redis.url().replace("redis://", "redis://:" + "not-it" + "@");
    redis.command("CONFIG SET requirepass right");
    try (GateLoops locked = new GateLoops(1, Map.of("redis", Map.of("url", url)))) {
      assertTrue(locked.take(0, FREE).degraded());
      assertFalse(locked.inForce());
    }
  }

  private int grantedOf(LimitSubject subject, int requests) {
    return grantedOf(loops, subject, requests);
  }

  private static int grantedOf(GateLoops pod, LimitSubject subject, int requests) {
    List<Future<LimitOutcome>> all = new ArrayList<>();
    for (int i = 0; i < requests; i++) {
      all.add(pod.on(i % 2, gate -> gate.take(subject)));
    }
    int granted = 0;
    for (Future<LimitOutcome> future : all) {
      granted += GateLoops.await(future).allowed() ? 1 : 0;
    }
    return granted;
  }

  /** Clients that ask again as soon as they are answered, and remember the longest wait of any. */
  private final class Load implements AutoCloseable {
    private final LimitSubject subject;
    private final AtomicBoolean stop = new AtomicBoolean();
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicLong answers = new AtomicLong();
    private final AtomicLong failures = new AtomicLong();
    private final AtomicLong longestNanos = new AtomicLong();
    private final boolean[] degraded = new boolean[2];

    Load(LimitSubject subject, int clients) {
      this.subject = subject;
      for (int i = 0; i < clients; i++) {
        int loop = i % 2;
        running.incrementAndGet();
        loops.on(
            loop,
            gate -> {
              again(loop, gate);
              return Future.succeededFuture();
            });
      }
    }

    private void again(int loop, LimitGate gate) {
      if (stop.get()) {
        running.decrementAndGet();
        return;
      }
      long start = System.nanoTime();
      gate.take(subject)
          .onComplete(
              (outcome, failure) -> {
                longestNanos.accumulateAndGet(System.nanoTime() - start, Math::max);
                answers.incrementAndGet();
                if (failure != null) {
                  failures.incrementAndGet();
                } else {
                  synchronized (degraded) {
                    degraded[loop] = outcome.degraded();
                  }
                  outcome.release();
                }
                // One answer a millisecond and client, so that degraded answers do not spin.
                loops.vertx.setTimer(1, timer -> again(loop, gate));
              });
    }

    boolean lastDegraded(int count) {
      synchronized (degraded) {
        return (degraded[0] ? 1 : 0) + (degraded[1] ? 1 : 0) == count;
      }
    }

    void awaitAnswers(long more) {
      long until = answers.get() + more;
      GateLoops.awaitThat(more + " more answers", 10_000, () -> answers.get() >= until);
    }

    long longestMs() {
      return longestNanos.get() / 1_000_000;
    }

    long failures() {
      return failures.get();
    }

    @Override
    public void close() {
      stop.set(true);
      GateLoops.awaitThat("the load has ended", 5_000, () -> running.get() == 0);
      Promise<Void> settled = Promise.promise();
      loops.vertx.runOnContext(v -> settled.complete());
      GateLoops.await(settled.future());
    }
  }
}
