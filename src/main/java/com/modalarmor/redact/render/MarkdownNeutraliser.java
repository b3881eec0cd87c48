package com.modalarmor.redact.render;

import com.modalarmor.text.url.Origins;
import com.modalarmor.text.url.WebAddress;

/**
 * Keeps the shape of Markdown, and of its code what no reader takes for anything else; HTML becomes
 * text, a picture stays if its place is permitted, a link if it leads to a page and carries
 * nothing, both written anew. References are not resolved: their definitions become text.
 * Single-threaded.
 */
final class MarkdownNeutraliser implements Neutraliser {

  private static final int LABEL_MAX = 512;
  private static final int TARGET_MAX = 2_048;
  private static final int CODE_MAX = 1_024;

  private final Origins origins;
  private final MarkdownFences fences = new MarkdownFences();
  private boolean lineStart = true;

  MarkdownNeutraliser(Origins origins) {
    this.origins = origins;
  }

  @Override
  public int step(CharSequence text, int from, boolean last, StringBuilder out) {
    if (fences.inside()) {
      return fences.step(text, from, last, out);
    }
    char c = text.charAt(from);
    if (lineStart && (c == '`' || c == '~')) {
      int next = fences.open(text, from, last, out);
      if (next != from || fences.waits()) {
        lineStart = next == from;
        return next;
      }
    }
    switch (c) {
      case '\n' -> {
        out.append(c);
        lineStart = true;
        return from + 1;
      }
      case '<' -> out.append("&lt;");
      case '\\' -> {
        return escaped(text, from, last, out);
      }
      case '`' -> {
        return code(text, from, last, out);
      }
      case '!' -> {
        return picture(text, from, last, out);
      }
      case ']' -> {
        return closing(text, from, last, out);
      }
      case '~' ->
          out.append("\\~"); // might begin a block of code where a list has moved the line's start
      case 0 -> out.append('\uFFFD');
      default -> out.append(c);
    }
    lineStart = false;
    return from + 1;
  }

  private int escaped(CharSequence text, int from, boolean last, StringBuilder out) {
    if (from + 1 == text.length()) {
      if (!last) {
        return from;
      }
      out.append('\\');
      return from + 1;
    }
    char next = text.charAt(from + 1);
    lineStart = false;
    if (next == '<' || next == '\n' || next == 0) {
      out.append("\\\\");
      return from + 1;
    }
    out.append('\\').append(next);
    return from + 2;
  }

  /** A span of code on one line; one with a bar may be cut by a table. */
  private int code(CharSequence text, int from, boolean last, StringBuilder out) {
    int length = text.length();
    int run = from;
    while (run < length && text.charAt(run) == '`' && run - from < CODE_MAX) {
      run++;
    }
    if (run == length && !last && run - from < CODE_MAX) {
      return from;
    }
    int marks = run - from;
    int i = marks < MarkdownFences.MARKS_MIN ? run : length;
    boolean plain = true;
    while (i < length && i - run < CODE_MAX && text.charAt(i) != '\n') {
      if (text.charAt(i) != '`') {
        plain &= "|$\0\r".indexOf(text.charAt(i)) < 0;
        i++;
        continue;
      }
      int close = i;
      int bound = run + CODE_MAX + 1;
      while (close < Math.min(length, bound) && text.charAt(close) == '`') {
        close++;
      }
      if (close == bound) {
        break;
      }
      if (close == length && !last) {
        return from;
      }
      if (close - i == marks) {
        lineStart = false;
        if (!plain) {
          break;
        }
        out.append(text, from, close);
        return close;
      }
      i = close;
    }
    if (marks < MarkdownFences.MARKS_MIN && i >= length && !last && i - run < CODE_MAX) {
      return from;
    }
    // Not code for sure: the back quotes are shown, what they hold is text.
    for (int k = 0; k < marks; k++) {
      out.append("\\`");
    }
    lineStart = false;
    return run;
  }

