package com.modalarmor.detect;

import com.modalarmor.text.Pause;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Cuts one large scan into slices of time, between which others come first, and ends it when nobody
 * waits for it any more. Confined to the worker that scans.
 */
final class Slices implements Pause {

  private static final long SLICE_NANOS = TimeUnit.MICROSECONDS.toNanos(500);

  private final Turns turns;
  private final BooleanSupplier unwanted;
  private long sliceEnd;

  Slices(Turns turns, BooleanSupplier unwanted) {
    this.turns = turns;
    this.unwanted = unwanted;
    sliceEnd = System.nanoTime() + SLICE_NANOS;
  }

  @Override
  public void here() {
    if (System.nanoTime() - sliceEnd < 0) {
      return;
    }
    if (unwanted.getAsBoolean()) {
      throw new Stopped();
    }
    turns.pass();
    sliceEnd = System.nanoTime() + SLICE_NANOS;
  }
}
