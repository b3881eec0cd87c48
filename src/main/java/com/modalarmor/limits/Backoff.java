package com.modalarmor.limits;

import java.util.concurrent.ThreadLocalRandom;

/** Growing, capped, jittered delays between attempts to connect. One thread. */
final class Backoff {

  private final int firstMs;
  private final int maxMs;
  private int ceilingMs;

  Backoff(int firstMs, int maxMs) {
    this.firstMs = firstMs;
    this.maxMs = Math.max(firstMs, maxMs);
    this.ceilingMs = firstMs;
  }

  /** Between half the current ceiling and all of it, so that pods do not come back in step. */
  int nextMs() {
    int ceiling = ceilingMs;
    ceilingMs = (int) Math.min(maxMs, ceiling * 2L);
    return Math.max(1, ceiling / 2 + ThreadLocalRandom.current().nextInt(ceiling / 2 + 1));
  }

  void reset() {
    ceilingMs = firstMs;
  }
}
