package com.modalarmor.detect;

import com.modalarmor.bus.Lane;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;

/**
 * Serves a detection lane: parse, fold, detect. One instance per event loop for requests of
 * ordinary size; further instances as workers take the large ones, so that one big prompt never
 * stalls a loop.
 */
public final class DetectionVerticle extends VerticleBase {

  private final Lane<ScanJob, Scanned> lane;
  private final Scanner scanner = new Scanner();

  public DetectionVerticle(Lane<ScanJob, Scanned> lane) {
    this.lane = lane;
  }

  @Override
  public Future<?> start() {
    return lane.serve(job -> Future.succeededFuture(scanner.inspect(job)));
  }
}
