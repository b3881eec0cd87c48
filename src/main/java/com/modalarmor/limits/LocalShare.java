package com.modalarmor.limits;

/**
 * What one pod grants one tenant by itself while Redis is gone: a bucket for the rate and a bounded
 * share of the day. The grants of a day are only ever summed up; Redis is told the sum, and tells
 * how much of it is in its count, so that neither a lost nor a repeated call changes what counts.
 * Any thread; held for nanoseconds, and only around a loss of Redis.
 */
final class LocalShare {

  static final long DAY_MS = 86_400_000;

  static final int GRANTED = 0;
  static final int TOO_FAST = 1;
  static final int QUOTA_USED = 2;
  static final int SHARE_USED = 3;

  private static final long COST = 1_000_000;

  private boolean started;
  private long atMicros;
  private long credit;
  private long day;
  private long grantedToday;

  /** How much of {@code grantedToday} is in the count that Redis told of this day. */
  private long countedToday;

  /** Read without the lock, on every request. */
  private volatile boolean owing;

  /** What was decided, and what is left. */
  record Take(int status, long waitMs, long burstLeft, long dayLeft) {}

  /** All grants of a day, and how many of them Redis is known to count. */
  record Sum(long day, long granted, long counted) {}

  /**
   * @param today by this pod's clock: without Redis there is no other
   * @param seenUsed what Redis last told of today
   */
  synchronized Take take(LimitPlan plan, long nowNanos, long today, long seenUsed) {
    begin(today);
    long rate = plan.subject.requestsPerSecond();
    refill(rate, nowNanos / 1_000);
    long quota = plan.subject.requestsPerDay();
    long owed = grantedToday - countedToday;
    long dayLeft = quota == 0 ? Long.MAX_VALUE : quota - seenUsed - owed;
    long shareLeft = plan.degradedShare < 0 ? Long.MAX_VALUE : plan.degradedShare - grantedToday;
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
    grantedToday++;
    owing = true;
    return new Take(GRANTED, 0, credit / COST, Math.min(dayLeft, shareLeft) - 1);
  }

  /** More of today that Redis may not know: granted by counters that are gone. */
  synchronized void add(int grants) {
    if (grants > 0) {
      begin(System.currentTimeMillis() / DAY_MS);
      grantedToday += grants;
      owing = true;
    }
  }

  private void begin(long today) {
    if (day != today) {
      day = today;
      grantedToday = 0;
      countedToday = 0;
    }
  }

  private void refill(long rate, long nowMicros) {
    long full = rate * COST;
    long elapsed = started ? Math.max(0, nowMicros - atMicros) : COST;
    credit = elapsed >= COST ? full : Math.min(full, credit + elapsed * rate);
    atMicros = nowMicros;
    started = true;
  }

  boolean owes() {
    return owing;
  }

  synchronized Sum sum() {
    return new Sum(day, grantedToday, countedToday);
  }

  /** Redis has told that so many of this pod's grants are in its count of {@code ofDay}. */
  synchronized void counted(long ofDay, long count) {
    if (ofDay == day) {
      countedToday = Math.max(countedToday, Math.min(count, grantedToday));
      owing = grantedToday > countedToday;
    } else if (ofDay > day) {
      owing = false; // the day they belonged to has ended
    }
  }

  /** What Redis does not count yet is not to be added any more. */
  synchronized void forgive() {
    countedToday = grantedToday;
    owing = false;
  }

  synchronized boolean used(long today) {
    return day == today && grantedToday > 0;
  }
}
