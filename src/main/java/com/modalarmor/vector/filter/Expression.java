package com.modalarmor.vector.filter;

/**
 * How large a regular expression becomes when its repetitions are written out, as the matcher does:
 * {@code ((a{30}){30}){30}} is 27,000 steps in 18 characters. Counts from above and never expands
 * anything. For one expression.
 */
final class Expression {

  /** A classed or escaped character counts as one step, as does each sign. */
  private static final int DEPTH_MAX = 64;

  private static final long MAX = Integer.MAX_VALUE;

  private final String text;
  private int at;

  private Expression(String text) {
    this.text = text;
  }

  /** Steps at most; a very large number for what is nested too deep. */
  static long steps(String text) {
    Expression expression = new Expression(text);
    long steps = 0;
    while (expression.at < text.length()) {
      steps = Math.min(MAX, steps + expression.sequence(0));
      expression.at++; // a closing bracket too many: the compiler will say so
    }
    return steps;
  }

  private long sequence(int depth) {
    if (depth > DEPTH_MAX) {
      at = text.length();
      return MAX;
    }
    long sum = 0;
    while (at < text.length() && text.charAt(at) != ')') {
      long atom = atom(depth);
      sum = Math.min(MAX, sum + repeated(atom));
    }
    return sum;
  }

  private long atom(int depth) {
    char c = text.charAt(at++);
    switch (c) {
      case '(' -> {
        long inner = sequence(depth + 1);
        at = Math.min(text.length(), at + 1);
        return inner + 2;
      }
      case '[' -> {
        skipClass();
        return 1;
      }
      case '\\' -> {
        return escaped();
      }
      default -> {
        return 1;
      }
    }
  }

  /** A quotation is as long as it is: its last sign alone is repeated. */
  private long escaped() {
    if (at < text.length() && text.charAt(at) == 'Q') {
      int end = text.indexOf("\\E", at);
      int from = at;
      at = end < 0 ? text.length() : end + 2;
      return at - from;
    }
    boolean named = at + 1 < text.length() && (text.charAt(at) == 'p' || text.charAt(at) == 'P');
    boolean coded = at + 1 < text.length() && text.charAt(at) == 'x';
    if ((named || coded) && text.charAt(at + 1) == '{') {
      int end = text.indexOf('}', at);
      at = end < 0 ? text.length() : end + 1;
    } else {
      at++;
    }
    return 1;
  }

  /** A closing bracket that comes first belongs to the class. */
  private void skipClass() {
    if (at < text.length() && text.charAt(at) == '^') {
      at++;
    }
    int first = at;
    while (at < text.length() && (text.charAt(at) != ']' || at == first)) {
      if (text.startsWith("[:", at) && text.indexOf(":]", at) > 0) {
        at = text.indexOf(":]", at) + 1;
      } else if (text.charAt(at) == '\\') {
        at++;
      }
      at++;
    }
    at = Math.min(text.length(), at + 1);
  }

  /** Whatever repetitions follow. */
  private long repeated(long atom) {
    long steps = atom;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '*' || c == '+' || c == '?') {
        steps++;
        at++;
      } else if (c == '{') {
        long times = times();
        if (times < 0) {
          return steps;
        }
        steps = Math.min(MAX, steps * Math.max(1, times) + 1);
      } else {
        return steps;
      }
    }
    return steps;
  }

  /** The greater number of a repetition, and past it; -1 where the bracket is an ordinary sign. */
  private long times() {
    int end = text.indexOf('}', at);
    String inner = end < 0 ? "" : text.substring(at + 1, end);
    long times = 0;
    long number = 0;
    for (int i = 0; i < inner.length(); i++) {
      char c = inner.charAt(i);
      if (c >= '0' && c <= '9') {
        number = Math.min(MAX, number * 10 + (c - '0'));
        times = Math.max(times, number);
      } else if (c == ',' && i > 0) {
        number = 0;
      } else {
        return -1;
      }
    }
    if (inner.isEmpty()) {
      return -1;
    }
    at = end + 1;
    return times + 1; // an open end takes one more
  }
}
