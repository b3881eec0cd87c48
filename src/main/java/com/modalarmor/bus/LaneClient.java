package com.modalarmor.bus;

import com.modalarmor.verdict.Refusal;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;

/**
 * The asking side of a lane on one context. Confined to that context.
 *
 * <p>All calls of a lane have the same deadline, so the oldest is always the first: one periodic
 * sweep over a queue stands in for a timer per call.
 */
public final class LaneClient<Q, A> {

  private static final int SWEEPS_PER_DEADLINE = 10;
  private static final long SWEEP_MS_MIN = 5;
  private static final long SWEEP_MS_MAX = 100;

  private final Lane<Q, A> lane;
  private final Context home;
  private final ArrayDeque<Call<Q, A>> pending = new ArrayDeque<>();

  LaneClient(Lane<Q, A> lane, Vertx vertx, Context home) {
    this.lane = lane;
    this.home = home;
    long deadlineMs = TimeUnit.NANOSECONDS.toMillis(lane.deadlineNanos());
    long sweepMs = Math.max(SWEEP_MS_MIN, Math.min(SWEEP_MS_MAX, deadlineMs / SWEEPS_PER_DEADLINE));
    vertx.setPeriodic(sweepMs, id -> sweep());
  }

  /** Asks; the future completes on this context with the answer or a {@link Refusal}. */
  public Future<A> call(Q question) {
    Call<Q, A> call = new Call<>(question, home, System.nanoTime() + lane.deadlineNanos());
    if (!lane.send(call)) {
      return Future.failedFuture(new Refusal(Refusal.Reason.OVERLOADED));
    }
    if (!call.answered()) {
      pending.addLast(call);
      if (pending.size() > 64 && pending.peekFirst().answered()) {
        dropAnswered();
      }
    }
    return call.promise.future();
  }

  private void dropAnswered() {
    while (!pending.isEmpty() && pending.peekFirst().answered()) {
      pending.removeFirst();
    }
  }

  private void sweep() {
    long now = System.nanoTime();
    while (!pending.isEmpty()) {
      Call<Q, A> call = pending.peekFirst();
      if (!call.answered()) {
        if (call.deadlineNanos - now > 0) {
          return;
        }
        call.fail(new Refusal(lane.whenLate()), lane.whenLate());
      }
      pending.removeFirst();
    }
  }
}
