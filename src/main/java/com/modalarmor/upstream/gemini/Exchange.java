package com.modalarmor.upstream.gemini;

import com.modalarmor.upstream.Breaker.Outcome;
import com.modalarmor.upstream.Breaker.Pass;
import com.modalarmor.upstream.Cancellation;
import com.modalarmor.upstream.EventTaker;
import com.modalarmor.upstream.ProviderReply;
import com.modalarmor.upstream.ProviderRequest;
import com.modalarmor.verdict.Refusal;
import io.vertx.core.Promise;
import java.util.concurrent.ThreadLocalRandom;

/**
 * One request from call to reply: waits at the gate, tries, tries again where the budget allows,
 * and is settled exactly once, by an answer, a fault, a deadline or its caller's leaving. Confined
 * to one event loop, but for the cancellation's call, which hops there.
 */
final class Exchange implements Runnable {

  private static final long REST_MS = 50;
  private static final int SHORT_RETRY_AFTER_S = 2;

  private enum Stage {
    IN_LINE,
    TRYING,
    RESTING,
    SETTLED
  }

  final ProviderRequest request;

  /** Who takes the events as they come; null = they are collected. */
  final EventTaker taker;

  int sweepIndex;

  private final GeminiProvider home;
  private final Cancellation cancellation;
  private final Runnable whenCancelled = this::cancelled;
  private final Promise<ProviderReply> promise = Promise.promise();
  private final long startNanos = System.nanoTime();
  private Stage stage = Stage.IN_LINE;
  private Attempt attempt;
  private Pass pass;
  private int retries;
  private boolean onBudget;
  private long restTimerId;
  private boolean heardAny;
  private long heardNanos;
  private boolean readerWaits;

  Exchange(
      GeminiProvider home, ProviderRequest request, Cancellation cancellation, EventTaker taker) {
    this.home = home;
    this.request = request;
    this.taker = taker;
    this.cancellation = cancellation;
  }

  Promise<ProviderReply> promise() {
    return promise;
  }

  void begin() {
    cancellation.onCancel(whenCancelled);
    home.budget.requestBegins();
    home.sweep.add(this);
    queue();
  }

  private void queue() {
    if (home.breaker.refuses()) {
      settle(ErrorAnswers.unavailable(home.breaker.retryAfterS()));
      return;
    }
    stage = Stage.IN_LINE;
    switch (home.gate.enter(this)) {
      case THROUGH -> run();
      case IN_LINE -> {}
      case TURNED_AWAY -> settle(new Refusal(Refusal.Reason.OVERLOADED));
    }
  }

  /** Through the gate: the pool has a stream for us. */
  @Override
  public void run() {
    pass = home.breaker.enter();
    if (pass == Pass.REFUSED) {
      try {
        settle(ErrorAnswers.unavailable(home.breaker.retryAfterS()));
      } finally {
        home.gate.leave();
      }
      return;
    }
    stage = Stage.TRYING;
    heardAny = false;
    attempt = new Attempt(home, this);
    attempt.start();
  }

  /** A piece of the answer came. */
  void heard() {
    heardAny = true;
    heardNanos = System.nanoTime();
  }

  /** The model waits for the reader, or no longer: its silence is not its own. */
  void waits(boolean now) {
    readerWaits = now;
    heardNanos = System.nanoTime();
  }

  /** What came cannot be passed on. */
  void refused(Refusal refusal) {
    attemptEnds(Outcome.SUCCESS);
    settle(refusal);
  }

  void answered(Answer answer) {
    attemptEnds(answer.status() >= 500 ? Outcome.FAILURE : Outcome.SUCCESS);
    if (answer.status() >= 200 && answer.status() < 300) {
      settle(new ProviderReply(answer.status(), answer.events(), 0));
      return;
    }
    if (mayRepeat(answer) && rest(answer.retryAfterS() * 1_000L)) {
      return;
    }
    ProviderReply reply = home.errors.passedOn(answer);
    if (reply != null) {
      settle(reply);
    } else {
      home.logError(answer);
      settle(home.errors.refusal(answer));
    }
  }

  void failed(Fault fault) {
    attemptEnds(fault.blamesUpstream() ? Outcome.FAILURE : Outcome.SUCCESS);
    if (!fault.mayRepeat() || !rest(0)) {
      settle(fault.refusal());
    }
  }

  private static boolean mayRepeat(Answer answer) {
    return answer.retryAfterS() <= SHORT_RETRY_AFTER_S
        && (answer.status() == 503 || (answer.status() == 429 && answer.retryAfterS() > 0));
  }

  private void attemptEnds(Outcome outcome) {
    attempt = null;
    home.breaker.record(pass, outcome);
    leaveBudget();
  }

  /**
   * Puts off the next try by {@code askedMs} or a little, with jitter; false when there is none.
   */
  private boolean rest(long askedMs) {
    if (retries >= home.retriesMax() || home.breaker.refuses()) {
      return false;
    }
    long shortestMs = Math.max(askedMs, REST_MS << retries);
    long restMs = shortestMs + ThreadLocalRandom.current().nextLong(shortestMs / 2 + 1);
    long spentMs = (System.nanoTime() - startNanos) / 1_000_000;
    if (spentMs + restMs >= home.firstByteMs() || !home.budget.tryRetry()) {
      return false;
    }
    retries++;
    onBudget = true;
    stage = Stage.RESTING;
    restTimerId = home.vertx.setTimer(restMs, id -> rested());
    return true;
  }

  private void rested() {
    if (stage == Stage.RESTING) {
      queue();
    }
  }

  void checkDeadlines(long nowNanos) {
    if (nowNanos - startNanos >= home.totalNanos) {
      // While the answer still flows, its length is not the upstream's failure.
      late(heardAny ? Outcome.ABANDONED : Outcome.FAILURE);
    } else if (heardAny
        ? !readerWaits && nowNanos - heardNanos >= home.idleNanos
        : nowNanos - startNanos >= home.firstByteNanos) {
      late(Outcome.FAILURE);
    }
  }

  private void late(Outcome outcome) {
    Refusal refusal =
        stage == Stage.IN_LINE
            ? new Refusal(Refusal.Reason.OVERLOADED)
            : new Refusal(Refusal.Reason.UPSTREAM_TIMEOUT);
    drop(outcome);
    settle(refusal);
  }

  private void cancelled() {
    home.context.runOnContext(v -> abandon(new Refusal(Refusal.Reason.CLIENT_GONE)));
  }

  /** Ends the request now, wherever it stands, without blaming the upstream. */
  void abandon(Refusal refusal) {
    if (stage != Stage.SETTLED) {
      drop(Outcome.ABANDONED);
      settle(refusal);
    }
  }

  private void drop(Outcome outcome) {
    switch (stage) {
      case IN_LINE -> home.gate.leaveLine(this);
      case TRYING -> {
        if (attempt != null) {
          Attempt dropped = attempt;
          attemptEnds(outcome);
          dropped.abort();
        }
      }
      case RESTING -> home.vertx.cancelTimer(restTimerId);
      case SETTLED -> {}
    }
  }

  private void leaveBudget() {
    if (onBudget) {
      onBudget = false;
      home.budget.retryEnds();
    }
  }

  private void settle(Refusal refusal) {
    end();
    promise.fail(refusal);
  }

  private void settle(ProviderReply reply) {
    end();
    promise.complete(reply);
  }

  private void end() {
    stage = Stage.SETTLED;
    leaveBudget();
    home.sweep.remove(this);
    home.budget.requestEnds();
    cancellation.release(whenCancelled);
  }
}
