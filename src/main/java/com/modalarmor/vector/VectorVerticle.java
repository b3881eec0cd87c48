package com.modalarmor.vector;

import com.modalarmor.bus.Lane;
import com.modalarmor.bus.LaneClient;
import com.modalarmor.verdict.Refusal;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves a vector lane. On a worker of its own: bodies of megabytes are parsed here, texts are
 * inspected and stores are searched, so that no event loop waits. Or on an event loop, for light
 * questions to a store that does not block; what turns out to be heavy goes on to the workers.
 */
public final class VectorVerticle extends VerticleBase {

  private static final Logger LOG = LoggerFactory.getLogger(VectorVerticle.class);

  private final Lane<VectorJob, VectorReply> lane;
  private final VectorDesk desk;
  private final EmbedderMaker embedders;
  private final Lane<VectorJob, VectorReply> workers;
  private LaneClient<VectorJob, VectorReply> beyond;
  private InspectedDesk inspected;

  /** Makes what turns texts into vectors, on the context that will use it. */
  @FunctionalInterface
  public interface EmbedderMaker {

    /** Null where texts are not embedded. */
    Embedder make(Vertx vertx, Context context);
  }

  private VectorVerticle(
      Lane<VectorJob, VectorReply> lane,
      VectorDesk desk,
      EmbedderMaker embedders,
      Lane<VectorJob, VectorReply> workers) {
    this.lane = lane;
    this.desk = desk;
    this.embedders = embedders;
    this.workers = workers;
  }

  public static VectorVerticle worker(
      Lane<VectorJob, VectorReply> lane, VectorDesk desk, EmbedderMaker embedders) {
    return new VectorVerticle(lane, desk, embedders, null);
  }

  /** For an event loop. */
  public static VectorVerticle nearby(
      Lane<VectorJob, VectorReply> lane, VectorDesk desk, Lane<VectorJob, VectorReply> workers) {
    return new VectorVerticle(lane, desk, (vertx, context) -> null, workers);
  }

  @Override
  public Future<?> start() {
    inspected = new InspectedDesk(desk, embedders.make(vertx, context));
    beyond = workers == null ? null : workers.client(vertx, context);
    return lane.serve(this::handle);
  }

  private Future<VectorReply> handle(VectorJob job) {
    Access access = new Access();
    Future<VectorResult> result;
    try {
      VectorRequest request = job.codec().decode(job.body(), job.label());
      if (beyond != null && TextVectors.lacking(request)) {
        return beyond.call(job); // the models are asked from there
      }
      result =
          job.policy().vectors().inspects() || InspectedDesk.needs(request)
              ? inspected.handle(context, job, request, access)
              : desk.handle(job.policy().vectors(), job.subject(), request, access);
    } catch (VectorFault | Refusal fault) {
      result = Future.failedFuture(fault);
    }
    return result
        .map(done -> VectorReply.of(job.codec(), done, access).spelt(beyond != null))
        .recover(
            e -> beyond != null && e instanceof HeavyAnswer ? beyond.call(job) : failed(e, access));
  }

  private static Future<VectorReply> failed(Throwable cause, Access access) {
    if (cause instanceof VectorFault fault) {
      return Future.succeededFuture(VectorReply.of(fault, access));
    }
    if (!(cause instanceof Refusal)) {
      // The class alone: a message might quote the request.
      LOG.error("a vector request failed: {}", cause.getClass().getName());
      return Future.failedFuture(new Refusal(Refusal.Reason.INTERNAL));
    }
    return Future.failedFuture(cause);
  }
}
