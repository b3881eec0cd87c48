package com.modalarmor.limits;

import com.modalarmor.verdict.Refusal;

/**
 * A refusal by Redis that holds until a moment of this process' steady clock: until then nothing
 * need be asked. Immutable.
 */
record Exhausted(
    LimitPlan plan,
    Refusal.Reason reason,
    long untilNanos,
    long burstLeft,
    long dayLeft,
    long dayEndNanos) {

  /** Changed limits make another plan, and this void. */
  boolean holds(LimitPlan now, long nowNanos) {
    return plan == now && untilNanos - nowNanos > 0;
  }

  static long secondsLeft(long untilNanos, long nowNanos) {
    return Math.max(1, (untilNanos - nowNanos + 999_999_999L) / 1_000_000_000L);
  }
}
