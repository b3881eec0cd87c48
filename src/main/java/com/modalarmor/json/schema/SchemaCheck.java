package com.modalarmor.json.schema;

import java.util.List;
import java.util.Map;

/**
 * Says whether a value fits a schema, in a bounded number of steps. For one value; single-threaded.
 */
public final class SchemaCheck {

  /** What a check says. */
  public enum Answer {
    FITS,
    DIFFERS,
    /** It would take more steps than are taken. */
    TOO_LONG
  }

  /** Comparisons of a value with a schema, some milliseconds at most. */
  private static final int STEPS_MAX = 200_000;

  /** Schemas and values inside each other; references may go in circles. */
  private static final int DEPTH_MAX = 256;

  private int steps;
  private boolean tooLong;

  private SchemaCheck() {}

  /**
   * @param value as {@code JsonTree} makes it
   */
  public static Answer of(Schema schema, Object value) {
    SchemaCheck check = new SchemaCheck();
    boolean fits = check.fits(schema.root(), value, 0);
    return check.tooLong ? Answer.TOO_LONG : fits ? Answer.FITS : Answer.DIFFERS;
  }

  /** Once it takes too long everything differs at once: the answer is not used. */
  private boolean step(int depth) {
    if (++steps > STEPS_MAX || depth > DEPTH_MAX) {
      tooLong = true;
    }
    return !tooLong;
  }

  private boolean fits(SchemaNode node, Object value, int depth) {
    if (!step(depth) || node.never) {
      return false;
    }
    if (value == null && node.nullable) {
      return true;
    }
    return hasType(node, value)
        && (node.values == null || among(node.values, value, depth))
        && (node.ref == null || fits(node.ref, value, depth + 1))
        && fitsByKind(node, value, depth)
        && combines(node, value, depth);
  }

  private static boolean hasType(SchemaNode node, Object value) {
    return node.types == 0 || (node.types & typeOf(value)) != 0;
  }

  private static int typeOf(Object value) {
    if (value == null) {
      return SchemaNode.NULL;
    }
    if (value instanceof Boolean) {
      return SchemaNode.BOOLEAN;
    }
    if (value instanceof Number number) {
      return integral(number) ? SchemaNode.INTEGER : SchemaNode.NUMBER;
    }
    if (value instanceof String) {
      return SchemaNode.STRING;
    }
    return value instanceof Map ? SchemaNode.OBJECT : SchemaNode.ARRAY;
  }

  private static boolean integral(Number number) {
    return number instanceof Long || Math.rint(number.doubleValue()) == number.doubleValue();
  }

  private boolean fitsByKind(SchemaNode node, Object value, int depth) {
    if (value instanceof Map<?, ?> map) {
      return object(node, map, depth);
    }
    if (value instanceof List<?> list) {
      return array(node, list, depth);
    }
    if (value instanceof String text) {
      return string(node, text);
    }
    return !(value instanceof Number number) || number(node, number.doubleValue());
  }

  private boolean object(SchemaNode node, Map<?, ?> map, int depth) {
    if (map.size() < node.propertiesMin || map.size() > node.propertiesMax) {
      return false;
    }
    for (String name : node.required) {
      if (!step(depth) || !map.containsKey(name)) {
        return false;
      }
    }
    if (node.properties.isEmpty() && node.additional == null) {
      return true;
    }
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      SchemaNode property = node.properties.get(entry.getKey());
      SchemaNode schema = property == null ? node.additional : property;
      if (!step(depth) || (schema != null && !fits(schema, entry.getValue(), depth + 1))) {
        return false;
      }
    }
    return true;
  }

  private boolean array(SchemaNode node, List<?> list, int depth) {
    if (list.size() < node.itemsMin || list.size() > node.itemsMax) {
      return false;
    }
    for (int i = 0; i < list.size(); i++) {
      SchemaNode schema = i < node.prefix.size() ? node.prefix.get(i) : node.items;
      if (!step(depth) || (schema != null && !fits(schema, list.get(i), depth + 1))) {
        return false;
      }
    }
    return !node.unique || distinct(list, depth);
  }

  private boolean distinct(List<?> list, int depth) {
    for (int i = 1; i < list.size(); i++) {
      for (int j = 0; j < i; j++) {
        if (same(list.get(i), list.get(j), depth)) {
          return false;
        }
      }
    }
    return true;
  }

  private static boolean string(SchemaNode node, String text) {
    if (node.lengthMin > 0 || node.lengthMax < text.length()) {
      int length = text.codePointCount(0, text.length());
      if (length < node.lengthMin || length > node.lengthMax) {
        return false;
      }
    }
    return (node.pattern == null || node.pattern.matcher(text).find())
        && (node.format == null || Formats.fits(node.format, text));
  }

  private static boolean number(SchemaNode node, double value) {
    return value >= node.min
        && value <= node.max
        && value > node.above
        && value < node.below
        && (node.multipleOf <= 0 || isMultiple(value, node.multipleOf));
  }

  /** Decimal fractions have no exact binary form: a billionth of a step is no difference. */
  private static boolean isMultiple(double value, double of) {
    double times = value / of;
    return Math.abs(times - Math.rint(times)) <= 1e-9 * Math.max(1, Math.abs(times));
  }

  private boolean combines(SchemaNode node, Object value, int depth) {
    for (SchemaNode each : node.allOf) {
      if (!fits(each, value, depth + 1)) {
        return false;
      }
    }
    if (!node.anyOf.isEmpty() && count(node.anyOf, value, 1, depth) == 0) {
      return false;
    }
    if (!node.oneOf.isEmpty() && count(node.oneOf, value, 2, depth) != 1) {
      return false;
    }
    return node.not == null || !fits(node.not, value, depth + 1);
  }

  /** How many fit, counted up to {@code enough}. */
  private int count(List<SchemaNode> nodes, Object value, int enough, int depth) {
    int fitting = 0;
    for (int i = 0; i < nodes.size() && fitting < enough; i++) {
      fitting += fits(nodes.get(i), value, depth + 1) ? 1 : 0;
    }
    return fitting;
  }

  private boolean among(List<Object> values, Object value, int depth) {
    for (Object each : values) {
      if (same(each, value, depth)) {
        return true;
      }
    }
    return false;
  }

  private boolean same(Object a, Object b, int depth) {
    if (!step(depth)) {
      return false;
    }
    if (a instanceof Number x && b instanceof Number y) {
      return x instanceof Long && y instanceof Long
          ? x.longValue() == y.longValue()
          : x.doubleValue() == y.doubleValue();
    }
    if (a instanceof List<?> x && b instanceof List<?> y) {
      boolean equal = x.size() == y.size();
      for (int i = 0; equal && i < x.size(); i++) {
        equal = same(x.get(i), y.get(i), depth + 1);
      }
      return equal;
    }
    if (a instanceof Map<?, ?> x && b instanceof Map<?, ?> y) {
      boolean equal = x.keySet().equals(y.keySet());
      for (Map.Entry<?, ?> entry : x.entrySet()) {
        equal = equal && same(entry.getValue(), y.get(entry.getKey()), depth + 1);
      }
      return equal;
    }
    return java.util.Objects.equals(a, b);
  }
}
