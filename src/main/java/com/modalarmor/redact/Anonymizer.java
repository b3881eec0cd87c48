package com.modalarmor.redact;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Anonymizes a text as presidio-anonymizer does: the same order of operators and the same rules for
 * spans that overlap. For those who come from there; the gateway's own redaction never shows any
 * part of a value that overlaps another ({@link Redactor}). Immutable; thread-safe.
 *
 * <p>Rules: spans of one type that overlap become one; a span inside another, or with the same
 * range and no better score, is dropped; spans of one type with blanks alone between them become
 * one.
 */
public final class Anonymizer {

  /** The operator for types that have none of their own. */
  public static final String DEFAULT = "DEFAULT";

  /** What becomes of spans that still overlap. */
  public enum Conflicts {
    /** Both are replaced, the first one whole. */
    MERGE_SIMILAR_OR_CONTAINED,
    /** The one with the lower score loses what both hold. */
    REMOVE_INTERSECTIONS
  }

  private final Map<String, Operator> operators;
  private final Conflicts conflicts;
  private final TenantKeys keys;
  private final Placeholders placeholders;

  /**
   * @param operators by type; {@link #DEFAULT} for the others, else {@code <TYPE>}
   */
  public Anonymizer(
      Map<String, Operator> operators,
      Conflicts conflicts,
      TenantKeys keys,
      Placeholders placeholders) {
    this.operators = Map.copyOf(operators);
    this.conflicts = conflicts;
    this.keys = keys;
    this.placeholders = placeholders;
  }

  /**
   * The text with each span replaced; indices are UTF-16.
   *
   * @throws IllegalArgumentException when a span lies outside the text
   */
  public String anonymize(String text, List<Span> spans) {
    for (Span span : spans) {
      if (span.start() < 0 || span.end() > text.length() || span.start() > span.end()) {
        throw new IllegalArgumentException("a span lies outside the text");
      }
    }
    List<Span> left = new ArrayList<>(spans);
    left.sort(Comparator.comparingInt(Span::start).thenComparingInt(Span::end));
    left = withoutContained(merged(left));
    if (conflicts == Conflicts.REMOVE_INTERSECTIONS) {
      cutIntersections(left);
    }
    return replaced(text, joinedOverBlanks(text, left));
  }

  private static List<Span> merged(List<Span> spans) {
    List<Span> others = new ArrayList<>(spans);
    List<Span> merged = new ArrayList<>();
    // Each is looked at once, grown by those that were merged into it on the way.
    for (int n = spans.size(); n > 0; n--) {
      Span span = others.remove(0);
      int into = -1;
      for (int i = 0; i < others.size() && into < 0; i++) {
        Span other = others.get(i);
        into = other.type().equals(span.type()) && other.overlaps(span) ? i : -1;
      }
      if (into < 0) {
        others.add(span);
        merged.add(span);
      } else {
        Span other = others.get(into);
        Span grown =
            new Span(
                span.type(),
                Math.min(span.start(), other.start()),
                Math.max(span.end(), other.end()),
                Math.max(span.score(), other.score()));
        others.set(into, grown);
        int done = merged.indexOf(other);
        if (done >= 0) {
          merged.set(done, grown);
        }
      }
    }
    return merged;
  }

  private static List<Span> withoutContained(List<Span> spans) {
    List<Span> others = new ArrayList<>(spans);
    List<Span> kept = new ArrayList<>();
    for (Span span : spans) {
      others.remove(span);
      if (others.stream().noneMatch(other -> yields(span, other))) {
        others.add(span);
        kept.add(span);
      }
    }
    return kept;
  }

  private static boolean yields(Span span, Span other) {
    return span.sameRange(other) ? span.score() <= other.score() : other.contains(span);
  }

  private static void cutIntersections(List<Span> spans) {
    spans.sort(Comparator.comparingInt(Span::start));
    int i = 0;
    while (i < spans.size() - 1) {
      Span span = spans.get(i);
      Span next = spans.get(i + 1);
      if (span.end() <= next.start()) {
        i++;
      } else {
        if (span.score() >= next.score()) {
          spans.set(i + 1, next.between(span.end(), Math.max(span.end(), next.end())));
        } else {
          spans.set(i, span.between(span.start(), next.start()));
        }
        spans.sort(Comparator.comparingInt(Span::start));
      }
    }
  }

  private static List<Span> joinedOverBlanks(String text, List<Span> spans) {
    List<Span> joined = new ArrayList<>();
    for (Span span : spans) {
      Span last = joined.isEmpty() ? null : joined.get(joined.size() - 1);
      if (last != null
          && last.type().equals(span.type())
          && blank(text, last.end(), span.start())) {
        joined.set(joined.size() - 1, span.between(last.start(), span.end()));
      } else {
        joined.add(span);
      }
    }
    return joined;
  }

  private static boolean blank(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (text.charAt(i) != ' ') {
        return false;
      }
    }
    return from < to;
  }

  /** From the end; a span that reaches into the next one is replaced whole all the same. */
  private String replaced(String text, List<Span> spans) {
    List<Span> ordered = new ArrayList<>(spans);
    ordered.sort(Comparator.comparingInt(Span::start).reversed());
    String out = text;
    int last = text.length();
    for (Span span : ordered) {
      Operator operator = operators.get(span.type());
      if (operator == null) {
        operator = operators.getOrDefault(DEFAULT, Operator.REPLACE_BY_TYPE);
      }
      String value = text.substring(span.start(), span.end());
      out =
          out.substring(0, span.start())
              + operator.apply(span.type(), value, keys, placeholders)
              + out.substring(Math.min(span.end(), last));
      last = span.start();
    }
    return out;
  }
}
