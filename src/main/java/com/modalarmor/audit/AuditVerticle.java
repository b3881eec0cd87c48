package com.modalarmor.audit;

import com.modalarmor.bus.Lane;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.io.IOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The single writer of the audit log: takes batches from its lane and answers when they are
 * written. A worker verticle, since a disk may stall.
 */
public final class AuditVerticle extends VerticleBase {

  private static final Logger LOG = LoggerFactory.getLogger(AuditVerticle.class);

  private final Lane<List<AuditEvent>, Long> lane;
  private final AuditSettings settings;
  private AuditFile file;
  private boolean syncing;

  public AuditVerticle(Lane<List<AuditEvent>, Long> lane, AuditSettings settings) {
    this.lane = lane;
    this.settings = settings;
  }

  @Override
  public Future<?> start() throws IOException {
    file = new AuditFile(settings.folder(), settings.syncIntervalMs() == 0);
    vertx.setPeriodic(Math.max(10, settings.syncIntervalMs()), id -> sync());
    return lane.serve(this::append);
  }

  private Future<Long> append(List<AuditEvent> events) {
    try {
      file.append(events);
      return Future.succeededFuture(file.sequence());
    } catch (IOException e) {
      return Future.failedFuture(e);
    }
  }

  /** On a thread of its own: a disk takes milliseconds, and answers wait for the batches behind. */
  private void sync() {
    if (syncing) {
      return;
    }
    syncing = true;
    vertx
        .executeBlocking(
            () -> {
              file.sync();
              return null;
            },
            false)
        .onComplete(
            result -> {
              syncing = false;
              if (result.failed()) {
                LOG.error("audit log: the disk failed; requests are refused from now on");
              }
            });
  }

  @Override
  public Future<?> stop() throws IOException {
    if (file != null) {
      file.close();
    }
    return Future.succeededFuture();
  }
}
