package com.modalarmor.limits;

import java.util.concurrent.atomic.LongAdder;

/** What the limits of a pod have done since its start. Any thread. */
public final class LimitCounters {

  final LongAdder redisCalls = new LongAdder();
  final LongAdder redisFailures = new LongAdder();
  final LongAdder degraded = new LongAdder();
  final LongAdder refusedLocally = new LongAdder();
  final LongAdder lostKeys = new LongAdder();

  LimitCounters() {}

  /** Calls asked of Redis, answered or not; one for all of a tenant's requests in a loop's turn. */
  public long redisCalls() {
    return redisCalls.sum();
  }

  /** Requests that had no useful answer of Redis in time. */
  public long redisFailures() {
    return redisFailures.sum();
  }

  /** Requests decided without Redis, granted or not. */
  public long degraded() {
    return degraded.sum();
  }

  /** Requests of an exhausted tenant, refused without a call. */
  public long refusedLocally() {
    return refusedLocally.sum();
  }

  /**
   * Times a tenant's counters were found missing in Redis: evicted, flushed or lost with the
   * server.
   */
  public long lostKeys() {
    return lostKeys.sum();
  }
}
