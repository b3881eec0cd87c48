package com.modalarmor.policy;

import java.util.Map;
import java.util.Set;

/** All policies by name. Immutable; swapped whole. */
public final class PolicyBook {

  public static final String DEFAULT = "default";

  private final Map<String, CompiledPolicy> byName;
  private final Map<String, CompiledPolicy> byTenant;

  public PolicyBook(Map<String, CompiledPolicy> byName) {
    this(byName, Map.of());
  }

  /**
   * @param byTenant the policies of tenants with signatures or a model of their own, by the
   *     tenant's id: the policy they chose, over a plan that nobody else has
   */
  public PolicyBook(Map<String, CompiledPolicy> byName, Map<String, CompiledPolicy> byTenant) {
    this.byName = Map.copyOf(byName);
    this.byTenant = Map.copyOf(byTenant);
  }

  public CompiledPolicy get(String name) {
    CompiledPolicy policy = byName.get(name);
    if (policy == null) {
      throw new IllegalStateException("no such policy");
    }
    return policy;
  }

  /** The policy of a tenant that chose the one called {@code name}. */
  public CompiledPolicy get(String tenant, String name) {
    CompiledPolicy own = byTenant.get(tenant);
    return own == null ? get(name) : own;
  }

  public Set<String> names() {
    return byName.keySet();
  }
}
