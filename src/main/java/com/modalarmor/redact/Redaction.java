package com.modalarmor.redact;

import java.util.Map;

/**
 * A masked text and how many placeholders of each type it got. Immutable.
 *
 * @param text the text with {@code <TYPE>} in place of each finding
 * @param counts placeholders by type name
 */
public record Redaction(String text, Map<String, Integer> counts) {

  public Redaction {
    counts = Map.copyOf(counts);
  }
}
