package com.modalarmor.load.pairbench;

import io.vertx.core.json.JsonObject;

/**
 * How much is measured and under which load.
 *
 * <p>Immutable.
 */
record Plan(int rounds, WarmUp warmUp, Closed closed, FixedRate rate, Patience patience) {

  /** Batches are sent until the JIT is quiet. */
  record WarmUp(int batchRequests, int batchesMax) {}

  /** Each client sends when it has its answer. */
  record Closed(int requests) {
    static final int CONNECTIONS = 8;
    static final int STREAMS = 8;
  }

  /**
   * @param spread the clients send by turns
   */
  record FixedRate(int perS, int seconds, boolean spread) {
    static final int CONNECTIONS = 16;
    static final int STREAMS_MAX = 32;
  }

  /** With a machine that others use. */
  record Patience(int repeatsMax, int quietWaitMaxS) {}

  /** Connections a proxy may need at once, so that no request ever waits for an upstream one. */
  static int inFlightMax() {
    return Math.max(
        Closed.CONNECTIONS * Closed.STREAMS, FixedRate.CONNECTIONS * FixedRate.STREAMS_MAX);
  }

  /** As the report tells it. */
  JsonObject json() {
    return new JsonObject()
        .put("rounds", rounds)
        .put("warmup_batch_requests", warmUp.batchRequests())
        .put("closed_requests", closed.requests())
        .put("closed_connections", Closed.CONNECTIONS)
        .put("closed_streams", Closed.STREAMS)
        .put("rate_per_s", rate.perS())
        .put("rate_seconds", rate.seconds())
        .put("rate_connections", FixedRate.CONNECTIONS)
        .put("rate_streams_max", FixedRate.STREAMS_MAX)
        .put("rate_spread", rate.spread());
  }
}
