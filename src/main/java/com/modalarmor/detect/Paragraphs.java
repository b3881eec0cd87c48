package com.modalarmor.detect;

/**
 * Where paragraphs begin and end: an empty line is between them. At most one character more than a
 * paragraph may have is looked at. Stateless.
 */
final class Paragraphs {

  /** Characters that a paragraph has at most. */
  static final int CHARS_MAX = 4_096;

  /** Lines of a longer one are read together up to so many characters. */
  private static final int LINES_CHARS = 1_000;

  private Paragraphs() {}

  /** Just after the lines from here on that are read together; after the first one at least. */
  static int linesEnd(char[] chars, int from, int paragraphEnd) {
    int stop = lineEnd(chars, from, paragraphEnd);
    while (stop < paragraphEnd) {
      int next = lineEnd(chars, stop, Math.min(paragraphEnd, from + LINES_CHARS + 1));
      if (next - from > LINES_CHARS) {
        break;
      }
      stop = next;
    }
    return stop;
  }

  /** Just after the line; at most one character more than a paragraph may have is looked at. */
  private static int lineEnd(char[] chars, int from, int length) {
    int until = Math.min(length, from + CHARS_MAX + 1);
    for (int i = from; i < until; i++) {
      if (chars[i] == '\n') {
        return i + 1;
      }
    }
    return until;
  }

  /** Where the line begins that {@code at} is in; the same. */
  static int lineStart(char[] chars, int at) {
    int until = Math.max(0, at - CHARS_MAX - 1);
    int start = at;
    while (start > until && chars[start - 1] != '\n') {
      start--;
    }
    return start;
  }

  /** Just after the empty line that ends the paragraph; the same. */
  static int end(char[] chars, int from, int length) {
    int until = Math.min(length, from + CHARS_MAX + 1);
    int lineEnds = 0;
    for (int i = from; i < until; i++) {
      if (chars[i] == '\n') {
        lineEnds++;
      } else if (chars[i] > ' ') {
        if (lineEnds > 1) {
          return i;
        }
        lineEnds = 0;
      }
    }
    return until;
  }

  /** Just after the empty line before; the same. */
  static int start(char[] chars, int at) {
    int until = Math.max(0, at - CHARS_MAX - 1);
    int lineEnds = 0;
    int start = at;
    for (int i = at; i > until; i--) {
      char c = chars[i - 1];
      if (c == '\n') {
        lineEnds++;
      } else if (c > ' ') {
        if (lineEnds > 1) {
          return start;
        }
        lineEnds = 0;
        start = i - 1;
      }
    }
    return until;
  }
}
