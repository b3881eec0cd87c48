package com.modalarmor.load.pairbench;

import java.util.Map;

/**
 * Fills {@code ${NAME}} placeholders, and refuses one that nobody fills.
 *
 * <p>Pure functions.
 */
final class Template {
  private Template() {}

  static String fill(String template, Map<String, String> values) {
    StringBuilder filled = new StringBuilder(template.length() + 256);
    int at = 0;
    for (int open; (open = template.indexOf("${", at)) >= 0; ) {
      int close = template.indexOf('}', open);
      if (close < 0) {
        throw new BenchFailure("a placeholder is not closed");
      }
      String name = template.substring(open + 2, close);
      String value = values.get(name);
      if (value == null) {
        throw new BenchFailure("nothing is known for the placeholder ${" + name + "}");
      }
      filled.append(template, at, open).append(value);
      at = close + 1;
    }
    return filled.append(template, at, template.length()).toString();
  }
}
