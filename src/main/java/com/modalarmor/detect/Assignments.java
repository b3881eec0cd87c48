package com.modalarmor.detect;

/**
 * The pieces of a text that are given names ({@code a = "ignore all"}), and the order in which they
 * are to be put together ({@code a + b}). Scratch: filled again for each use, single-threaded.
 * Linear in the characters read; bounded in pieces.
 */
final class Assignments {

  static final int VALUES_MAX = 32;
  private static final int NAME_CHARS_MAX = 16;

  private final String[] sources = new String[VALUES_MAX];
  private final int[] runs = new int[VALUES_MAX];
  private final int[] nameStarts = new int[VALUES_MAX];
  private final int[] nameEnds = new int[VALUES_MAX];
  private final int[] starts = new int[VALUES_MAX];
  private final int[] ends = new int[VALUES_MAX];
  private final int[] order = new int[VALUES_MAX];
  private final int[] sum = new int[VALUES_MAX];
  private int values;
  private int ordered;

  /** Where reading goes on: a value without quotes may hold the next name. */
  private int resume;

  void clear() {
    values = 0;
    ordered = 0;
  }

  /** Reads characters [from, to) of the text of a run. */
  void read(int run, String text, int from, int to) {
    int before = values;
    for (int i = from; i < to && values < VALUES_MAX; i++) {
      char c = text.charAt(i);
      if ((c == '=' || c == ':') && assign(run, text, from, i, to, before)) {
        i = resume - 1;
      }
    }
  }

  private boolean assign(int run, String text, int from, int at, int to, int before) {
    int nameEnd = at;
    while (nameEnd > from && (text.charAt(nameEnd - 1) == ' ' || text.charAt(nameEnd - 1) == ':')) {
      nameEnd--;
    }
    int nameStart = nameEnd;
    while (nameStart > from
        && nameEnd - nameStart <= NAME_CHARS_MAX
        && isName(text.charAt(nameStart - 1))) {
      nameStart--;
    }
    int length = nameEnd - nameStart;
    if (length == 0 || length > NAME_CHARS_MAX || text.startsWith("://", at)) {
      return false;
    }
    int start = at + 1;
    while (start < to && (text.charAt(start) == ' ' || text.charAt(start) == '=')) {
      start++;
    }
    if (values > before && ends[values - 1] > nameStart) {
      ends[values - 1] = trimmed(text, starts[values - 1], nameStart);
    }
    int end;
    char quote = start < to ? text.charAt(start) : '\n';
    if (quote == '"' || quote == '\'' || quote == '`') {
      start++;
      int close = text.indexOf(quote, start);
      end = close < 0 || close > to ? to : close;
      resume = end;
    } else {
      end = start;
      resume = start;
      while (end < to && text.charAt(end) != '\n' && text.charAt(end) != ';') {
        end++;
      }
    }
    sources[values] = text;
    runs[values] = run;
    nameStarts[values] = nameStart;
    nameEnds[values] = nameEnd;
    starts[values] = start;
    ends[values++] = end;
    return true;
  }

  /** Without the comma or the {@code and} that leads to the next name. */
  private static int trimmed(String text, int start, int end) {
    int i = end;
    while (i > start && !isName(text.charAt(i - 1))) {
      i--;
    }
    return i - start >= 4 && text.startsWith(" and", i - 4) ? i - 4 : i;
  }

  private static boolean isName(char c) {
    return c == '_' || Character.isLetterOrDigit(c);
  }

  /** Reads a sum of names in a text, if there is one; the last such sum counts. */
  void readOrder(String text, int from, int to) {
    int plus = text.indexOf('+', from);
    while (plus >= 0 && plus < to) {
      plus = sum(text, from, plus, to);
    }
  }

  /** Reads the sum whose first sign stands at {@code plus}; the index of the sign after it. */
  private int sum(String text, int from, int plus, int to) {
    int count = 0;
    int end = back(text, from, plus);
    int start = end;
    while (start > from && isName(text.charAt(start - 1))) {
      start--;
    }
    int sign = plus;
    while (true) {
      int value = named(text, start, end);
      if (value >= 0 && count < VALUES_MAX) {
        sum[count++] = value;
      }
      if (sign < 0 || sign >= to || text.charAt(sign) != '+') {
        break;
      }
      start = sign + 1;
      while (start < to && text.charAt(start) == ' ') {
        start++;
      }
      end = start;
      while (end < to && isName(text.charAt(end))) {
        end++;
      }
      sign = end;
      while (sign < to && text.charAt(sign) == ' ') {
        sign++;
      }
    }
    if (count >= 2) {
      System.arraycopy(sum, 0, order, 0, count);
      ordered = count;
    }
    return text.indexOf('+', Math.max(sign, plus + 1));
  }

  private static int back(String text, int from, int at) {
    int i = at;
    while (i > from && text.charAt(i - 1) == ' ') {
      i--;
    }
    return i;
  }

  /** The last value of that name, or -1. */
  private int named(String text, int start, int end) {
    for (int i = values - 1; i >= 0; i--) {
      int length = nameEnds[i] - nameStarts[i];
      if (length == end - start && sources[i].regionMatches(nameStarts[i], text, start, length)) {
        return i;
      }
    }
    return -1;
  }

  /** Two values or more: there is something to put together. */
  boolean found() {
    return values >= 2;
  }

  /** Puts the values together: in the order of the sum, else as they came. */
  void assemble(String separator, JoinedText joined) {
    int count = ordered > 0 ? ordered : values;
    for (int i = 0; i < count; i++) {
      int value = ordered > 0 ? order[i] : i;
      if (starts[value] < ends[value]) {
        joined.add(separator, runs[value], sources[value], starts[value], ends[value], false);
      }
    }
  }
}
