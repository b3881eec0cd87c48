package com.modalarmor.limits;

/**
 * What one pod grants one tenant by itself while Redis is gone: a bucket for the rate and a bounded
 * share of the day. Any thread; held for nanoseconds, and only without Redis.
 */
final class LocalShare {

  static final int GRANTED = 0;
  static final int TOO_FAST = 1;
  static final int QUOTA_USED = 2;
  static final int SHARE_USED = 3;

  private static final long COST = 1_000_000;

  private boolean started;
  private long atMicros;
  private long credit;
  private long day;
  private long usedToday;
  private long owed;

  /** What was decided, and what is left. */
  record Take(int status, long waitMs, long burstLeft, long dayLeft) {}

  /**
   * @param today by this pod's clock: without Redis there is no other
   * @param seenUsed what Redis last told of today
   */
  synchronized Take take(LimitPlan plan, long nowNanos, long today, long seenUsed) {
    if (day != today) {
      day = today;
      usedToday = 0;
      owed = 0;
    }
    long rate = plan.subject.requestsPerSecond();
    refill(rate, nowNanos / 1_000);
    long quota = plan.subject.requestsPerDay();
    long dayLeft = quota == 0 ? Long.MAX_VALUE : quota - seenUsed - owed;
    long shareLeft = plan.degradedShare < 0 ? Long.MAX_VALUE : plan.degradedShare - usedToday;
    if (dayLeft <= 0) {
      return new Take(QUOTA_USED, 0, credit / COST, 0);
    }
    if (shareLeft <= 0) {
      return new Take(SHARE_USED, 0, credit / COST, 0);
    }
    if (rate > 0 && credit < COST) {
      long waitMs = ((COST - credit) / rate + 999) / 1_000;
      return new Take(TOO_FAST, waitMs, 0, Math.min(dayLeft, shareLeft));
    }
    if (rate > 0) {
      credit -= COST;
    }
    usedToday++;
    owed++;
    return new Take(GRANTED, 0, credit / COST, Math.min(dayLeft, shareLeft) - 1);
  }

  private void refill(long rate, long nowMicros) {
    long full = rate * COST;
    long elapsed = started ? Math.max(0, nowMicros - atMicros) : COST;
    credit = elapsed >= COST ? full : Math.min(full, credit + elapsed * rate);
    atMicros = nowMicros;
    started = true;
  }

  synchronized boolean owes() {
    return owed > 0;
  }

  /** Takes what is to be added to the day in Redis; counts of a day that has ended are dropped. */
  synchronized long takeOwed(long today) {
    long taken = day == today ? owed : 0;
    owed = 0;
    return taken;
  }

  /** The call that carried it got no answer. */
  synchronized void putBackOwed(long taken, long today) {
    if (day == today) {
      owed += taken;
    }
  }

  synchronized void forgetOwed() {
    owed = 0;
  }

  synchronized boolean used() {
    return usedToday > 0;
  }
}
