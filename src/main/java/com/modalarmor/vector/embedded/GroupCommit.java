package com.modalarmor.vector.embedded;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.WorkerExecutor;
import java.io.IOException;

/**
 * One commit for all who wait for one: a disk's flush takes milliseconds, and while one runs the
 * next gathers. Thread-safe. After a commit that failed nothing more is accepted.
 */
final class GroupCommit {

  /** What a commit does; blocking. */
  @FunctionalInterface
  interface Commit {
    void run() throws IOException;
  }

  private final WorkerExecutor executor;
  private final Commit commit;
  private Promise<Void> next;
  private boolean running;
  private volatile boolean failed;

  GroupCommit(WorkerExecutor executor, Commit commit) {
    this.executor = executor;
    this.commit = commit;
  }

  boolean failed() {
    return failed;
  }

  /** Completes when everything that was written before this call is on disk. */
  Future<Void> durable() {
    Future<Void> mine;
    synchronized (this) {
      if (next == null) {
        next = Promise.promise();
      }
      mine = next.future();
      if (running) {
        return mine;
      }
      running = true;
    }
    run();
    return mine;
  }

  private void run() {
    Promise<Void> waiting;
    synchronized (this) {
      waiting = next;
      next = null;
    }
    executor
        .<Void>executeBlocking(
            () -> {
              commit.run();
              return null;
            },
            true)
        .onComplete(
            result -> {
              failed |= result.failed();
              boolean more;
              synchronized (this) {
                more = next != null;
                running = more;
              }
              if (more) {
                run();
              }
              waiting.handle(result);
            });
  }
}
