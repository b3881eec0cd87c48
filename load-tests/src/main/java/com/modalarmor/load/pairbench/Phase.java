package com.modalarmor.load.pairbench;

/**
 * How a target is driven: as fast as it answers, or at an offered rate.
 *
 * <p>Immutable.
 */
enum Phase {
  /** A fixed number of requests in flight: shows what a request costs when batches are full. */
  CLOSED("closed", "closed loop"),
  /** A fixed number of requests offered a second: shows cost and latency at equal load. */
  FIXED("fixed", "fixed rate");

  private final String key;
  private final String title;

  Phase(String key, String title) {
    this.key = key;
    this.title = title;
  }

  String key() {
    return key;
  }

  String title() {
    return title;
  }
}
