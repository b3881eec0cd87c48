package com.modalarmor.upstream.gemini;

import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The requests in flight of one provider, looked through by one periodic timer, which stands in for
 * three timers per request. Confined to one event loop.
 */
final class Sweep {

  private static final int SWEEPS_PER_DEADLINE = 10;
  private static final long SWEEP_MS_MIN = 5;
  private static final long SWEEP_MS_MAX = 50;

  private final Vertx vertx;
  private final GeminiProvider home;
  private final long timerId;
  private Exchange[] exchanges = new Exchange[64];
  private int size;

  Sweep(GeminiProvider home, long shortestDeadlineMs) {
    this.home = home;
    this.vertx = home.vertx;
    long periodMs =
        Math.max(SWEEP_MS_MIN, Math.min(SWEEP_MS_MAX, shortestDeadlineMs / SWEEPS_PER_DEADLINE));
    this.timerId = vertx.setPeriodic(periodMs, id -> look());
  }

  void add(Exchange exchange) {
    if (size == exchanges.length) {
      exchanges = Arrays.copyOf(exchanges, size * 2);
    }
    exchange.sweepIndex = size;
    exchanges[size++] = exchange;
  }

  void remove(Exchange exchange) {
    Exchange last = exchanges[--size];
    exchanges[size] = null;
    if (last != exchange) {
      exchanges[exchange.sweepIndex] = last;
      last.sweepIndex = exchange.sweepIndex;
    }
  }

  /** From the end, so that the swap of a removal never hides one that was not looked at. */
  private void look() {
    long nowNanos = System.nanoTime();
    home.checkUnborn(nowNanos);
    for (int i = size - 1; i >= 0; i--) {
      if (i < size) {
        exchanges[i].checkDeadlines(nowNanos);
      }
    }
  }

  /** Ends the timer; the requests that were still in flight. */
  List<Exchange> close() {
    vertx.cancelTimer(timerId);
    return new ArrayList<>(Arrays.asList(exchanges).subList(0, size));
  }

  int size() {
    return size;
  }
}
