package com.modalarmor.boot;

import com.modalarmor.audit.AuditTrail;
import com.modalarmor.limits.LimitGate;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;

/** What every ingress loop has of its own, for probes and for the end. Thread-safe. */
final class LoopParts {

  private final List<LimitGate> gates = new ArrayList<>();
  private final List<AuditTrail> trails = new ArrayList<>();

  synchronized void add(LimitGate gate, AuditTrail trail) {
    gates.add(gate);
    trails.add(trail);
  }

  synchronized boolean limitsInForce() {
    return !gates.isEmpty() && gates.stream().allMatch(LimitGate::inForce);
  }

  synchronized boolean auditWorks() {
    return trails.stream().allMatch(AuditTrail::works);
  }

  synchronized Future<Void> close() {
    List<Future<Void>> closing = new ArrayList<>();
    gates.forEach(gate -> closing.add(gate.close()));
    return Future.join(closing).mapEmpty();
  }
}
