package com.modalarmor.audit;

import com.modalarmor.bus.Lane;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The single writer of the audit log: takes batches from its lane and answers when they are
 * written. A worker verticle, since a disk may stall.
 */
public final class AuditVerticle extends VerticleBase {

  private final Lane<List<AuditEvent>, Long> lane;
  private final AuditSettings settings;
  private AuditFile file;

  public AuditVerticle(Lane<List<AuditEvent>, Long> lane, AuditSettings settings) {
    this.lane = lane;
    this.settings = settings;
  }

  @Override
  public Future<?> start() throws IOException {
    file =
        new AuditFile(settings.folder(), TimeUnit.MILLISECONDS.toNanos(settings.syncIntervalMs()));
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

  private void sync() {
    try {
      file.sync();
    } catch (IOException e) {
      org.slf4j.LoggerFactory.getLogger(AuditVerticle.class).error("audit log: sync failed");
    }
  }

  @Override
  public Future<?> stop() throws IOException {
    if (file != null) {
      file.close();
    }
    return Future.succeededFuture();
  }
}
