package com.modalarmor.limits;

import com.modalarmor.verdict.Refusal.Reason;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks all limits for one request: at most one round trip to Redis, and none for an exhausted
 * tenant. One for each event loop, opened on it and used on it; what loops share is in {@link
 * PodLimits}.
 *
 * <p>Without Redis each tier has its declared share. What was granted meanwhile is told to Redis by
 * the tenant's next call on any loop of this pod that reaches it, as a sum: told twice or by two
 * loops at once it counts once, and until an answer says that it counts it is told again. A
 * question names the counters it expects; others count nothing before they were told of what was
 * counted in those. So nothing granted is lost from the day while a pod lives that knows of it, but
 * for answers that are on their way at the very moment in which another loop hands lost counters
 * over. A request that Redis counted but answered too late is decided here once more, which costs
 * the tenant at most one request of its day for each such answer.
 */
public final class LimitGate {

  private static final Logger LOG = LoggerFactory.getLogger(LimitGate.class);
  private static final long NANOS_PER_MS = 1_000_000;
  private static final long DAY_S = 86_400;

  /** Status of an answer by counters this pod does not know. */
  private static final int UNTOLD = 3;

  /** Where an answer that names its counters does so. */
  private static final int NAMED_AT = 5;

  private static final int UNAVAILABLE_RETRY_S = 5;

  private final PodLimits pod;
  private final LimitCounters counters;
  private final RedisLink link;
  private final RateLimitFields fields = new RateLimitFields();
  private final Future<Void> connected;

  private LimitGate(Vertx vertx, PodLimits pod) {
    this.pod = pod;
    this.counters = pod.counters();
    this.link = new RedisLink(vertx, pod.settings(), LimitPlan.script(), pod.news());
    this.connected = link.start();
  }

  /** Opens on the current event loop; usable at once, degraded until Redis answers. */
  public static LimitGate open(Vertx vertx, PodLimits pod) {
    return new LimitGate(vertx, pod);
  }

  /** Completes when Redis has answered for the first time; it is tried for ever. */
  public Future<Void> connected() {
    return connected;
  }

  /** Whether limits are those of Redis right now. */
  public boolean inForce() {
    return link.up();
  }

  public Future<Void> close() {
    return link.close();
  }

  /** Never fails: what cannot be checked is an outcome too. */
  public Future<LimitOutcome> take(LimitSubject subject) {
    TenantLimits tenant = pod.tenant(subject.tenantId());
    if (tenant == null) {
      return Future.succeededFuture(
          LimitOutcome.refused(Reason.LIMITS_UNAVAILABLE, UNAVAILABLE_RETRY_S, "", "", true));
    }
    LimitPlan plan = tenant.plan(subject, pod.settings());
    long nowNanos = System.nanoTime();
    Exhausted exhausted = tenant.exhausted();
    if (exhausted != null && exhausted.holds(plan, nowNanos)) {
      counters.refusedLocally.increment();
      return Future.succeededFuture(refused(exhausted, nowNanos));
    }
    if (!tenant.enter(subject.inFlightMax())) {
      return Future.succeededFuture(
          LimitOutcome.refused(
              Reason.TOO_MANY_IN_FLIGHT, 1, plan.policy, plan.inFlightFull, false));
    }
    if (!plan.counted) {
      String left =
          subject.inFlightMax() == 0
              ? ""
              : fields.inFlight(subject.inFlightMax() - tenant.inFlight());
      return Future.succeededFuture(LimitOutcome.granted(plan.policy, left, false, tenant));
    }
    Promise<LimitOutcome> promise = Promise.promise();
    ask(tenant, plan, promise);
    return promise.future();
  }

  private void ask(TenantLimits tenant, LimitPlan plan, Promise<LimitOutcome> promise) {
    if (!link.up()) {
      promise.complete(withoutRedis(tenant, plan));
      return;
    }
    if (tenant.tellDue(pod.reconnects())) {
      tell(tenant, plan, promise);
      return;
    }
    counters.redisCalls.increment();
    long known = tenant.born();
    link.call(
        tenant.question(plan, known),
        (answer, failure) -> {
          if (failure == null && answer.get(0).toInteger() == UNTOLD) {
            missed(tenant, known, day(answer));
            tell(tenant, plan, promise);
          } else {
            promise.complete(outcome(tenant, plan, known, answer, failure));
          }
        });
  }

  private void tell(TenantLimits tenant, LimitPlan plan, Promise<LimitOutcome> promise) {
    counters.redisCalls.increment();
    int reconnect = pod.reconnects();
    TenantLimits.Telling telling = tenant.telling(plan, pod.field());
    link.call(
        telling.request(),
        (answer, failure) -> {
          LimitOutcome outcome = outcome(tenant, plan, telling.known(), answer, failure);
          if (failure == null) {
            tenant.told(reconnect);
            tenant.handedOver(telling, answer.get(NAMED_AT).toLong());
          }
          promise.complete(outcome);
        });
  }

