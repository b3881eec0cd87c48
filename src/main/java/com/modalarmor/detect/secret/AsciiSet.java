package com.modalarmor.detect.secret;

/**
 * A set of characters, written as in {@code a-z0-9_.-}: characters and ranges; {@code ^} first =
 * all others; {@code \s} = white space, {@code \n} = line end, a dash last is itself. Immutable.
 */
final class AsciiSet {

  private static final int SIZE = 128;

  private final boolean[] members = new boolean[SIZE];
  private final boolean negated;

  private AsciiSet(boolean negated) {
    this.negated = negated;
  }

  static AsciiSet of(String spec) {
    AsciiSet set = new AsciiSet(spec.startsWith("^"));
    for (int i = set.negated ? 1 : 0; i < spec.length(); i++) {
      char c = spec.charAt(i);
      if (c == '\\' && i + 1 < spec.length()) {
        set.addEscaped(spec.charAt(++i));
      } else if (i + 2 < spec.length() && spec.charAt(i + 1) == '-') {
        set.addRange(c, spec.charAt(i + 2));
        i += 2;
      } else {
        set.addRange(c, c);
      }
    }
    return set;
  }

  private void addEscaped(char c) {
    if (c == 's') {
      addRange('\t', '\r');
      addRange(' ', ' ');
    } else {
      char literal = c == 'n' ? '\n' : c;
      addRange(literal, literal);
    }
  }

  private void addRange(char low, char high) {
    if (low > high || high >= SIZE) {
      throw new IllegalArgumentException("not a range of ASCII: " + low + "-" + high);
    }
    for (int c = low; c <= high; c++) {
      members[c] = true;
    }
  }

  boolean has(char c) {
    return c < SIZE ? members[c] != negated : negated;
  }
}
