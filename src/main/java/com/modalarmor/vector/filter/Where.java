package com.modalarmor.vector.filter;

import com.google.re2j.Pattern;
import java.util.List;

/**
 * A caller's filter as a tree of our own: nothing else ever reaches a store. Immutable; bounded in
 * depth and size by {@link WhereParser}.
 *
 * <p>The meaning is Chroma's: negative conditions also match rows that lack the key, integers and
 * floats compare by value, other types only with their own.
 */
public sealed interface Where {

  boolean matches(Matchable row);

  /** All of at least one. */
  record And(List<Where> clauses) implements Where {
    @Override
    public boolean matches(Matchable row) {
      for (int i = 0; i < clauses.size(); i++) {
        if (!clauses.get(i).matches(row)) {
          return false;
        }
      }
      return true;
    }
  }

  /** Any of at least one. */
  record Or(List<Where> clauses) implements Where {
    @Override
    public boolean matches(Matchable row) {
      for (int i = 0; i < clauses.size(); i++) {
        if (clauses.get(i).matches(row)) {
          return true;
        }
      }
      return false;
    }
  }

  /** The comparisons of one value. */
  enum Comparison {
    EQ("$eq"),
    NE("$ne"),
    GT("$gt"),
    GTE("$gte"),
    LT("$lt"),
    LTE("$lte");

    final String wireName;

    Comparison(String wireName) {
      this.wireName = wireName;
    }
  }

  /** {@code value} is a string, long, double or boolean; a number where order is asked for. */
  record Compare(String key, Comparison comparison, Object value) implements Where {
    @Override
    public boolean matches(Matchable row) {
      Object actual = row.metadata(key);
      return switch (comparison) {
        case EQ -> Values.same(actual, value);
        case NE -> !Values.same(actual, value);
        case GT -> actual instanceof Number n && Values.compare(n, (Number) value) > 0;
        case GTE -> actual instanceof Number n && Values.compare(n, (Number) value) >= 0;
        case LT -> actual instanceof Number n && Values.compare(n, (Number) value) < 0;
        case LTE -> actual instanceof Number n && Values.compare(n, (Number) value) <= 0;
      };
    }
  }

  /** Membership in a list of one type. */
  record In(String key, List<Object> values, boolean negated) implements Where {
    @Override
    public boolean matches(Matchable row) {
      Object actual = row.metadata(key);
      boolean in = false;
      for (int i = 0; i < values.size() && !in; i++) {
        in = Values.same(actual, values.get(i));
      }
      return in != negated;
    }
  }

  /** An array of the metadata holds the value, of exactly its type. */
  record Holds(String key, Object value, boolean negated) implements Where {
    @Override
    public boolean matches(Matchable row) {
      boolean holds = row.metadata(key) instanceof List<?> list && list.contains(value);
      return holds != negated;
    }
  }

  /** The document contains the text, case and all. */
  record Says(String text, boolean negated) implements Where {
    @Override
    public boolean matches(Matchable row) {
      String document = row.document();
      return (document != null && document.contains(text)) != negated;
    }
  }

  /** The document matches the expression somewhere; in linear time. */
  record Like(Pattern pattern, boolean negated) implements Where {
    @Override
    public boolean matches(Matchable row) {
      String document = row.document();
      return (document != null && pattern.matcher(document).find()) != negated;
    }
  }
}
