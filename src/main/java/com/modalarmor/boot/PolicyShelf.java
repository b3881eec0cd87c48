package com.modalarmor.boot;

import com.modalarmor.detect.Detectors;
import com.modalarmor.detect.SignaturePack;
import com.modalarmor.policy.CompiledPolicy;
import com.modalarmor.policy.PolicyBook;
import com.modalarmor.policy.VectorSpec;
import com.modalarmor.tenant.Tenant;
import com.modalarmor.tenant.TenantSnapshot;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where the policies in force are found. Thread-safe: readers see one volatile field, swapped
 * whole, so a request that took a policy keeps it, and its signatures, to its end.
 */
final class PolicyShelf {

  private PolicyBook rules;
  private final TenantSnapshot tenants;
  private Detectors detectors;
  private volatile PolicyBook current;

  private PolicyShelf(PolicyBook rules, TenantSnapshot tenants, Detectors detectors) {
    this.rules = rules;
    this.tenants = tenants;
    this.detectors = detectors;
    this.current = compile();
  }

  /** Loads detectors and policies for the tenants; fails with the faults of all of them. */
  static PolicyShelf load(GatewaySettings settings, TenantSnapshot tenants) {
    Detectors detectors = Policies.detectors(settings.signaturesFolder(), settings.learnedFile());
    detectors.warmUp();
    PolicyBook rules = Policies.load(settings.policiesFolder(), detectors);
    Policies.requireAll(tenants, rules);
    return new PolicyShelf(rules, tenants, detectors);
  }

  /** Tells the shared pack in force from others. */
  synchronized String fingerprint() {
    return detectors.signatures().fingerprint();
  }

  PolicyBook current() {
    return current;
  }

  /** From the next request on another pack is used. */
  synchronized void swap(SignaturePack pack) {
    detectors = detectors.with(pack);
    current = compile();
  }

  /** From the next request on the policy of that name grants this; one that is new is passed by. */
  synchronized void grant(String name, VectorSpec vectors) {
    if (!rules.names().contains(name)) {
      return;
    }
    Map<String, CompiledPolicy> changed = new LinkedHashMap<>();
    for (String other : rules.names()) {
      CompiledPolicy policy = rules.get(other);
      changed.put(other, other.equals(name) ? policy.granting(vectors) : policy);
    }
    rules = new PolicyBook(changed);
    current = compile();
  }

  private PolicyBook compile() {
    Map<String, CompiledPolicy> byName = new LinkedHashMap<>();
    for (String name : rules.names()) {
      byName.put(name, rules.get(name).over(detectors));
    }
    Map<String, CompiledPolicy> byTenant = new LinkedHashMap<>();
    for (Tenant tenant : tenants.tenants()) {
      if (!tenant.own().isNone()) {
        byTenant.put(tenant.id(), byName.get(tenant.policy()).over(detectors, tenant.own()));
      }
    }
    return new PolicyBook(byName, byTenant);
  }
}
