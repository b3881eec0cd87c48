package com.modalarmor.training;

import java.util.Locale;

/**
 * A row that should not be learnt from, or not without a look. Immutable; holds no text.
 *
 * @param line of the row in its file
 * @param other line of the row it clashes with; 0 = none
 * @param detail for people, without quoting the row
 */
public record Suspect(Kind kind, long line, String id, long other, String detail) {

  /** Why. */
  public enum Kind {
    EXACT_DUPLICATE,
    NEAR_DUPLICATE,
    /** The same or nearly the same text bears both labels. */
    LABEL_CONFLICT,
    /** Base model and the other rows both say the opposite. */
    POSSIBLE_FLIP,
    /** A rare phrase stands for one label in rows that have nothing else in common. */
    POSSIBLE_TRIGGER;

    /** True for what is only superfluous: it is left out, and does no harm. */
    public boolean duplicate() {
      return this == EXACT_DUPLICATE || this == NEAR_DUPLICATE;
    }

    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Override
  public String toString() {
    return "line " + line + " (" + id + "): " + kind.wireName() + ", " + detail;
  }
}
