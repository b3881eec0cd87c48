package com.modalarmor.boot;

import com.modalarmor.audit.AuditTrail;
import com.modalarmor.limits.LimitGate;
import java.util.ArrayList;
import java.util.List;

/** What every ingress loop has of its own, for probes. Thread-safe. */
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
}
