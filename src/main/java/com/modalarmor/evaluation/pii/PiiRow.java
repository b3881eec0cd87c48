package com.modalarmor.evaluation.pii;

import java.util.List;
import java.util.Set;

/**
 * One labelled text. Immutable.
 *
 * @param kind which question it asks
 * @param entity the one entity that is labelled; null = those of the spans
 * @param spans what is to be found; UTF-16 indices
 * @param asked the types that the row speaks of at all
 * @param expected types that must be found somewhere
 * @param absent types that must not be found
 * @param encoded whether what is encoded in the text is to be decoded
 * @param proven what the check digits of {@code text} prove: null = they cannot tell
 * @param strict a check that cannot tell counts as a no
 */
record PiiRow(
    Kind kind,
    String file,
    String id,
    String text,
    String entity,
    List<Span> spans,
    Set<String> asked,
    Set<String> expected,
    Set<String> absent,
    boolean encoded,
    Boolean proven,
    boolean strict) {

  /** What a row asks. */
  enum Kind {
    /** The spans of one entity, exactly, at any score. */
    EXACT,
    /** The same with their scores. */
    SCORED,
    /** What a value's check digits say. */
    CHECK,
    /** All spans of several types, by overlap. */
    OVERLAP,
    /** Which types are there and which are not. */
    TYPES,
    /** Another command's business. */
    OTHER
  }

  /**
   * A labelled stretch.
   *
   * @param score in hundredths; -1 = not labelled
   */
  record Span(int start, int end, String type, int score) {}
}
