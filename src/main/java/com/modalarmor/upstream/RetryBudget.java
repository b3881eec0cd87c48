package com.modalarmor.upstream;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * Keeps retries a small share of the traffic, so that an upstream in trouble is not buried in them.
 * Thread-safe: one instance per upstream, shared by all event loops.
 *
 * <p>Two bounds hold at once: retries in flight stay below a percentage of the active requests (or
 * three, whichever is more), and each request earns only that percentage of a retry, saved up to a
 * small sum. The first alone would let every request of a slow trickle be sent twice.
 */
public final class RetryBudget {

  private static final int IN_FLIGHT_MIN = 3;
  private static final int PRICE = 100;
  private static final int SAVINGS_MAX = 10 * PRICE;

  private final int percent;
  private final AtomicInteger active = new AtomicInteger();
  private final AtomicInteger retrying = new AtomicInteger();
  private final AtomicInteger savings = new AtomicInteger(IN_FLIGHT_MIN * PRICE);
  private final LongAdder retries = new LongAdder();
  private final LongAdder denied = new LongAdder();

  /** {@code percent} of requests that may be retried; 0 = never. */
  public RetryBudget(int percent) {
    this.percent = percent;
  }

  /** A request, not an attempt, begins. */
  public void requestBegins() {
    active.incrementAndGet();
    int saved = savings.get();
    while (saved < SAVINGS_MAX
        && !savings.compareAndSet(saved, Math.min(SAVINGS_MAX, saved + percent))) {
      saved = savings.get();
    }
  }

  public void requestEnds() {
    active.decrementAndGet();
  }

  /** Asks for one retry; when granted, {@link #retryEnds()} must follow. */
  public boolean tryRetry() {
    if (percent == 0) {
      return false;
    }
    int allowed = Math.max(IN_FLIGHT_MIN, active.get() * percent / 100);
    if (retrying.incrementAndGet() > allowed || !pay()) {
      retrying.decrementAndGet();
      denied.increment();
      return false;
    }
    retries.increment();
    return true;
  }

  private boolean pay() {
    int saved = savings.get();
    while (saved >= PRICE) {
      if (savings.compareAndSet(saved, saved - PRICE)) {
        return true;
      }
      saved = savings.get();
    }
    return false;
  }

  public void retryEnds() {
    retrying.decrementAndGet();
  }

  /** Requests in flight over all loops; for metrics. */
  public int active() {
    return active.get();
  }

  /** Retries granted so far; for metrics. */
  public long retries() {
    return retries.sum();
  }

  /** Retries wanted and not granted; for metrics. */
  public long denied() {
    return denied.sum();
  }
}
