package com.modalarmor.load.pairbench;

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
    int repeatsMax,
    int quietWaitMaxS) {

  /** Connections a proxy may need at once, so that no request ever waits for an upstream one. */
  int inFlightMax() {
    return Math.max(closedConnections * closedStreams, rateConnections * rateStreams);
  }
}
