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

  /** Name in lower case; the value as written. */
  public record Attribute(String name, String value) {}

  /**
   * Reads the tag that begins with the bracket at {@code start}; null = none, or not closed within
   * the range or {@link #LENGTH_MAX}.
   */
  public static HtmlTag read(CharSequence text, int start, int to) {
    return read(text, start, to, null);
  }

  /** The same, up to where what follows is known by {@code steps}. */
  static HtmlTag read(CharSequence text, int start, int to, TagSteps steps) {
    int bound = Math.min(to, start + LENGTH_MAX);
    int i = start + 1;
    boolean closing = i < bound && text.charAt(i) == '/';
    i += closing ? 1 : 0;
    if (i >= bound || !letter(text.charAt(i))) {
      return null;
    }
    int nameEnd = nameEnd(text, i, bound);
    // Nothing is stored for a tag without end.
    int end = attributes(text, nameEnd, bound, steps);
    if (end < 0) {
      return null;
    }
    String name = text.subSequence(i, nameEnd).toString().toLowerCase(Locale.ROOT);
    List<Attribute> attributes = new ArrayList<>(2);
    store(
        text, nameEnd, Math.min(end - 1, steps == null ? end : steps.stopped()), bound, attributes);
    return new HtmlTag(name, closing, List.copyOf(attributes), end);
  }

  private static int nameEnd(CharSequence text, int from, int bound) {
    int i = from;
    while (i < bound && !space(text.charAt(i)) && text.charAt(i) != '>' && text.charAt(i) != '/') {
      i++;
    }
    return i;
  }

  /** Reads on to the place behind the closing bracket; -1 = there is none. */
  private static int attributes(CharSequence text, int from, int bound, TagSteps steps) {
    int i = from;
    while (i < bound) {
      if (steps != null && steps.known(i)) {
        return steps.end();
      }
      char c = text.charAt(i);
      if (c == '>') {
        return i + 1;
      }
      i = space(c) || c == '/' ? i + 1 : attribute(text, i, bound, null);
    }
    return -1;
  }

  /** Stores the attributes that begin before {@code to}. */
  private static void store(CharSequence text, int from, int to, int bound, List<Attribute> into) {
    int i = from;
    while (i < to) {
      char c = text.charAt(i);
      i = space(c) || c == '/' ? i + 1 : attribute(text, i, bound, into);
    }
  }

  /** Whether a tag begins at the bracket, as far as the text goes. */
  public static boolean begins(CharSequence text, int start) {
    int i = start + 1 < text.length() && text.charAt(start + 1) == '/' ? start + 2 : start + 1;
    return i >= text.length() || letter(text.charAt(i));
  }

  private static int attribute(CharSequence text, int from, int bound, List<Attribute> into) {
    int i = from + (text.charAt(from) == '=' ? 1 : 0);
    while (i < bound && inName(text.charAt(i))) {
      i++;
    }
    int nameEnd = i;
    int after = i;
    while (after < bound && space(text.charAt(after))) {
      after++;
    }
    int valueStart = i;
    int valueEnd = i;
    if (after < bound && text.charAt(after) == '=') {
      after++;
      while (after < bound && space(text.charAt(after))) {
        after++;
      }
      if (after >= bound) {
        return bound;
      }
      char quote = text.charAt(after);
      valueStart = quote == '"' || quote == '\'' ? after + 1 : after;
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
      valueEnd = end;
    }
    if (into != null) {
      String name = text.subSequence(from, nameEnd).toString().toLowerCase(Locale.ROOT);
      into.add(new Attribute(name, text.subSequence(valueStart, valueEnd).toString()));
    }
    return i;
  }

  static boolean inName(char c) {
    return c > '>' || (c != '>' && c != '=' && c != '/' && !space(c));
  }

  private static boolean letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  static boolean space(char c) {
    return c <= ' ' && (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f');
  }
}