  private LimitOutcome outcome(
      TenantLimits tenant, LimitPlan plan, long known, Response answer, Throwable failure) {
    if (failure != null) {
      counters.redisFailures.increment();
      return withoutRedis(tenant, plan);
    }
    int refusal = answer.get(0).toInteger();
    long tokens = answer.get(2).toLong();
    long used = answer.get(3).toLong();
    long second = answer.get(4).toLong();
    LimitSubject subject = plan.subject;
    boolean named = answer.size() > NAMED_AT;
    long born = named ? answer.get(NAMED_AT).toLong() : known;
    long counted = named ? answer.get(NAMED_AT + 1).toLong() : 0;
    tenant.answered(known, born, refusal == 0, second / DAY_S, used, counted);
    long dayResetS = DAY_S - second % DAY_S;
    long dayLeft = Math.max(0, subject.requestsPerDay() - used);
    long burstLeft = subject.requestsPerSecond() > 0 ? tokens : Long.MAX_VALUE;
    if (refusal == 0) {
      String left = fields.remaining(subject, burstLeft, dayLeft, dayResetS);
      return LimitOutcome.granted(plan.policy, left, false, tenant);
    }
    tenant.leave();
    long nowNanos = System.nanoTime();
    Exhausted exhausted =
        new Exhausted(
            plan,
            refusal == 1 ? Reason.RATE_LIMITED : Reason.QUOTA_EXHAUSTED,
            nowNanos + answer.get(1).toLong() * NANOS_PER_MS,
            burstLeft,
            dayLeft,
            nowNanos + dayResetS * 1_000 * NANOS_PER_MS);
    tenant.exhausted(exhausted);
    return refused(exhausted, nowNanos);
  }

  /**
   * Redis has other counters than this pod knows. After a day of silence they have just expired.
   */
  private void missed(TenantLimits tenant, long known, long day) {
    if (tenant.seenUsed(day) > 0 && tenant.firstToMiss(known)) {
      LOG.warn(
          "Redis has lost the counters of a tenant; they are put back from what this pod has seen");
      counters.lostKeys.increment();
    }
  }

  private static long day(Response answer) {
    return answer.get(4).toLong() / DAY_S;
  }

  private LimitOutcome refused(Exhausted exhausted, long nowNanos) {
    LimitPlan plan = exhausted.plan();
    String left =
        fields.remaining(
            plan.subject,
            exhausted.burstLeft(),
            exhausted.dayLeft(),
            Exhausted.secondsLeft(exhausted.dayEndNanos(), nowNanos));
    return LimitOutcome.refused(
        exhausted.reason(),
        Exhausted.secondsLeft(exhausted.untilNanos(), nowNanos),
        plan.policy,
        left,
        false);
  }

  private LimitOutcome withoutRedis(TenantLimits tenant, LimitPlan plan) {
    counters.degraded.increment();
    if (plan.degradedInFlightMax > 0 && tenant.inFlight() > plan.degradedInFlightMax) {
      tenant.leave();
      return LimitOutcome.refused(
          Reason.TOO_MANY_IN_FLIGHT, 1, plan.policy, plan.inFlightFull, true);
    }
    long nowMs = System.currentTimeMillis();
    long today = nowMs / LocalShare.DAY_MS;
    LocalShare.Take take =
        tenant.share().take(plan, System.nanoTime(), today, tenant.seenUsed(today));
    LimitSubject subject = plan.subject;
    long dayResetS = (LocalShare.DAY_MS - nowMs % LocalShare.DAY_MS + 999) / 1_000;
    long burstLeft = subject.requestsPerSecond() > 0 ? take.burstLeft() : Long.MAX_VALUE;
    String left = fields.remaining(subject, burstLeft, take.dayLeft(), dayResetS);
    if (take.status() == LocalShare.GRANTED) {
      return LimitOutcome.granted(plan.policy, left, true, tenant);
    }
    tenant.leave();
    return switch (take.status()) {
      case LocalShare.TOO_FAST ->
          LimitOutcome.refused(
              Reason.RATE_LIMITED, (take.waitMs() + 999) / 1_000, plan.policy, left, true);
      case LocalShare.QUOTA_USED ->
          LimitOutcome.refused(Reason.QUOTA_EXHAUSTED, dayResetS, plan.policy, left, true);
      default ->
          LimitOutcome.refused(
              Reason.LIMITS_UNAVAILABLE, UNAVAILABLE_RETRY_S, plan.policy, left, true);
    };
  }
}
