package com.modalarmor.audit;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The single writer of the audit log, on a thread of its own, since a disk may stall. Another one
 * forces what was written to disk: that takes milliseconds, and answers wait for the batches
 * behind. Thread-safe.
 *
 * <p>Not a worker verticle: Vert.x hands a task over while it holds a lock that the woken thread
 * then waits for, so each batch would wake it twice. How many batches can wait is the lane's bound.
 */
public final class AuditWriter {

  private static final Logger LOG = LoggerFactory.getLogger(AuditWriter.class);

  /** How long a disk may take with what it was told last. */
  private static final int CLOSE_WAIT_S = 10;

  private final AuditSettings settings;
  private final ExecutorService writing =
      new ThreadPoolExecutor(
          1,
          1,
          0,
          TimeUnit.SECONDS,
          new LinkedTransferQueue<>(),
          task -> thread(task, "modal-armor-audit"));
  private final ScheduledExecutorService syncing =
      new ScheduledThreadPoolExecutor(1, task -> thread(task, "modal-armor-audit-sync"));

  /** Of the writing thread. */
  private AuditFile file;

  public AuditWriter(AuditSettings settings) {
    this.settings = settings;
  }

  private static Thread thread(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  /** Fails when the log cannot be written, or is none. */
  public Future<Void> open() {
    return onThread(
        () -> {
          AuditFile opened = new AuditFile(settings.folder(), settings.syncIntervalMs() == 0);
          file = opened;
          long everyMs = Math.max(10, settings.syncIntervalMs());
          syncing.scheduleWithFixedDelay(
              () -> sync(opened), everyMs, everyMs, TimeUnit.MILLISECONDS);
          return null;
        });
  }

  /** Completes on the writing thread, with the number of the last record that was written. */
  Future<Long> append(List<AuditEvent> events) {
    return onThread(
        () -> {
          file.append(events);
          return file.sequence();
        });
  }

  private <T> Future<T> onThread(Callable<T> work) {
    Promise<T> promise = Promise.promise();
    try {
      writing.execute(
          () -> {
            T done;
            try {
              done = work.call();
            } catch (Throwable e) { // an Error too: who asks waits for an answer
              promise.fail(e);
              return;
            }
            promise.complete(done);
          });
    } catch (RejectedExecutionException e) {
      promise.fail(e);
    }
    return promise.future();
  }

  private static void sync(AuditFile file) {
    try {
      file.sync();
    } catch (IOException | RuntimeException e) {
      LOG.error("audit log: the disk failed; requests are refused from now on");
    }
  }

  /** Completes when what waits is written and the log is closed; nothing can be appended then. */
  public Future<Void> close() {
    Future<Void> closed =
        onThread(
            () -> {
              syncing.shutdown();
              if (!syncing.awaitTermination(CLOSE_WAIT_S, TimeUnit.SECONDS)) {
                LOG.error("audit log: the disk does not answer");
              }
              if (file != null) {
                file.close();
              }
              return null;
            });
    writing.shutdown();
    return closed;
  }
}
