package com.modalarmor.limits;

import io.vertx.redis.client.Response;

/**
 * What Redis answered, as {@code limits/take.lua} says it.
 *
 * @param status why not all were granted: {@link #TOO_FAST}, {@link #UNTOLD}, or the day is used up
 * @param waitMs until it is worth asking again
 * @param left whole requests left in the bucket
 * @param used requests of this day
 * @param second seconds since the epoch, by Redis' clock
 * @param granted how many were
 * @param born names the counters that answered
 * @param counted how many of this pod's own grants are in {@code used}
 */
record LimitAnswer(
    int status,
    long waitMs,
    long left,
    long used,
    long second,
    int granted,
    long born,
    long counted) {

  static final int TOO_FAST = 1;

  /** An answer by counters this pod does not know: nothing was counted. */
  static final int UNTOLD = 3;

  static final long DAY_S = 86_400;

  /** Where an answer that names its counters does so. */
  private static final int NAMED_AT = 6;

  /** {@code known}: the counters that were asked, which an answer by them does not name. */
  static LimitAnswer of(Response answer, long known) {
    boolean named = answer.size() > NAMED_AT;
    return new LimitAnswer(
        answer.get(0).toInteger(),
        answer.get(1).toLong(),
        answer.get(2).toLong(),
        answer.get(3).toLong(),
        answer.get(4).toLong(),
        answer.get(5).toInteger(),
        named ? answer.get(NAMED_AT).toLong() : known,
        named ? answer.get(NAMED_AT + 1).toLong() : 0);
  }

  long day() {
    return second / DAY_S;
  }

  long dayResetS() {
    return DAY_S - second % DAY_S;
  }

  boolean grants(int place) {
    return place < granted;
  }

  /** Granted behind the one at that place, which sees what was left before them. */
  int behind(int place) {
    return Math.max(0, granted - 1 - place);
  }
}
