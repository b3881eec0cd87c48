package com.modalarmor.detect;

import com.modalarmor.bus.Lane;
import com.modalarmor.text.Pause;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;

/**
 * Serves a detection lane: parse, fold, detect. One instance per event loop for requests of
 * ordinary size; further instances as workers take the large ones, in slices and in turn, so that
 * one big prompt neither stalls a loop nor takes all processors.
 */
public final class DetectionVerticle extends VerticleBase {

  private final Lane<ScanJob, Scanned> lane;
  private final Turns turns;
  private final KnownTexts knownTexts;
  private final boolean hints;
  private Scanner scanner;

  private DetectionVerticle(Lane<ScanJob, Scanned> lane, Turns turns, DetectionLanes lanes) {
    this.lane = lane;
    this.turns = turns;
    this.knownTexts = new KnownTexts(lanes.knownTextsMax());
    this.hints = lanes.second().isPresent(); // which is asked about what is no attack yet
    this.scanner = new Scanner(knownTexts, hints);
  }

  /** For an event loop. */
  public static DetectionVerticle ordinary(DetectionLanes lanes) {
    return new DetectionVerticle(lanes.ordinary(), null, lanes);
  }

  /** For a worker. */
  public static DetectionVerticle large(DetectionLanes lanes) {
    return new DetectionVerticle(lanes.large(), lanes.turns(), lanes);
  }

  @Override
  public Future<?> start() {
    return lane.serve(
        job -> Future.succeededFuture(turns == null ? scanner.inspect(job) : inTurn(job)));
  }

  private Scanned inTurn(ScanJob job) {
    if (job.unwanted().getAsBoolean()) {
      throw new Pause.Stopped();
    }
    turns.take();
    try {
      return scanner.inspect(job, new Slices(turns, job.unwanted()));
    } catch (Pause.Stopped e) {
      scanner = new Scanner(knownTexts, hints); // what was being read is left as it was
      throw e;
    } finally {
      turns.leave();
    }
  }
}