  private int picture(CharSequence text, int from, boolean last, StringBuilder out) {
    int length = text.length();
    lineStart = false;
    if (from + 1 == length) {
      if (!last) {
        return from;
      }
      out.append('!');
      return from + 1;
    }
    if (text.charAt(from + 1) != '[') {
      out.append('!');
      return from + 1;
    }
    int close = labelEnd(text, from + 2);
    boolean open = close < 0 && !last && length - from < LABEL_MAX + 2 && !lineEnds(text, from);
    if (open || (close >= 0 && close + 1 == length && !last)) {
      return from;
    }
    if (close >= 0 && close + 1 < length && text.charAt(close + 1) == '(') {
      MarkdownDestination place = MarkdownDestination.read(text, close + 2, TARGET_MAX);
      if (place == null && !last && length - close < TARGET_MAX + 2 && !lineEnds(text, close)) {
        return from;
      }
      if (place != null) {
        WebAddress address = WebAddress.parse(place.target());
        String label = text.subSequence(from + 2, close).toString();
        if (origins.allow(address)) {
          out.append("![");
          plain(label, out);
          out.append("](<").append(quoted(address.href())).append(">)");
        } else {
          plain(label, out);
          out.append(label.isBlank() ? "\\[image removed\\]" : " \\[image removed\\]");
        }
        return place.end();
      }
    }
    out.append("\\!\\[");
    return from + 2;
  }

  /** Behind the text of a link: where it leads, or that it is defined elsewhere. */
  private int closing(CharSequence text, int from, boolean last, StringBuilder out) {
    int length = text.length();
    lineStart = false;
    if (from + 1 == length && !last) {
      return from;
    }
    char next = from + 1 < length ? text.charAt(from + 1) : 0;
    if (next == ':') {
      out.append("]\\:");
      return from + 2;
    }
    if (next != '(') {
      out.append(']');
      return from + 1;
    }
    MarkdownDestination place = MarkdownDestination.read(text, from + 2, TARGET_MAX);
    if (place == null) {
      if (!last && length - from < TARGET_MAX + 2 && !lineEnds(text, from)) {
        return from;
      }
      out.append("]\\(");
      return from + 2;
    }
    String target = HtmlNeutraliser.link(place.target(), origins);
    if (target != null) {
      out.append("](<").append(quoted(target)).append(">)");
    } else if (anchor(place.target())) {
      out.append("](").append(place.target()).append(')');
    } else {
      out.append("] \\(link removed\\)");
    }
    return place.end();
  }

  /** A place in the same answer. */
  private static boolean anchor(String target) {
    boolean plain = target.startsWith("#") && target.length() <= 64;
    for (int i = 1; i < target.length(); i++) {
      char c = target.charAt(i);
      plain &=
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || c == '-'
              || c == '_';
    }
    return plain;
  }

  private static boolean lineEnds(CharSequence text, int from) {
    for (int i = from; i < text.length(); i++) {
      if (text.charAt(i) == '\n') {
        return true;
      }
    }
    return false;
  }

  /** The bracket that closes a label on the same line, or -1. */
  private static int labelEnd(CharSequence text, int from) {
    int depth = 0;
    int bound = Math.min(text.length(), from + LABEL_MAX);
    for (int i = from; i < bound; i++) {
      char c = text.charAt(i);
      if (c == '\n') {
        return -1;
      }
      if (c == '\\' && i + 1 < bound && text.charAt(i + 1) != '\n') {
        i++;
      } else if (c == '[') {
        depth++;
      } else if (c == ']' && --depth < 0) {
        return i;
      }
    }
    return -1;
  }

  /** Text without any meaning to Markdown or HTML. */
  private static void plain(String text, StringBuilder out) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '<') {
        out.append("&lt;");
      } else {
        if ("\\`*_{}[]()#!|&~".indexOf(c) >= 0) {
          out.append('\\');
        }
        out.append(c == 0 ? '\uFFFD' : c);
      }
    }
  }

  /** An address between angle brackets: nothing in it ends them or is an entity. */
  private static String quoted(String href) {
    return href.replace("<", "%3C").replace(">", "%3E").replace("\\", "%5C").replace(";", "%3B");
  }
}
