package com.modalarmor.vector;

import com.modalarmor.bus.Lane;
import com.modalarmor.bus.LaneClient;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Optional;

/**
 * The lanes to the rows: workers for all, and for a store that does not block event-loop verticles
 * for light questions, which then change threads for nothing but the store itself. Thread-safe.
 *
 * @param nearby empty where the store computes or blocks
 * @param largeBytesMin bodies of at least so many bytes go to the workers
 */
public record VectorLanes(
    Lane<VectorJob, VectorReply> workers,
    Optional<Lane<VectorJob, VectorReply>> nearby,
    int largeBytesMin) {

  /** The asking side for one context. */
  public Client client(Vertx vertx, Context home) {
    return new Client(
        workers.client(vertx, home),
        nearby.map(lane -> lane.client(vertx, home)).orElse(null),
        largeBytesMin);
  }

  /** Asks from one context. Confined to it. */
  public static final class Client {

    private final LaneClient<VectorJob, VectorReply> workers;
    private final LaneClient<VectorJob, VectorReply> nearby;
    private final int largeBytesMin;

    private Client(
        LaneClient<VectorJob, VectorReply> workers,
        LaneClient<VectorJob, VectorReply> nearby,
        int largeBytesMin) {
      this.workers = workers;
      this.nearby = nearby;
      this.largeBytesMin = largeBytesMin;
    }

    public Future<VectorReply> call(VectorJob job) {
      boolean light = nearby != null && job.body().length < largeBytesMin && job.codec().isLight();
      return light ? nearby.call(job) : workers.call(job);
    }
  }
}
