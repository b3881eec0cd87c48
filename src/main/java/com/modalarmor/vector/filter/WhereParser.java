package com.modalarmor.vector.filter;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import com.modalarmor.vector.VectorFault;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Reads {@code where} and {@code where_document} from their JSON: an allow-list of operators,
 * bounded in depth, in clauses and in values. For one filter; what is wrong is told in Chroma's
 * words, without echoing the filter.
 *
 * <p>An empty {@code $and} means everything to Chroma and an empty {@code $or} nothing; here both
 * are refused.
 */
public final class WhereParser {

  static final int DEPTH_MAX = 5;
  static final int CLAUSES_MAX = 50;
  static final int VALUES_MAX = 1_000;
  static final int TEXT_CHARS_MAX = 4_096;
  static final int REGEX_CHARS_MAX = 256;

  /** Each sign of a document is compared with as many steps at most. */
  static final int REGEX_STEPS_MAX = 1_000;

  private static final String DOCUMENT = "#document";
  private static final String AND = "$and";
  private static final String OR = "$or";

  private final boolean documents;
  private int clauses;

  private WhereParser(boolean documents) {
    this.documents = documents;
  }

  /** Null stands for no filter. */
  public static Where metadata(Object json) {
    return json == null ? null : new WhereParser(false).clause(json, 1);
  }

  /** Null stands for no filter. */
  public static Where document(Object json) {
    return json == null ? null : new WhereParser(true).clause(json, 1);
  }

  private VectorFault invalid() {
    return VectorFault.invalid(
        documents ? "Invalid where document clause" : "Invalid where clause");
  }

  private Where clause(Object json, int depth) {
    if (!(json instanceof Map<?, ?> map) || map.size() != 1) {
      throw invalid();
    }
    if (depth > DEPTH_MAX || ++clauses > CLAUSES_MAX) {
      throw VectorFault.invalid(
          "A filter holds at most "
              + CLAUSES_MAX
              + " clauses, nested at most "
              + DEPTH_MAX
              + " deep");
    }
    Map.Entry<?, ?> only = map.entrySet().iterator().next();
    String key = (String) only.getKey();
    if (key.equals(AND) || key.equals(OR)) {
      return logical(key, only.getValue(), depth);
    }
    if (documents) {
      return says(key, only.getValue());
    }
    if (key.equals(DOCUMENT)) {
      return aboutDocument(only.getValue());
    }
    if (key.startsWith("$")) {
      throw invalid();
    }
    if (Reserved.is(key)) {
      throw VectorFault.invalid("Invalid where clause: a key is reserved");
    }
    return condition(key, only.getValue());
  }

  private Where logical(String operator, Object json, int depth) {
    if (!(json instanceof List<?> list) || list.isEmpty()) {
      throw invalid();
    }
    List<Where> parts = new ArrayList<>(Math.min(list.size(), CLAUSES_MAX));
    for (Object part : list) {
      parts.add(clause(part, depth + 1));
    }
    return operator.equals(AND) ? new Where.And(parts) : new Where.Or(parts);
  }

  private Where aboutDocument(Object json) {
    if (!(json instanceof Map<?, ?> map) || map.size() != 1) {
      throw invalid();
    }
    Map.Entry<?, ?> only = map.entrySet().iterator().next();
    return says((String) only.getKey(), only.getValue());
  }

  private Where says(String operator, Object json) {
    if (!(json instanceof String text)) {
      throw invalid();
    }
    boolean negated = operator.startsWith("$not_");
    switch (operator) {
      case "$contains", "$not_contains" -> {
        bound(text, TEXT_CHARS_MAX);
        return new Where.Says(text, negated);
      }
      case "$regex", "$not_regex" -> {
        bound(text, REGEX_CHARS_MAX);
        return new Where.Like(pattern(text), negated);
      }
      default -> throw invalid();
    }
  }

  private static Pattern pattern(String text) {
    if (Expression.steps(text) > REGEX_STEPS_MAX) {
      throw VectorFault.invalid("An expression is too large: it repeats too much");
    }
    try {
      return Pattern.compile(text);
    } catch (PatternSyntaxException e) {
      throw VectorFault.invalid("Regex syntax error");
    }
  }

  private Where condition(String key, Object json) {
    bound(key, REGEX_CHARS_MAX);
    if (Values.scalar(json)) {
      return new Where.Compare(key, Where.Comparison.EQ, bounded(json));
    }
    if (!(json instanceof Map<?, ?> map) || map.size() != 1) {
      throw invalid();
    }
    Map.Entry<?, ?> only = map.entrySet().iterator().next();
    String operator = (String) only.getKey();
    Object value = only.getValue();
    switch (operator) {
      case "$in", "$nin" -> {
        return new Where.In(key, values(value), operator.equals("$nin"));
      }
      case "$contains", "$not_contains" -> {
        requireScalar(value);
        return new Where.Holds(key, bounded(value), operator.equals("$not_contains"));
      }
      default -> {
        requireScalar(value);
        return new Where.Compare(key, comparison(operator, value), bounded(value));
      }
    }
  }

  private Where.Comparison comparison(String operator, Object value) {
    for (Where.Comparison comparison : Where.Comparison.values()) {
      if (comparison.wireName.equals(operator)) {
        boolean ordered = comparison != Where.Comparison.EQ && comparison != Where.Comparison.NE;
        if (ordered && !(value instanceof Number)) {
          throw invalid();
        }
        return comparison;
      }
    }
    throw invalid();
  }

  private void requireScalar(Object value) {
    if (!Values.scalar(value)) {
      throw invalid();
    }
  }

  private List<Object> values(Object json) {
    if (!(json instanceof List<?> list) || list.isEmpty() || !Values.uniform(list)) {
      throw invalid();
    }
    if (list.size() > VALUES_MAX) {
      throw VectorFault.invalid("A list in a filter holds at most " + VALUES_MAX + " values");
    }
    list.forEach(WhereParser::bounded);
    return List.copyOf(list);
  }

  private static Object bounded(Object value) {
    if (value instanceof String text) {
      bound(text, TEXT_CHARS_MAX);
    }
    return value;
  }

  private static void bound(String text, int max) {
    if (text.length() > max) {
      throw VectorFault.invalid("A text in a filter is longer than " + max + " characters");
    }
  }
}
