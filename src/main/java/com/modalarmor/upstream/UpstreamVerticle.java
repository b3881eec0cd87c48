package com.modalarmor.upstream;

import com.modalarmor.bus.Lane;
import com.modalarmor.chat.Direction;
import com.modalarmor.detect.DetectionLanes;
import com.modalarmor.detect.ScanJob;
import com.modalarmor.detect.Scanner;
import com.modalarmor.detect.StreamScanner;
import com.modalarmor.guard.StreamGuard;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.util.function.Function;

/**
 * Serves the upstream lane: sends a request to the provider and inspects the answer before anybody
 * sees it, a streamed one as it comes. One instance per event loop; its connections stay on that
 * loop.
 *
 * <p>Answers of ordinary size are inspected here, so that an answer needs no third hop; large ones
 * go to the detection workers.
 */
public final class UpstreamVerticle extends VerticleBase {

  private final Lane<Generation, Generated> lane;
  private final DetectionLanes detection;
  private final Function<Vertx, Provider> providerOf;
  private final Scanner scanner = new Scanner();
  private final StreamScanner streamScanner = new StreamScanner();
  private Provider provider;
  private DetectionLanes.Client detectionClient;

  public UpstreamVerticle(
      Lane<Generation, Generated> lane,
      DetectionLanes detection,
      Function<Vertx, Provider> providerOf) {
    this.lane = lane;
    this.detection = detection;
    this.providerOf = providerOf;
  }

  @Override
  public Future<?> start() {
    provider = providerOf.apply(vertx);
    detectionClient = detection.client(vertx, context);
    return lane.serve(this::generate);
  }

  private Future<Generated> generate(Generation generation) {
    if (generation.stream() != null) {
      return stream(generation);
    }
    return provider
        .send(generation.request(), generation.cancellation())
        .compose(reply -> inspect(generation, reply));
  }

  private Future<Generated> inspect(Generation generation, ProviderReply reply) {
    ScanJob job =
        new ScanJob(
            reply.events(),
            generation.replyDecoder(),
            generation.plan(),
            Direction.OUTPUT,
            generation.hidden(),
            null,
            generation.cancellation()::cancelled);
    return detection.isLarge(job)
        ? detectionClient.scan(job).map(seen -> new Generated(reply, seen, null))
        : Future.succeededFuture(new Generated(reply, scanner.inspect(job), null));
  }

  /** The events leave as they come, through the guard; an answer that is an error does not. */
  private Future<Generated> stream(Generation generation) {
    StreamRelay relay =
        new StreamRelay(
            new StreamGuard(generation.stream().guard(), streamScanner),
            generation.stream().flow(),
            context);
    return provider
        .send(generation.request(), generation.cancellation(), relay)
        .compose(
            reply ->
                relay.begun()
                    ? Future.succeededFuture(new Generated(reply, null, relay.finish()))
                    : inspect(generation, reply))
        .onFailure(
            e -> {
              if (relay.begun()) {
                relay.seen();
              }
            });
  }

  @Override
  public Future<?> stop() {
    return provider == null ? Future.succeededFuture() : provider.close();
  }
}
