package com.modalarmor.text.url;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * An HTML tag as a browser's tokenizer reads it. Immutable.
 *
 * @param name lower case
 * @param closing an end tag
 * @param end place behind its closing bracket
 */
public record HtmlTag(String name, boolean closing, List<Attribute> attributes, int end) {

  /** Characters of the longest tag that is read. */
  public static final int LENGTH_MAX = 4_096;

  private static final int ATTRIBUTES_MAX = 64;

  /** Name in lower case; the value as written. */
  public record Attribute(String name, String value) {}

  /**
   * Reads the tag that begins with the bracket at {@code start}; null = none, or not closed within
   * the range or {@link #LENGTH_MAX}.
   */
  public static HtmlTag read(CharSequence text, int start, int to) {
    int bound = Math.min(to, start + LENGTH_MAX);
    int i = start + 1;
    boolean closing = i < bound && text.charAt(i) == '/';
    i += closing ? 1 : 0;
    if (i >= bound || !letter(text.charAt(i))) {
      return null;
    }
    int nameStart = i;
    while (i < bound && !space(text.charAt(i)) && text.charAt(i) != '>' && text.charAt(i) != '/') {
      i++;
    }
    String name = text.subSequence(nameStart, i).toString().toLowerCase(Locale.ROOT);
    List<Attribute> attributes = new ArrayList<>(2);
    while (i < bound) {
      char c = text.charAt(i);
      if (c == '>') {
        return new HtmlTag(name, closing, List.copyOf(attributes), i + 1);
      }
      if (space(c) || c == '/') {
        i++;
        continue;
      }
      i = attribute(text, i, bound, attributes);
    }
    return null;
  }

  /** Whether a tag begins at the bracket, as far as the text goes. */
  public static boolean begins(CharSequence text, int start) {
    int i = start + 1 < text.length() && text.charAt(start + 1) == '/' ? start + 2 : start + 1;
    return i >= text.length() || letter(text.charAt(i));
  }

  private static int attribute(CharSequence text, int from, int bound, List<Attribute> into) {
    int i = from + (text.charAt(from) == '=' ? 1 : 0);
    while (i < bound && !space(text.charAt(i)) && "=>/".indexOf(text.charAt(i)) < 0) {
      i++;
    }
    String name = text.subSequence(from, i).toString().toLowerCase(Locale.ROOT);
    int after = i;
    while (after < bound && space(text.charAt(after))) {
      after++;
    }
    String value = "";
    if (after < bound && text.charAt(after) == '=') {
      after++;
      while (after < bound && space(text.charAt(after))) {
        after++;
      }
      if (after >= bound) {
        return bound;
      }
      char quote = text.charAt(after);
      int valueStart = quote == '"' || quote == '\'' ? after + 1 : after;
      int end = valueStart;
      if (valueStart > after) {
        while (end < bound && text.charAt(end) != quote) {
          end++;
        }
        if (end >= bound) {
          return bound;
        }
        i = end + 1;
      } else {
        while (end < bound && !space(text.charAt(end)) && text.charAt(end) != '>') {
          end++;
        }
        i = end;
      }
      value = text.subSequence(valueStart, end).toString();
    }
    if (into.size() < ATTRIBUTES_MAX) {
      into.add(new Attribute(name, value));
    }
    return i;
  }

  private static boolean letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  static boolean space(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
  }
}
