package com.modalarmor.verdict;

import java.util.List;

/**
 * What a policy decided over a set of findings. Immutable.
 *
 * @param decision what is applied; in shadow mode always {@code ALLOW}
 * @param shadow what would have been applied; equals {@code decision} outside shadow mode
 * @param redactions the findings to mask, in no particular order; empty unless {@code decision} is
 *     REDACT
 * @param reason the finding that caused a block, null otherwise
 */
public record Verdict(
    Decision decision, Decision shadow, List<Finding> redactions, Finding reason) {

  public static final Verdict ALLOW = new Verdict(Decision.ALLOW, Decision.ALLOW, List.of(), null);

  public static Verdict redact(List<Finding> redactions) {
    return new Verdict(Decision.REDACT, Decision.REDACT, List.copyOf(redactions), null);
  }

  public static Verdict block(Finding reason) {
    return new Verdict(Decision.BLOCK, Decision.BLOCK, List.of(), reason);
  }

  /** Records {@code this} without applying it. */
  public Verdict shadowed() {
    return decision == Decision.ALLOW
        ? this
        : new Verdict(Decision.ALLOW, decision, List.of(), reason);
  }

  public boolean blocked() {
    return decision == Decision.BLOCK;
  }
}
