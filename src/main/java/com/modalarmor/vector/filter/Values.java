package com.modalarmor.vector.filter;

import java.util.List;
import java.util.Map;

/** How metadata values compare, and which there may be. Stateless. */
public final class Values {

  private static final int KEYS_MAX = 256;
  private static final int KEY_CHARS_MAX = 256;
  private static final int LIST_MAX = 1_024;

  private Values() {}

  /** Numbers by value, everything else by type and value. */
  static boolean same(Object actual, Object wanted) {
    if (actual instanceof Number a && wanted instanceof Number b) {
      return compare(a, b) == 0;
    }
    return wanted.equals(actual);
  }

  static int compare(Number a, Number b) {
    return a instanceof Long x && b instanceof Long y
        ? Long.compare(x, y)
        : Double.compare(a.doubleValue(), b.doubleValue());
  }

  static boolean scalar(Object value) {
    return value instanceof String
        || value instanceof Long
        || value instanceof Double
        || value instanceof Boolean;
  }

  /** True for a list of scalars of one type, Chroma's one compound value. */
  static boolean uniform(List<?> list) {
    for (int i = 0; i < list.size(); i++) {
      if (!scalar(list.get(i)) || list.get(i).getClass() != list.get(0).getClass()) {
        return false;
      }
    }
    return true;
  }

  /**
   * What is wrong with a row's or collection's metadata as sent; null when nothing is. Not why a
   * reserved key is refused, only that it is.
   */
  public static String fault(Map<?, ?> metadata, boolean nullable, boolean lists) {
    if (metadata.size() > KEYS_MAX) {
      return "at most " + KEYS_MAX + " metadata keys";
    }
    for (Map.Entry<?, ?> entry : metadata.entrySet()) {
      String key = (String) entry.getKey();
      Object value = entry.getValue();
      if (key.length() > KEY_CHARS_MAX) {
        return "a metadata key is longer than " + KEY_CHARS_MAX + " characters";
      }
      if (Reserved.is(key)) {
        return "a metadata key is reserved";
      }
      boolean list = lists && value instanceof List<?> l && l.size() <= LIST_MAX && uniform(l);
      if (!(scalar(value) || list || (nullable && value == null))) {
        return "a metadata value is neither a text, a number, a truth value"
            + " nor a list of one of these";
      }
    }
    return null;
  }
}
