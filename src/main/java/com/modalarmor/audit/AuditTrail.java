package com.modalarmor.audit;

import com.modalarmor.bus.LaneClient;
import com.modalarmor.verdict.Refusal;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands the records of one event loop to the writer in batches. Confined to that loop.
 *
 * <p>Group commit without a timer: a batch leaves at the end of the loop's turn in which its first
 * record settled, or, while one is being written, as soon as that is done. So one hop and one write
 * serve many requests exactly when there are many. The future tells when the record is written:
 * answers wait for it, so that no answered request lacks its record.
 */
public final class AuditTrail {

  private static final Logger LOG = LoggerFactory.getLogger(AuditTrail.class);
  private static final long FAILURE_SHOWN_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final Vertx vertx;
  private final LaneClient<List<AuditEvent>, Long> writer;
  private final AuditSettings settings;
  private List<AuditEvent> events = new ArrayList<>();
  private Promise<Void> written = Promise.promise();
  private int pending;
  private boolean writing;
  private volatile boolean failing;
  private volatile long failedNanos;

  public AuditTrail(
      Vertx vertx, LaneClient<List<AuditEvent>, Long> writer, AuditSettings settings) {
    this.vertx = vertx;
    this.writer = writer;
    this.settings = settings;
  }

  /** Completes when the record is written; fails with a refusal when it could not be. */
  public Future<Void> append(AuditEvent event) {
    if (pending >= settings.pendingMax()) {
      return Future.failedFuture(new Refusal(Refusal.Reason.OVERLOADED));
    }
    pending++;
    events.add(event);
    Future<Void> future = written.future();
    if (events.size() == 1 && !writing) {
      writing = true;
      vertx.runOnContext(v -> flush());
    }
    return future;
  }

  private void flush() {
    List<AuditEvent> batch = events;
    Promise<Void> done = written;
    events = new ArrayList<>(batch.size());
    written = Promise.promise();
    writer
        .call(batch)
        .onComplete(
            result -> {
              pending -= batch.size();
              writing = !events.isEmpty();
              if (writing) {
                flush();
              }
              if (result.succeeded()) {
                recovered();
                done.complete();
              } else {
                lost();
                done.fail(result.cause());
              }
            });
  }

  private void lost() {
    failedNanos = System.nanoTime();
    if (!failing) {
      failing = true;
      LOG.error("audit records cannot be written; requests are refused until they can");
    }
  }

  private void recovered() {
    if (failing) {
      failing = false;
      LOG.info("audit records are written again");
    }
  }

  /**
   * False for a while after a record could not be written. Not until one could: without requests
   * nobody would find out. From any thread.
   */
  public boolean works() {
    return !failing || System.nanoTime() - failedNanos > FAILURE_SHOWN_NANOS;
  }
}
