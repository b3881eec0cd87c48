package com.modalarmor.limits;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** What one pod knows of one tenant's limits. Any thread. */
final class TenantLimits {

  private static final int USED_BITS = 44;
  private static final long USED_MASK = (1L << USED_BITS) - 1;

  private final AtomicInteger inFlight = new AtomicInteger();

  /** Day and count of that day as Redis last told them, day in the high bits: it only grows. */
  private final AtomicLong seen = new AtomicLong();

  private final LocalShare share = new LocalShare();
  private volatile LimitPlan plan;
  private volatile Exhausted exhausted;
  private volatile int mergedAtReconnect;

  TenantLimits(int reconnect) {
    this.mergedAtReconnect = reconnect;
  }

  LimitPlan plan(LimitSubject subject, LimitSettings settings) {
    LimitPlan current = plan;
    if (current != null && (current.subject == subject || current.subject.equals(subject))) {
      return current;
    }
    LimitPlan made = new LimitPlan(subject, settings);
    plan = made;
    return made;
  }

  boolean enter(int max) {
    if (max == 0) {
      inFlight.incrementAndGet();
      return true;
    }
    int now = inFlight.get();
    while (now < max) {
      if (inFlight.compareAndSet(now, now + 1)) {
        return true;
      }
      now = inFlight.get();
    }
    return false;
  }

  void leave() {
    inFlight.decrementAndGet();
  }

  int inFlight() {
    return inFlight.get();
  }

  LocalShare share() {
    return share;
  }

  Exhausted exhausted() {
    return exhausted;
  }

  void exhausted(Exhausted now) {
    exhausted = now;
  }

  void saw(long day, long used) {
    long told = day << USED_BITS | (used & USED_MASK);
    long known = seen.get();
    while (told > known && !seen.compareAndSet(known, told)) {
      known = seen.get();
    }
  }

  /** The highest count Redis has told of {@code day}; 0 = none. */
  long seenUsed(long day) {
    long known = seen.get();
    return known >>> USED_BITS == day ? known & USED_MASK : 0;
  }

  long seenDay() {
    return seen.get() >>> USED_BITS;
  }

  /** Whether the next call must carry what this pod knows, because Redis may not. */
  boolean mergeDue(int reconnect) {
    return mergedAtReconnect != reconnect && (seen.get() != 0 || share.owes());
  }

  void merged(int reconnect) {
    mergedAtReconnect = reconnect;
  }

  void mergeAgain() {
    mergedAtReconnect = -1;
  }

  boolean idle() {
    return inFlight.get() == 0 && !share.used();
  }

  void forget() {
    seen.set(0);
    exhausted = null;
    share.forgetOwed();
  }
}
