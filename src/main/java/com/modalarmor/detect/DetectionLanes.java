package com.modalarmor.detect;

import com.modalarmor.bus.Lane;
import com.modalarmor.bus.LaneClient;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The lanes of detection: event-loop verticles for jobs of ordinary size, workers for large ones,
 * and workers for a second opinion where the user has brought a model for it. Thread-safe.
 *
 * @param largeBytesMin jobs of at least this many bytes go to the workers
 * @param turns how many of those run at once
 * @param knownTextsMax texts that each verticle remembers to be clean; 0 = none
 */
public record DetectionLanes(
    Lane<ScanJob, Scanned> ordinary,
    Lane<ScanJob, Scanned> large,
    int largeBytesMin,
    Turns turns,
    int knownTextsMax,
    Optional<Second> second) {

  /** The lane of the second stage, and when it is asked. */
  public record Second(Lane<List<String>, float[]> lane, SecondStage stage) {}

  /** The asking side for one context. */
  public Client client(Vertx vertx, Context home) {
    return new Client(this, vertx, home);
  }

  /** True when a job must not run on an event loop. */
  public boolean isLarge(ScanJob job) {
    return job.bytes() >= largeBytesMin;
  }

  /** Asks for scans from one context. Confined to it. */
  public static final class Client {

    private final DetectionLanes lanes;
    private final LaneClient<ScanJob, Scanned> ordinary;
    private final LaneClient<ScanJob, Scanned> large;
    private final Optional<SecondStage> stage;
    private final Optional<LaneClient<List<String>, float[]>> second;

    private Client(DetectionLanes lanes, Vertx vertx, Context home) {
      this.lanes = lanes;
      this.ordinary = lanes.ordinary().client(vertx, home);
      this.large = lanes.large().client(vertx, home);
      this.stage = lanes.second().map(Second::stage);
      this.second = lanes.second().map(it -> it.lane().client(vertx, home));
    }

    /** As {@link DetectionLanes#isLarge}. */
    public boolean isLarge(ScanJob job) {
      return lanes.isLarge(job);
    }

    public Future<Scanned> scan(ScanJob job) {
      Future<Scanned> scanned = isLarge(job) ? scanLarge(job) : ordinary.call(job);
      return stage.isEmpty() ? scanned : scanned.compose(this::askAgain);
    }

    /** Late, or of no use to anybody: then the worker need not go on. */
    private Future<Scanned> scanLarge(ScanJob job) {
      AtomicBoolean over = new AtomicBoolean();
      return large
          .call(job.unless(() -> over.get() || job.unwanted().getAsBoolean()))
          .onComplete(answered -> over.set(true));
    }

    private Future<Scanned> askAgain(Scanned scanned) {
      SecondStage when = stage.orElseThrow();
      List<Integer> doubts = when.doubts(scanned.result());
      if (doubts.isEmpty()) {
        return Future.succeededFuture(scanned);
      }
      List<String> passages = new ArrayList<>(doubts.size());
      doubts.forEach(doubt -> passages.add(when.passage(scanned.result(), doubt)));
      return second
          .orElseThrow()
          .call(passages)
          .map(opinions -> SecondStage.applied(scanned, doubts, opinions))
          .otherwise(refusal -> SecondStage.unasked(scanned, "unavailable"));
    }
  }
}
