package com.modalarmor.limits;

import com.modalarmor.verdict.Refusal;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What the limits said to one request, and its place among the requests in flight. Any thread may
 * read it and {@link #release()} it.
 */
public final class LimitOutcome {

  private final Refusal.Reason reason;
  private final int retryAfterS;
  private final String rateLimitPolicy;
  private final String rateLimit;
  private final boolean degraded;
  private final TenantLimits place;
  private final AtomicBoolean released;

  private LimitOutcome(
      Refusal.Reason reason,
      int retryAfterS,
      String rateLimitPolicy,
      String rateLimit,
      boolean degraded,
      TenantLimits place) {
    this.reason = reason;
    this.retryAfterS = retryAfterS;
    this.rateLimitPolicy = rateLimitPolicy;
    this.rateLimit = rateLimit;
    this.degraded = degraded;
    this.place = place;
    this.released = place == null ? null : new AtomicBoolean();
  }

  static LimitOutcome granted(
      String policy, String rateLimit, boolean degraded, TenantLimits place) {
    return new LimitOutcome(null, 0, policy, rateLimit, degraded, place);
  }

  static LimitOutcome refused(
      Refusal.Reason reason, long retryAfterS, String policy, String rateLimit, boolean degraded) {
    int seconds = (int) Math.max(1, Math.min(Integer.MAX_VALUE, retryAfterS));
    return new LimitOutcome(reason, seconds, policy, rateLimit, degraded, null);
  }

  public boolean allowed() {
    return reason == null;
  }

  /** Why not; null exactly when {@link #allowed()}. */
  public Refusal.Reason reason() {
    return reason;
  }

  /** At least 1 on a refusal, 0 otherwise. */
  public int retryAfterS() {
    return retryAfterS;
  }

  /**
   * Value of {@code RateLimit-Policy}; empty = the tenant has no limit and the field is left out.
   */
  public String rateLimitPolicy() {
    return rateLimitPolicy;
  }

  /** Value of {@code RateLimit}; empty = left out. */
  public String rateLimit() {
    return rateLimit;
  }

  /** Decided without Redis. */
  public boolean degraded() {
    return degraded;
  }

  /** The refusal to throw; only when not {@link #allowed()}. */
  public Refusal refusal() {
    return new Refusal(reason, reason.message(), retryAfterS);
  }

  /**
   * Gives the place in flight back. Call it when the request has ended, however; only the first
   * call counts.
   */
  public void release() {
    if (released != null && released.compareAndSet(false, true)) {
      place.leave();
    }
  }
}
