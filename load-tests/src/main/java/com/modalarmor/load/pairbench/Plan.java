package com.modalarmor.load.pairbench;

import io.vertx.core.json.JsonObject;

/**
 * How much is measured and under which load.
 *
 * <p>Immutable.
 */
record Plan(
    int rounds,
    int warmupRequests,
    int warmupBatchesMax,
    int closedRequests,
    int closedConnections,
    int closedStreams,
    int ratePerS,
    int rateSeconds,
    int rateConnections,
    int rateStreams,
    boolean rateSpread,
    int repeatsMax,
    int quietWaitMaxS) {

  /** Connections a proxy may need at once, so that no request ever waits for an upstream one. */
  int inFlightMax() {
    return Math.max(closedConnections * closedStreams, rateConnections * rateStreams);
  }

  /** As the report tells it. */
  JsonObject json() {
    return new JsonObject()
        .put("rounds", rounds)
        .put("warmup_batch_requests", warmupRequests)
        .put("closed_requests", closedRequests)
        .put("closed_connections", closedConnections)
        .put("closed_streams", closedStreams)
        .put("rate_per_s", ratePerS)
        .put("rate_seconds", rateSeconds)
        .put("rate_connections", rateConnections)
        .put("rate_streams_max", rateStreams)
        .put("rate_spread", rateSpread);
  }
}
