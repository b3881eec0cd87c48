package com.modalarmor.limits;

import io.vertx.core.Completable;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;

/** One call on a link that waits for its answer; completes its caller once. Event loop only. */
final class RedisCall implements Completable<Response> {

  private final RedisLink link;
  private final int generation;
  private final RedisQuestion question;
  private final long deadlineNanos;
  private boolean done;
  private boolean resent;

  RedisCall(RedisLink link, int generation, RedisQuestion question, long deadlineNanos) {
    this.link = link;
    this.generation = generation;
    this.question = question;
    this.deadlineNanos = deadlineNanos;
  }

  @Override
  public void complete(Response response, Throwable failure) {
    if (done) {
      return; // Late: the caller has gone its degraded way.
    }
    if (failure == null) {
      done = true;
      link.answered();
      question.complete(response, null);
      return;
    }
    String error = String.valueOf(failure.getMessage());
    if (!resent && error.startsWith("NOSCRIPT")) {
      resent = true;
      if (link.resend(this)) {
        return;
      }
    }
    done = true;
    link.answered();
    link.failed(this, error);
    question.complete(null, RedisUnavailable.ERROR);
  }

  void abandon(RedisUnavailable why) {
    if (!done) {
      done = true;
      question.complete(null, why);
    }
  }

  boolean done() {
    return done;
  }

  int generation() {
    return generation;
  }

  Request request() {
    return question.request();
  }

  long deadlineNanos() {
    return deadlineNanos;
  }
}
