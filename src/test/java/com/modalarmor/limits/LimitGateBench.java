package com.modalarmor.limits;

import com.modalarmor.fixture.RedisServer;
import com.modalarmor.tenant.Tier;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Map;

/**
 * Measures the CPU of one take(), with calls in flight on one event loop: thread CPU of the loop
 * and bytes allocated, medians over rounds. Run its main; it is no test.
 */
final class LimitGateBench {

  private static final int ROUNDS = 7;

  private LimitGateBench() {}

  public static void main(String[] args) {
    try (RedisServer redis = RedisServer.start();
        GateLoops loops =
            GateLoops.connected(
                1, Map.of("redis", Map.of("url", redis.url(), "timeout-ms", 1_000)))) {
      LimitSubject rated = new LimitSubject("bench", Tier.ENTERPRISE, 1_000_000, 0, 0);
      LimitSubject free = new LimitSubject("unlimited", Tier.ENTERPRISE, 0, 0, 0);
      rounds("64 in flight", loops, rated, redis, 64, 80_000);
      rounds("8 in flight", loops, rated, redis, 8, 20_000);
      rounds("1 in flight", loops, rated, redis, 1, 20_000);
      rounds("without limits (no call)", loops, free, redis, 64, 80_000);
      redis.kill();
      GateLoops.awaitThat("down", 1_000, () -> !loops.inForce());
      rounds("degraded", loops, rated, null, 64, 80_000);
    }
  }

  private static void rounds(
      String what,
      GateLoops loops,
      LimitSubject subject,
      RedisServer redis,
      int inFlight,
      int calls) {
    double[] micros = new double[ROUNDS];
    long bytes = 0;
    double redisMicros = 0;
    for (int round = -2; round < ROUNDS; round++) {
      double before = redis == null ? 0 : redisCpuS(redis);
      long[] used =
          GateLoops.await(loops.on(0, gate -> new Run(gate, subject, inFlight, calls).start()));
      if (round >= 0) {
        micros[round] = used[0] / 1e3 / calls;
        bytes = used[1] / calls;
        redisMicros = redis == null ? 0 : (redisCpuS(redis) - before) * 1e6 / calls;
      }
    }
    Arrays.sort(micros);
    System.out.printf(
        "%-26s median %.2f us (min %.2f, max %.2f), %d bytes a call; Redis %.1f us%n",
        what, micros[ROUNDS / 2], micros[0], micros[ROUNDS - 1], bytes, redisMicros);
  }

  private static double redisCpuS(RedisServer redis) {
    double sum = 0;
    for (String line : redis.command("INFO cpu").lines().toList()) {
      if (line.startsWith("used_cpu_user:") || line.startsWith("used_cpu_sys:")) {
        sum += Double.parseDouble(line.substring(line.indexOf(':') + 1));
      }
    }
    return sum;
  }

  private static final class Run {
    private final LimitGate gate;
    private final LimitSubject subject;
    private final Promise<long[]> promise = Promise.promise();
    private final com.sun.management.ThreadMXBean threads =
        (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    private long cpu;
    private long bytes;
    private final int calls;
    private int left;
    private int ended;
    private boolean looping;
    private int ready;

    Run(LimitGate gate, LimitSubject subject, int inFlight, int calls) {
      this.gate = gate;
      this.subject = subject;
      this.ready = inFlight;
      this.calls = calls;
      this.left = calls;
    }

    Future<long[]> start() {
      cpu = threads.getCurrentThreadCpuTime();
      bytes = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
      drive();
      return promise.future();
    }

    /** Answers may come at once: a loop, not a recursion. */
    private void drive() {
      if (looping) {
        return;
      }
      looping = true;
      while (ready > 0 && left > 0) {
        ready--;
        left--;
        gate.take(subject).onComplete((outcome, failure) -> answered(outcome));
      }
      looping = false;
    }

    private void answered(LimitOutcome outcome) {
      outcome.release();
      ready++;
      if (++ended == calls) {
        promise.complete(
            new long[] {
              threads.getCurrentThreadCpuTime() - cpu,
              threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - bytes
            });
      } else {
        drive();
      }
    }
  }
}
