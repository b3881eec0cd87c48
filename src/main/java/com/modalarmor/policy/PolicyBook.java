package com.modalarmor.policy;

import java.util.Map;
import java.util.Set;

/** All policies by name. Immutable; swapped whole. */
public final class PolicyBook {

  public static final String DEFAULT = "default";

  private final Map<String, CompiledPolicy> byName;

  public PolicyBook(Map<String, CompiledPolicy> byName) {
    this.byName = Map.copyOf(byName);
  }

  public CompiledPolicy get(String name) {
    CompiledPolicy policy = byName.get(name);
    if (policy == null) {
      throw new IllegalStateException("no such policy");
    }
    return policy;
  }

  public Set<String> names() {
    return byName.keySet();
  }
}
