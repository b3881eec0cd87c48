package com.modalarmor.vector.rights;

import java.util.Set;

/**
 * Who asks. Immutable.
 *
 * @param tenant id of the gateway's tenant
 * @param actor as in audit records; the owner of what it writes
 * @param label what it may know
 */
public record Subject(String tenant, String actor, Set<String> roles, Label label) {

  public Subject {
    roles = Set.copyOf(roles);
  }

  /**
   * Those whom it shares what it learns with, as a text: what is remembered for one of them may
   * make another's answer faster.
   */
  public String peers() {
    return tenant + "\n" + label.text();
  }

  /** The same subject, for one request with less than it may know. */
  public Subject at(Label lower) {
    return new Subject(tenant, actor, roles, lower);
  }
}
