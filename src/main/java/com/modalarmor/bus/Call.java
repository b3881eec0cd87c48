package com.modalarmor.bus;

import com.modalarmor.verdict.Refusal;
import io.vertx.core.Context;
import io.vertx.core.Promise;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One question on its way through a lane, with the slot for its answer. Travels by reference; the
 * answer goes back to the asker's own context. Thread-safe: the first answer wins, later ones are
 * ignored.
 */
final class Call<Q, A> {

  final Q question;
  final Context home;
  final Thread homeThread;
  final Promise<A> promise = Promise.promise();
  final long deadlineNanos;
  private final AtomicBoolean answered = new AtomicBoolean();

  Call(Q question, Context home, long deadlineNanos) {
    this.question = question;
    this.home = home;
    this.homeThread = Thread.currentThread();
    this.deadlineNanos = deadlineNanos;
  }

  boolean answered() {
    return answered.get();
  }

  void succeed(A answer) {
    if (answered.compareAndSet(false, true)) {
      if (Thread.currentThread() == homeThread) {
        promise.complete(answer);
      } else {
        home.runOnContext(v -> promise.complete(answer));
      }
    }
  }

  /** Anything that is not a refusal becomes one: a caller never sees an internal message. */
  void fail(Throwable cause, Refusal.Reason otherwise) {
    if (answered.compareAndSet(false, true)) {
      Throwable refusal = cause instanceof Refusal ? cause : new Refusal(otherwise);
      if (Thread.currentThread() == homeThread) {
        promise.fail(refusal);
      } else {
        home.runOnContext(v -> promise.fail(refusal));
      }
    }
  }
}
