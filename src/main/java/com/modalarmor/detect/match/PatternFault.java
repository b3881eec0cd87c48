package com.modalarmor.detect.match;

/**
 * A pattern that cannot be compiled. Immutable.
 *
 * <p>Patterns are the operator's data, not user text, so the message may quote what it found.
 */
public final class PatternFault extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final String patternId;
  private final int offset;

  PatternFault(String patternId, int offset, String expected) {
    super("pattern " + patternId + ", offset " + offset + ": " + expected);
    this.patternId = patternId;
    this.offset = offset;
  }

  public String patternId() {
    return patternId;
  }

  /** Where in the pattern, in UTF-16 units from 0. */
  public int offset() {
    return offset;
  }
}
