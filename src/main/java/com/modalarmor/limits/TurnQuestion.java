package com.modalarmor.limits;

import io.vertx.core.Promise;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.List;

/**
 * The one question for all requests of a tenant that come in one turn of the event loop: Redis
 * counts them together, and grants them in their order as far as it goes. Event loop only.
 */
final class TurnQuestion implements RedisQuestion {

  /** More than these are a question of their own. */
  private static final int REQUESTS_MAX = 1_000;

  /** Hears the answer. */
  interface Listener {

    void sent(TurnQuestion question);

    void answered(TurnQuestion question, Response answer, Throwable failure);
  }

  final TenantLimits tenant;
  final LimitPlan plan;

  /** The counters it is addressed to. */
  final long known;

  /** Who asks, in the order in which they came. */
  final List<Promise<LimitOutcome>> askers = new ArrayList<>();

  private final Listener listener;
  private Request request;

  TurnQuestion(TenantLimits tenant, LimitPlan plan, long known, Listener listener) {
    this.tenant = tenant;
    this.plan = plan;
    this.known = known;
    this.listener = listener;
  }

  /** False when it asks something else, or is full. */
  boolean join(LimitPlan asked, long askedOf, Promise<LimitOutcome> asker) {
    boolean joins = plan == asked && known == askedOf && askers.size() < REQUESTS_MAX;
    return joins && askers.add(asker);
  }

  @Override
  public Request request() {
    if (request == null) {
      request = tenant.question(plan, known, askers.size());
      listener.sent(this);
    }
    return request;
  }

  @Override
  public void complete(Response answer, Throwable failure) {
    listener.answered(this, answer, failure);
  }
}
