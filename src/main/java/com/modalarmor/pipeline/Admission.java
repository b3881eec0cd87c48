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
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The first steps of every pipeline: who calls, may they use this model, are their limits left; and
 * the body, which arrives while Redis is asked. Confined to one ingress loop.
 */
public final class Admission {

  private static final Consumer<byte[]> NOTHING = body -> {};

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
    return admit(x, in, hasBody, NOTHING);
  }

  /**
   * The same. Where the caller is far from its limits, {@code meanwhile} is handed the body as soon
   * as it is whole, while Redis is still asked: the loop has nothing else to do then. What it
   * begins is for nothing when Redis says no after all.
   */
  Future<byte[]> admit(Exchange x, Intake in, boolean hasBody, Consumer<byte[]> meanwhile) {
    try {
      return admitted(x, in, hasBody, meanwhile);
    } catch (RuntimeException e) { // a refusal; anything else becomes one in the settlement
      return Future.failedFuture(e);
    }
  }

  private Future<byte[]> admitted(
      Exchange x, Intake in, boolean hasBody, Consumer<byte[]> meanwhile) {
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
    LimitSubject subject = LimitSubject.of(tenant);
    boolean room = hasBody && limits.hasRoom(subject);
    Future<byte[]> admitted =
        limits
            .take(subject)
            .compose(
                outcome -> {
                  x.mark(Stage.LIMITS);
                  x.limits = outcome;
                  return outcome.allowed() ? body : Future.failedFuture(outcome.refusal());
                })
            .onSuccess(bytes -> x.mark(Stage.BODY));
    if (room && x.limits == null) {
      body.onSuccess(
          bytes -> {
            if (x.limits == null) {
              meanwhile.accept(bytes);
            }
          });
    }
    return admitted;
  }

  /** Gives back what {@link #admit} took for the time of the request. */
  void release(Exchange x) {
    if (x.limits != null) {
      x.limits.release();
    }
  }
}
