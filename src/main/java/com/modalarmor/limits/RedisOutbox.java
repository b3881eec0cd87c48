package com.modalarmor.limits;

import io.vertx.core.Vertx;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Collects what is asked in one turn of the event loop and writes it at once: a system call for
 * many requests, not one each. Event loop only.
 */
final class RedisOutbox {

  private final Vertx vertx;
  private final Supplier<RedisConnection> usable;
  private final List<RedisCall> calls = new ArrayList<>();

  /** {@code usable} gives the connection, or null while there is none. */
  RedisOutbox(Vertx vertx, Supplier<RedisConnection> usable) {
    this.vertx = vertx;
    this.usable = usable;
  }

  void add(RedisCall call) {
    calls.add(call);
    if (calls.size() == 1) {
      vertx.runOnContext(turn -> flush());
    }
  }

  /** Forgets calls that somebody else has failed. */
  void clear() {
    calls.clear();
  }

  private void flush() {
    RedisConnection connection = usable.get();
    if (connection == null || calls.isEmpty()) {
      calls.clear(); // whoever took the link down has failed them
      return;
    }
    List<RedisCall> batch = List.copyOf(calls);
    calls.clear();
    if (batch.size() == 1) {
      connection.send(batch.get(0).request()).onComplete(batch.get(0));
      return;
    }
    List<Request> requests = new ArrayList<>(batch.size());
    for (RedisCall call : batch) {
      requests.add(call.request());
    }
    connection
        .batch(requests)
        .onComplete(
            (answers, failed) -> {
              // An error fails the whole batch: a lost script was lost for all of it, and any other
              // error is no answer to anybody.
              Throwable failure = failed == null ? null : RedisErrors.ofBatch(failed);
              for (int i = 0; i < batch.size(); i++) {
                batch.get(i).complete(failure == null ? answers.get(i) : null, failure);
              }
            });
  }
}
