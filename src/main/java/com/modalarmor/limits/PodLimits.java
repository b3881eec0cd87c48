package com.modalarmor.limits;

import java.util.Iterator;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * What all event loops of one pod share about limits: requests in flight, the shares without Redis,
 * and what each tenant was last told. Make one a process; any thread.
 */
public final class PodLimits {

  private final LimitSettings settings;
  private final ConcurrentHashMap<String, TenantLimits> tenants = new ConcurrentHashMap<>();
  private final LimitCounters counters = new LimitCounters();
  private final RedisNews news = new RedisNews();

  /** Names this process in a tenant's counters; random, since pods do not know of each other. */
  private final String field =
      "p:" + Long.toHexString(ThreadLocalRandom.current().nextLong() | 1L << 63);

  public PodLimits(LimitSettings settings) {
    this.settings = settings;
  }

  public LimitCounters counters() {
    return counters;
  }

  /**
   * Forgets what was remembered of a tenant besides its requests in flight: call it after its
   * counters in Redis were lowered on purpose, else the pod would put back the count it has seen.
   */
  public void forget(String tenantId) {
    TenantLimits tenant = tenants.get(tenantId);
    if (tenant != null) {
      tenant.forget();
    }
  }

  String field() {
    return field;
  }

  LimitSettings settings() {
    return settings;
  }

  /** The state of a tenant; null when the pod remembers as many as it may, all of them in use. */
  TenantLimits tenant(String tenantId) {
    TenantLimits tenant = tenants.get(tenantId);
    return tenant != null ? tenant : added(tenantId);
  }

  RedisNews news() {
    return news;
  }

  /**
   * Grows whenever a link comes up: then every tenant's next call carries what the pod knows, in
   * case Redis lost it.
   */
  int reconnects() {
    return news.cameUp();
  }

  private synchronized TenantLimits added(String tenantId) {
    if (tenants.size() >= settings.tenantsMax()) {
      evictIdle();
      if (tenants.size() >= settings.tenantsMax()) {
        return null;
      }
    }
    return tenants.computeIfAbsent(tenantId, id -> new TenantLimits(reconnects()));
  }

  private void evictIdle() {
    // A tenth at a time, so that the walk is rare; an evicted tenant only loses its local memory.
    int left = Math.max(1, settings.tenantsMax() / 10);
    long today = System.currentTimeMillis() / LocalShare.DAY_MS;
    Iterator<TenantLimits> each = tenants.values().iterator();
    while (left > 0 && each.hasNext()) {
      if (each.next().idle(today)) {
        each.remove();
        left--;
      }
    }
  }
}
