package com.modalarmor.tenant;

/** What a tenant has bought: the daily quota, and what happens to it when Redis is gone. */
public enum Tier {
  FREE("free", 100),
  PRO("pro", 10_000),
  ENTERPRISE("enterprise", 0);

  private final String wireName;
  private final long requestsPerDay;

  Tier(String wireName, long requestsPerDay) {
    this.wireName = wireName;
    this.requestsPerDay = requestsPerDay;
  }

  public String wireName() {
    return wireName;
  }

  /** Requests a day by default; 0 = unlimited. */
  public long requestsPerDay() {
    return requestsPerDay;
  }
}
