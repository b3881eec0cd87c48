package com.modalarmor.limits;

import com.modalarmor.tenant.Tenant;
import com.modalarmor.tenant.Tier;

/**
 * Whose limits are taken from, and which they are. Immutable; make one per tenant snapshot and
 * reuse it, what is compiled from it is kept beside the tenant's counters.
 *
 * @param requestsPerSecond 0 = unlimited
 * @param requestsPerDay 0 = unlimited
 * @param inFlightMax requests at the same time in one pod; 0 = unlimited
 */
public record LimitSubject(
    String tenantId, Tier tier, int requestsPerSecond, long requestsPerDay, int inFlightMax) {

  /** Keeps {@code rate × 1,000,000} and every count exact in the script's numbers. */
  static final int REQUESTS_PER_SECOND_MAX = 1_000_000_000;

  static final long REQUESTS_PER_DAY_MAX = 1_000_000_000_000L;

  public LimitSubject {
    // The id becomes the hash tag of a Redis key: a brace in it would move the key to another slot.
    if (!Tenant.validId(tenantId)) {
      throw new IllegalArgumentException("tenant id");
    }
    if (requestsPerSecond < 0 || requestsPerSecond > REQUESTS_PER_SECOND_MAX) {
      throw new IllegalArgumentException("requests per second");
    }
    if (requestsPerDay < 0 || requestsPerDay > REQUESTS_PER_DAY_MAX) {
      throw new IllegalArgumentException("requests per day");
    }
    if (inFlightMax < 0) {
      throw new IllegalArgumentException("requests in flight");
    }
  }

  /**
   * By hand, as is {@link #hashCode}: asked at every request. The generated one goes through method
   * handles, 15 µs where it is not compiled in full.
   */
  @Override
  public boolean equals(Object other) {
    return this == other
        || other instanceof LimitSubject it
            && tier == it.tier
            && requestsPerSecond == it.requestsPerSecond
            && requestsPerDay == it.requestsPerDay
            && inFlightMax == it.inFlightMax
            && tenantId.equals(it.tenantId);
  }

  @Override
  public int hashCode() {
    return tenantId.hashCode();
  }

  public static LimitSubject of(Tenant tenant) {
    return new LimitSubject(
        tenant.id(),
        tenant.tier(),
        tenant.requestsPerSecond(),
        tenant.requestsPerDay(),
        tenant.inFlightMax());
  }
}
