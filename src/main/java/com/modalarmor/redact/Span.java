package com.modalarmor.redact;

/**
 * A value in a text: what it is, where it stands, how sure it is. Immutable.
 *
 * @param start first index, inclusive
 * @param end last index, exclusive
 */
public record Span(String type, int start, int end, double score) {

  boolean contains(Span other) {
    return start <= other.start && end >= other.end;
  }

  boolean overlaps(Span other) {
    return Math.min(end, other.end) > Math.max(start, other.start);
  }

  boolean sameRange(Span other) {
    return start == other.start && end == other.end;
  }

  Span between(int newStart, int newEnd) {
    return new Span(type, newStart, newEnd, score);
  }
}
