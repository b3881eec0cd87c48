package com.modalarmor.redact.render;

/**
 * Blocks of code between fences, exactly as Markdown reads them: what stands in one is left as it
 * is, so a reader must not see its end earlier or later than is seen here. Only fences at the very
 * beginning of a line count, as further in they may belong to a list or a quotation and end with
 * it. Single-threaded.
 */
final class MarkdownFences {

  static final int MARKS_MIN = 3;

  private static final int LINE_MAX = 256;
  private static final int INDENT_MAX = 3;

  /** Before a line that would be judged differently if it were not cut: it closes nothing then. */
  private static final char NO_FENCE = '\u200B';

  private char mark;
  private int marks;
  private boolean lineStart;
  private boolean waits;

  boolean inside() {
    return mark != 0;
  }

  /** Whether the last call of {@link #open} needs more of the line. */
  boolean waits() {
    return waits;
  }

  /** Writes a line that opens a block; returns {@code from} for any other. */
  int open(CharSequence text, int from, boolean last, StringBuilder out) {
    char sign = text.charAt(from);
    int end = from;
    while (end < text.length() && end - from < LINE_MAX && text.charAt(end) != '\n') {
      end++;
    }
    boolean whole =
        (end < text.length() && text.charAt(end) == '\n') || (last && end == text.length());
    int count = 0;
    while (from + count < end && text.charAt(from + count) == sign) {
      count++;
    }
    boolean none = count < MARKS_MIN && from + count < end;
    waits = !whole && !last && !none && end - from < LINE_MAX;
    if (waits || !whole || count < MARKS_MIN) {
      return from;
    }
    for (int i = from + count; i < end; i++) {
      if (sign == '`' && text.charAt(i) == '`') {
        return from;
      }
    }
    for (int i = from; i < end; i++) {
      out.append(text.charAt(i) == '<' ? "&lt;" : String.valueOf(text.charAt(i)));
    }
    mark = sign;
    marks = count;
    lineStart = false;
    return end;
  }

  /** Writes a piece of the block. */
  int step(CharSequence text, int from, boolean last, StringBuilder out) {
    if (!lineStart) {
      int end = from;
      while (end < text.length() && text.charAt(end) != '\n') {
        end++;
      }
      lineStart = end < text.length();
      out.append(text, from, lineStart ? end + 1 : end);
      return lineStart ? end + 1 : end;
    }
    int bound = Math.min(text.length(), from + LINE_MAX);
    int first = from;
    while (first < bound && first - from <= INDENT_MAX && text.charAt(first) == ' ') {
      first++;
    }
    int behind = first;
    while (behind < bound && text.charAt(behind) == mark) {
      behind++;
    }
    boolean enough = first - from <= INDENT_MAX && behind - first >= marks;
    int end = behind;
    while (enough && end < bound && (text.charAt(end) == ' ' || text.charAt(end) == '\t')) {
      end++;
    }
    boolean cut = end == text.length() && !last;
    if (cut && end - from < LINE_MAX) {
      return from;
    }
    lineStart = false;
    if (end - from >= LINE_MAX) {
      out.append(NO_FENCE).append(text, from, end);
      return end;
    }
    if (enough && (end == text.length() || text.charAt(end) == '\n')) {
      mark = 0;
    }
    if (end == from) {
      lineStart = text.charAt(from) == '\n';
      out.append(text.charAt(from));
      return from + 1;
    }
    out.append(text, from, end);
    return end;
  }
}
