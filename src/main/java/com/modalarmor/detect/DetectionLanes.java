package com.modalarmor.detect;

import com.modalarmor.bus.Lane;
import com.modalarmor.bus.LaneClient;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;

/**
 * The two lanes of detection: event-loop verticles for jobs of ordinary size, workers for large
 * ones. Thread-safe.
 *
 * @param largeBytesMin jobs of at least this many bytes go to the workers
 */
public record DetectionLanes(
    Lane<ScanJob, Scanned> ordinary, Lane<ScanJob, Scanned> large, int largeBytesMin) {

  /** The asking side for one context. */
  public Client client(Vertx vertx, Context home) {
    return new Client(ordinary.client(vertx, home), large.client(vertx, home), largeBytesMin);
  }

  /** True when a job must not run on an event loop. */
  public boolean isLarge(ScanJob job) {
    return job.bytes() >= largeBytesMin;
  }

  /** Asks for scans from one context. Confined to it. */
  public static final class Client {

    private final LaneClient<ScanJob, Scanned> ordinary;
    private final LaneClient<ScanJob, Scanned> large;
    private final int largeBytesMin;

    private Client(
        LaneClient<ScanJob, Scanned> ordinary,
        LaneClient<ScanJob, Scanned> large,
        int largeBytesMin) {
      this.ordinary = ordinary;
      this.large = large;
      this.largeBytesMin = largeBytesMin;
    }

    public Future<Scanned> scan(ScanJob job) {
      return job.bytes() < largeBytesMin ? ordinary.call(job) : large.call(job);
    }
  }
}
