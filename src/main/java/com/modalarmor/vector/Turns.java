package com.modalarmor.vector;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Lets the changes of one collection happen one after another, without a thread that waits.
 * Thread-safe. Bounded by the lane that the requests come through.
 */
final class Turns {

  private final Map<String, Future<?>> last = new HashMap<>();

  /** Runs {@code work} when what was asked for before it under the same key has ended. */
  <T> Future<T> take(String key, Supplier<Future<T>> work) {
    Promise<T> mine = Promise.promise();
    Future<?> before;
    synchronized (last) {
      before = last.put(key, mine.future());
    }
    mine.future()
        .onComplete(
            v -> {
              synchronized (last) {
                last.remove(key, mine.future());
              }
            });
    if (before == null) {
      run(work, mine);
    } else {
      before.onComplete(v -> run(work, mine));
    }
    return mine.future();
  }

  private static <T> void run(Supplier<Future<T>> work, Promise<T> mine) {
    Future<T> result;
    try {
      result = work.get();
    } catch (RuntimeException e) {
      result = Future.failedFuture(e);
    }
    result.onComplete(mine);
  }
}
