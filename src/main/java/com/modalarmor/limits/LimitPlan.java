package com.modalarmor.limits;

import com.modalarmor.tenant.Tier;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.nio.charset.StandardCharsets;

/** A subject made ready: its header, its command, its shares without Redis. Immutable. */
final class LimitPlan {

  private static final RedisScript TAKE = RedisScript.resource("take.lua");

  final LimitSubject subject;
  final String policy;
  final String inFlightFull;

  /** Whether anything must be asked of Redis. */
  final boolean counted;

  /** Requests of one day this pod grants without Redis; -1 = no such bound. */
  final long degradedShare;

  /** Requests at the same time without Redis; 0 = unlimited. */
  final int degradedInFlightMax;

  LimitPlan(LimitSubject subject, LimitSettings settings) {
    this.subject = subject;
    this.policy = RateLimitFields.policy(subject);
    this.inFlightFull = RateLimitFields.inFlightFull();
    this.counted = subject.requestsPerSecond() > 0 || subject.requestsPerDay() > 0;
    this.degradedShare = share(subject, settings);
    this.degradedInFlightMax =
        subject.tier() == Tier.ENTERPRISE ? settings.degradedEnterpriseInFlightMax() : 0;
  }

  static RedisScript script() {
    return TAKE;
  }

  /**
   * The key of a tenant's counters; the braces are the hash tag that keeps them on one cluster
   * slot.
   */
  static String key(String tenantId) {
    return "ma:{" + tenantId + "}:limits";
  }

  /**
   * Counts so many requests if Redis still has the counters that are {@code known}. Encoded anew
   * for every send and not changed after this, so one is enough for all loops.
   */
  Request question(long known, int requests) {
    return command().arg(known).arg(requests);
  }

  /** Tells what the pod knows, and counts one request. */
  Request telling(long known, String podField, LocalShare.Sum own, long seenDay, long seenUsed) {
    return command()
        .arg(known)
        .arg(1)
        .arg(podField)
        .arg(own.day())
        .arg(own.granted())
        .arg(own.counted())
        .arg(seenUsed)
        .arg(seenDay);
  }

  private Request command() {
    return Request.cmd(Command.EVALSHA)
        .arg(TAKE.sha1Hex())
        .arg(1)
        .arg(key(subject.tenantId()).getBytes(StandardCharsets.US_ASCII))
        .arg(subject.requestsPerSecond())
        .arg(subject.requestsPerDay());
  }

  private static long share(LimitSubject subject, LimitSettings settings) {
    if (subject.tier() == Tier.ENTERPRISE) {
      return -1;
    }
    boolean free = subject.tier() == Tier.FREE;
    int percent = free ? settings.degradedFreePercent() : settings.degradedProPercent();
    // A tenant whose quota was lifted still has no more than its tier's share here.
    long day =
        subject.requestsPerDay() > 0 ? subject.requestsPerDay() : subject.tier().requestsPerDay();
    return day * percent / 100;
  }
}
