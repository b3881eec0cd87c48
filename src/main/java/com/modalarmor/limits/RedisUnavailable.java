package com.modalarmor.limits;

/** Redis did not answer usefully in time. Stackless and shared: it is control flow. */
final class RedisUnavailable extends Exception {

  private static final long serialVersionUID = 1L;

  static final RedisUnavailable DOWN = new RedisUnavailable("down");
  static final RedisUnavailable LATE = new RedisUnavailable("late");
  static final RedisUnavailable FULL = new RedisUnavailable("full");
  static final RedisUnavailable ERROR = new RedisUnavailable("error");

  private RedisUnavailable(String message) {
    super(message, null, false, false);
  }
}
