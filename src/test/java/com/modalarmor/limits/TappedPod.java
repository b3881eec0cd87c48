package com.modalarmor.limits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.modalarmor.fixture.RedisServer;
import com.modalarmor.fixture.TcpTap;
import com.modalarmor.tenant.Tier;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * A pod of two loops with a tap between them and Redis, which loses questions or answers and cuts
 * lines, each at the moment that matters.
 */
abstract class TappedPod {

  /** As patient as the setting allows: a busy machine must not look like a lost answer. */
  static final int TIMEOUT_MS = 1_000;

  static final LimitSubject FREE = new LimitSubject("free", Tier.FREE, 0, 100, 0);
  static final LimitSubject OTHER = new LimitSubject("other", Tier.PRO, 0, 1_000, 0);

  RedisServer redis;
  TcpTap tap;
  GateLoops loops;

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

  GateLoops pod(int timeoutMs) {
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
  void fiftyCountedTenOwed() {
    for (int i = 0; i < 50; i++) {
      assertTrue(loops.take(0, FREE).allowed());
    }
    outage(() -> assertEquals(10, granted(FREE, 20)));
  }

  void outage(Runnable meanwhile) {
    tap.refuse(true);
    redis.kill();
    tap.lines().forEach(TcpTap.Line::cut);
    GateLoops.awaitThat("both loops know", 5_000, () -> !anyInForce());
    meanwhile.run();
    redis.restart();
    tap.refuse(false);
    awaitInForce(loops);
  }

  boolean anyInForce() {
    for (int i = 0; i < 2; i++) {
      if (GateLoops.await(loops.on(i, gate -> Future.succeededFuture(gate.inForce())))) {
        return true;
      }
    }
    return false;
  }

  static void awaitInForce(GateLoops pod) {
    GateLoops.awaitThat("limits in force", 10_000, pod::inForce);
  }

  /** The line that grows when this loop asks. */
  TcpTap.Line lineOf(int loop) {
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

  int granted(LimitSubject subject, int requests) {
    List<Future<LimitOutcome>> all = new ArrayList<>();
    for (int i = 0; i < requests; i++) {
      all.add(loops.on(i % 2, gate -> gate.take(subject)));
    }
    return allowed(all);
  }

  int grantedOn(int loop, int requests) {
    List<Future<LimitOutcome>> all = new ArrayList<>();
    for (int i = 0; i < requests; i++) {
      all.add(loops.on(loop, gate -> gate.take(FREE)));
    }
    return allowed(all);
  }

  static int allowed(List<Future<LimitOutcome>> all) {
    int allowed = 0;
    for (Future<LimitOutcome> future : all) {
      allowed += GateLoops.await(future).allowed() ? 1 : 0;
    }
    return allowed;
  }

  int used() {
    String answer = redis.command("HGET " + LimitPlan.key("free") + " used");
    int line = answer.indexOf('\n');
    return line < 0 ? -1 : Integer.parseInt(answer.substring(line + 1).strip());
  }
}
