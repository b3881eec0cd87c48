package com.modalarmor.verdict;

import java.util.List;

/**
 * Which detectors ran, which were skipped (with the reason after a colon) and which failed.
 * Immutable; the clean case is one shared instance per scan plan.
 */
public record Coverage(List<String> ran, List<String> skipped, List<String> failed) {

  public static final Coverage NONE = new Coverage(List.of(), List.of(), List.of());

  public Coverage {
    ran = List.copyOf(ran);
    skipped = List.copyOf(skipped);
    failed = List.copyOf(failed);
  }

  /** True when every detector of the plan saw every text. */
  public boolean complete() {
    return skipped.isEmpty() && failed.isEmpty();
  }
}
