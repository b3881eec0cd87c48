package com.modalarmor.pipeline;

import com.modalarmor.identity.CallerResolver;
import com.modalarmor.limits.LimitGate;
import com.modalarmor.limits.LimitSubject;
import com.modalarmor.policy.PolicyBook;
import com.modalarmor.redact.GatewayKey;
import com.modalarmor.tenant.Tenant;
import com.modalarmor.tenant.TenantDirectory;
import com.modalarmor.verdict.Refusal;
import io.vertx.core.Future;
import java.util.function.Supplier;

/**
 * The first steps of every pipeline: who calls, may they use this model, are their limits left; and
 * the body, which arrives while Redis is asked. Confined to one ingress loop.
 */
public final class Admission {

  private final CallerResolver callers;
  private final TenantDirectory tenants;
  private final Supplier<PolicyBook> policies;
  private final LimitGate limits;
  private final GatewayKey redactionKey;

  public Admission(
      CallerResolver callers,
      TenantDirectory tenants,
      Supplier<PolicyBook> policies,
      LimitGate limits,
      GatewayKey redactionKey) {
    this.callers = callers;
    this.tenants = tenants;
    this.policies = policies;
    this.limits = limits;
    this.redactionKey = redactionKey;
  }

  /** The body, or an empty array where the route takes none; fails with a {@link Refusal}. */
  Future<byte[]> admit(Exchange x, Intake in, boolean hasBody) {
    try {
      return admitted(x, in, hasBody);
    } catch (RuntimeException e) { // a refusal; anything else becomes one in the settlement
      return Future.failedFuture(e);
    }
  }

  private Future<byte[]> admitted(Exchange x, Intake in, boolean hasBody) {
    x.caller = callers.resolve(in.credentials(), tenants.current());
    x.conversation = in.conversation();
    x.mark(Stage.CALLER);
    Tenant tenant = x.caller.tenant();
    x.keys = redactionKey.of(tenant.id());
    x.policy = policies.get().get(tenant.id(), tenant.policy());
    if (!x.wire.model().isEmpty() && !tenant.allows(x.wire.model())) {
      return Future.failedFuture(new Refusal(Refusal.Reason.MODEL_NOT_ALLOWED));
    }
    Future<byte[]> body = hasBody ? in.body() : Future.succeededFuture(new byte[0]);
    return limits
        .take(LimitSubject.of(tenant))
        .compose(
            outcome -> {
              x.mark(Stage.LIMITS);
              x.limits = outcome;
              return outcome.allowed() ? body : Future.failedFuture(outcome.refusal());
            })
        .onSuccess(bytes -> x.mark(Stage.BODY));
  }

  /** Gives back what {@link #admit} took for the time of the request. */
  void release(Exchange x) {
    if (x.limits != null) {
      x.limits.release();
    }
  }
}
