package com.modalarmor.detect.match;

import java.util.Objects;

/**
 * One pattern as written by its author. Immutable.
 *
 * @param id the name that faults and reports give it
 * @param regex the pattern, in the syntax of this package
 */
public record PatternSource(String id, String regex) {
  public PatternSource {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(regex, "regex");
  }
}
