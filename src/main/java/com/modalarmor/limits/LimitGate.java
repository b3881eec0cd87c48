package com.modalarmor.limits;

import com.modalarmor.verdict.Refusal.Reason;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Response;
import java.util.IdentityHashMap;
import java.util.Map;
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
 * the tenant at most one request of its day each time.
 */
public final class LimitGate {

  private static final Logger LOG = LoggerFactory.getLogger(LimitGate.class);
  private static final long NANOS_PER_MS = 1_000_000;
  private static final int UNAVAILABLE_RETRY_S = 5;

  private final PodLimits pod;
  private final LimitCounters counters;
  private final RedisLink link;
  private final RateLimitFields fields = new RateLimitFields();
  private final Future<Void> connected;

  /** What is asked at the end of this turn of the loop. */
  private final Map<TenantLimits, TurnQuestion> questions = new IdentityHashMap<>();

  private final TurnQuestion.Listener answers =
      new TurnQuestion.Listener() {
        @Override
        public void sent(TurnQuestion question) { // who comes now asks anew
          questions.remove(question.tenant, question);
        }

        @Override
        public void answered(TurnQuestion question, Response response, Throwable failure) {
          questions.remove(question.tenant, question); // it may never have been sent
          answer(question, response, failure);
        }
      };

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

  /**
   * Whether Redis will hardly refuse the tenant's next request: by its last answer there is room
   * for more than this pod has in flight. Ask before {@link #take}; a guess, never a grant.
   */
  public boolean hasRoom(LimitSubject subject) {
    TenantLimits tenant = pod.tenant(subject.tenantId());
    return tenant != null && tenant.left() > tenant.inFlight();
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
    long known = tenant.born();
    TurnQuestion question = questions.get(tenant);
    if (question != null && question.join(plan, known, promise)) {
      return;
    }
    question = new TurnQuestion(tenant, plan, known, answers);
    question.join(plan, known, promise);
    questions.put(tenant, question);
    counters.redisCalls.increment();
    link.call(question);
  }

  private void answer(TurnQuestion question, Response response, Throwable failure) {
    TenantLimits tenant = question.tenant;
    LimitPlan plan = question.plan;
    if (failure != null) {
      counters.redisFailures.add(question.askers.size());
      question.askers.forEach(asker -> asker.complete(withoutRedis(tenant, plan)));
      return;
    }
    LimitAnswer answer = LimitAnswer.of(response, question.known);
    if (answer.status() == LimitAnswer.UNTOLD) {
      missed(tenant, question.known, answer.day());
      question.askers.forEach(asker -> tell(tenant, plan, asker));
      return;
    }
    for (int i = 0; i < question.askers.size(); i++) {
      question.askers.get(i).complete(outcome(tenant, plan, question.known, answer, i));
    }
  }

  private void tell(TenantLimits tenant, LimitPlan plan, Promise<LimitOutcome> promise) {
    counters.redisCalls.increment();
    int reconnect = pod.reconnects();
    TenantLimits.Telling telling = tenant.telling(plan, pod.field());
    link.call(
        RedisQuestion.of(
            telling.request(),
            (response, failure) -> {
              if (failure != null) {
                counters.redisFailures.increment();
                promise.complete(withoutRedis(tenant, plan));
                return;
              }
              LimitAnswer answer = LimitAnswer.of(response, telling.known());
              LimitOutcome outcome = outcome(tenant, plan, telling.known(), answer, 0);
              tenant.told(reconnect);
              tenant.handedOver(telling, answer.born());
              promise.complete(outcome);
            }));
  }

  /** What the answer means for the request at that place of the question. */
  private LimitOutcome outcome(
      TenantLimits tenant, LimitPlan plan, long known, LimitAnswer answer, int place) {
    LimitSubject subject = plan.subject;
    boolean granted = answer.grants(place);
    int behind = answer.behind(place);
    long used = answer.used() - behind;
    tenant.answered(known, answer.born(), granted, answer.day(), used, answer.counted());
    long dayLeft = Math.max(0, subject.requestsPerDay() - used);
    long burstLeft = subject.requestsPerSecond() > 0 ? answer.left() + behind : Long.MAX_VALUE;
    tenant.left(Math.min(burstLeft, subject.requestsPerDay() > 0 ? dayLeft : Long.MAX_VALUE));
    if (granted) {
      String left = fields.remaining(subject, burstLeft, dayLeft, answer.dayResetS());
      return LimitOutcome.granted(plan.policy, left, false, tenant);
    }
    tenant.leave();
    long nowNanos = System.nanoTime();
    Exhausted exhausted =
        new Exhausted(
            plan,
            answer.status() == LimitAnswer.TOO_FAST ? Reason.RATE_LIMITED : Reason.QUOTA_EXHAUSTED,
            nowNanos + answer.waitMs() * NANOS_PER_MS,
            burstLeft,
            dayLeft,
            nowNanos + answer.dayResetS() * 1_000 * NANOS_PER_MS);
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
