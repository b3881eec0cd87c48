package com.modalarmor.vector.filter;

import com.fasterxml.jackson.core.JsonGenerator;
import com.modalarmor.json.JsonTree;
import java.io.IOException;
import java.util.List;

/** Writes a filter as Chroma's JSON, from our own tree alone. Stateless. */
public final class WhereWriter {

  private WhereWriter() {}

  /** One clause as an object. */
  public static void write(JsonGenerator out, Where where) throws IOException {
    out.writeStartObject();
    if (where instanceof Where.And and) {
      list(out, "$and", and.clauses());
    } else if (where instanceof Where.Or or) {
      list(out, "$or", or.clauses());
    } else if (where instanceof Where.Compare compare) {
      operator(out, compare.key(), compare.comparison().wireName, compare.value());
    } else if (where instanceof Where.In in) {
      operator(out, in.key(), in.negated() ? "$nin" : "$in", in.values());
    } else if (where instanceof Where.Holds holds) {
      operator(out, holds.key(), holds.negated() ? "$not_contains" : "$contains", holds.value());
    } else if (where instanceof Where.Says says) {
      operator(out, "#document", says.negated() ? "$not_contains" : "$contains", says.text());
    } else if (where instanceof Where.Like like) {
      operator(
          out, "#document", like.negated() ? "$not_regex" : "$regex", like.pattern().pattern());
    }
    out.writeEndObject();
  }

  /** {@code "key":{"$in":[…]}} for conditions of the gateway's own. */
  public static Where in(String key, List<String> values) {
    return new Where.In(key, List.copyOf(values), false);
  }

  public static Where equal(String key, String value) {
    return new Where.Compare(key, Where.Comparison.EQ, value);
  }

  private static void list(JsonGenerator out, String operator, List<Where> clauses)
      throws IOException {
    out.writeArrayFieldStart(operator);
    for (Where clause : clauses) {
      write(out, clause);
    }
    out.writeEndArray();
  }

  private static void operator(JsonGenerator out, String key, String operator, Object value)
      throws IOException {
    out.writeObjectFieldStart(key);
    out.writeFieldName(operator);
    JsonTree.write(out, value);
    out.writeEndObject();
  }
}
