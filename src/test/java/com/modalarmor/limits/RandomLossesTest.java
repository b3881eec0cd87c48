package com.modalarmor.limits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.modalarmor.fixture.TcpTap;
import com.modalarmor.tenant.Tier;
import com.modalarmor.verdict.Refusal.Reason;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Losses of all kinds at random moments. */
class RandomLossesTest extends TappedPod {

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
}
