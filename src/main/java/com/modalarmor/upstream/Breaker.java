package com.modalarmor.upstream;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.LongSupplier;

/**
 * Stops calls to an upstream that mostly fails, and lets one probe out after a cool-down.
 * Thread-safe and lock-free: one instance per upstream, shared by all event loops.
 *
 * <p>Calls are counted in ten slices of the window; a slice is one long, so that stamp and counts
 * change together.
 */
public final class Breaker {

  /** What an observer sees. */
  public enum State {
    CLOSED,
    OPEN,
    HALF_OPEN
  }

  /** Whether a call may go out. */
  public enum Pass {
    NORMAL,
    /** The one call that decides whether the breaker closes; its outcome must be recorded. */
    PROBE,
    REFUSED
  }

  /** How a call ended. */
  public enum Outcome {
    SUCCESS,
    FAILURE,
    /** Says nothing about the upstream: the caller left, or the call never went out. */
    ABANDONED
  }

  private static final int SLICES = 10;
  private static final int COUNT_BITS = 20;
  private static final long COUNT_MASK = (1L << COUNT_BITS) - 1;
  private static final long STAMP_MASK = (1L << 24) - 1;
  private static final int CLOSED = State.CLOSED.ordinal();
  private static final int OPEN = State.OPEN.ordinal();
  private static final int HALF_OPEN = State.HALF_OPEN.ordinal();
  private static final State[] STATES = State.values();

  private final BreakerSettings settings;
  private final LongSupplier nanoClock;
  private final long startNanos;
  private final long sliceNanos;
  private final long coolDownNanos;

  /** Each: stamp (24 bits), calls (20), failures (20). */
  private final AtomicLongArray slices = new AtomicLongArray(SLICES);

  private final AtomicInteger state = new AtomicInteger(CLOSED);
  private final AtomicInteger opened = new AtomicInteger();
  private volatile long probeAtNanos;

  public Breaker(BreakerSettings settings) {
    this(settings, System::nanoTime);
  }

  Breaker(BreakerSettings settings, LongSupplier nanoClock) {
    this.settings = settings;
    this.nanoClock = nanoClock;
    this.sliceNanos = TimeUnit.MILLISECONDS.toNanos(settings.windowMs()) / SLICES;
    this.coolDownNanos = TimeUnit.MILLISECONDS.toNanos(settings.coolDownMs());
    // The first stamp is SLICES, so that the empty slices of the start are out of the window.
    this.startNanos = nanoClock.getAsLong() - SLICES * sliceNanos;
  }

  /** True when {@link #enter()} would refuse; changes nothing. */
  public boolean refuses() {
    int now = state.get();
    return now == HALF_OPEN || (now == OPEN && nanoClock.getAsLong() - probeAtNanos < 0);
  }

  /** Asks for one call; what is not REFUSED must be {@linkplain #record recorded} once. */
  public Pass enter() {
    int now = state.get();
    if (now == CLOSED) {
      return Pass.NORMAL;
    }
    boolean probe =
        now == OPEN
            && nanoClock.getAsLong() - probeAtNanos >= 0
            && state.compareAndSet(OPEN, HALF_OPEN);
    return probe ? Pass.PROBE : Pass.REFUSED;
  }

  public void record(Pass pass, Outcome outcome) {
    if (pass == Pass.PROBE) {
      recordProbe(outcome);
    } else if (pass == Pass.NORMAL && outcome != Outcome.ABANDONED && state.get() == CLOSED) {
      // A call that began before the breaker opened has no say in when it closes.
      boolean failed = outcome == Outcome.FAILURE;
      count(failed);
      if (failed && tooManyFailures()) {
        open(CLOSED, coolDownNanos);
      }
    }
  }

  private void recordProbe(Outcome outcome) {
    if (outcome == Outcome.SUCCESS) {
      for (int i = 0; i < SLICES; i++) {
        slices.set(i, 0);
      }
      state.set(CLOSED);
    } else {
      open(HALF_OPEN, outcome == Outcome.FAILURE ? coolDownNanos : 0);
    }
  }

  private void open(int from, long pauseNanos) {
    probeAtNanos = nanoClock.getAsLong() + pauseNanos;
    if (state.compareAndSet(from, OPEN)) {
      opened.incrementAndGet();
    }
  }

  private void count(boolean failed) {
    long slice = slice();
    long stamp = slice & STAMP_MASK;
    int index = (int) (slice % SLICES);
    while (true) {
      long old = slices.get(index);
      long base = old >>> (2 * COUNT_BITS) == stamp ? old : stamp << (2 * COUNT_BITS);
      if ((base >>> COUNT_BITS & COUNT_MASK) == COUNT_MASK) {
        return; // a million calls in a slice: the proportion is known well enough
      }
      long next = base + (1L << COUNT_BITS) + (failed ? 1 : 0);
      if (slices.compareAndSet(index, old, next)) {
        return;
      }
    }
  }

  private boolean tooManyFailures() {
    long slice = slice();
    long calls = 0;
    long failures = 0;
    for (int i = 0; i < SLICES; i++) {
      long value = slices.get(i);
      long age = slice - (value >>> (2 * COUNT_BITS)) & STAMP_MASK;
      if (age < SLICES) {
        calls += value >>> COUNT_BITS & COUNT_MASK;
        failures += value & COUNT_MASK;
      }
    }
    return calls >= settings.callsMin() && failures * 100 >= calls * settings.failurePercent();
  }

  private long slice() {
    return (nanoClock.getAsLong() - startNanos) / sliceNanos;
  }

  public State state() {
    return STATES[state.get()];
  }

  /** How often it has opened; for metrics. */
  public int opened() {
    return opened.get();
  }

  /** Whole seconds until a probe may go out, at least 1; for {@code Retry-After}. */
  public int retryAfterS() {
    long leftNanos = probeAtNanos - nanoClock.getAsLong();
    return (int) Math.max(1, TimeUnit.NANOSECONDS.toSeconds(leftNanos + 999_999_999L));
  }
}
