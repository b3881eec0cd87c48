package com.modalarmor.audit;

import com.modalarmor.bus.Lane;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.List;

/**
 * Takes the batches of records of its event loop from their lane to the one writer, and answers
 * when they are written.
 */
public final class AuditVerticle extends VerticleBase {

  private final Lane<List<AuditEvent>, Long> lane;
  private final AuditWriter writer;

  public AuditVerticle(Lane<List<AuditEvent>, Long> lane, AuditWriter writer) {
    this.lane = lane;
    this.writer = writer;
  }

  @Override
  public Future<?> start() {
    return lane.serve(writer::append);
  }
}
