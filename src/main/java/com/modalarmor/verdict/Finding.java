package com.modalarmor.verdict;

/**
 * One thing that a detector saw. Immutable; holds positions, never text.
 *
 * @param type what it is
 * @param detector the detector's name, or {@code signature:<id>}
 * @param score confidence in [0,1], calibrated as a probability
 * @param severity how bad
 * @param part index of the inspected text within its request or reply
 * @param start first UTF-16 index of the original text, inclusive
 * @param end last UTF-16 index of the original text, exclusive
 */
public record Finding(
    FindingType type,
    String detector,
    float score,
    Severity severity,
    int part,
    int start,
    int end) {

  public Finding {
    if (!(score >= 0f && score <= 1f) || start < 0 || end < start || part < 0) {
      throw new IllegalArgumentException("finding out of range: " + type.name());
    }
  }
}
