package com.modalarmor.metrics;

import io.micrometer.core.instrument.Clock;

/**
 * A clock whose wall time is as old as its last tick. Each value that a timer or a summary takes
 * asks three times whether its window of minutes is over, a dozen values a request. Thread-safe.
 */
public final class CoarseClock implements Clock {

  private volatile long wallMs = System.currentTimeMillis();

  /** To be called several times a second. */
  public void tick() {
    wallMs = System.currentTimeMillis();
  }

  @Override
  public long wallTime() {
    return wallMs;
  }

  @Override
  public long monotonicTime() {
    return System.nanoTime();
  }
}
