package com.modalarmor.detect.match;

/** A place in a pattern's text, and the faults found there. Used by one thread. */
final class PatternCursor {
  private static final int NUMBER_CEILING = 1 << 20;

  private final PatternSource source;
  private final String text;
  private int offset;

  PatternCursor(PatternSource source) {
    this.source = source;
    this.text = source.regex();
  }

  int offset() {
    return offset;
  }

  boolean atEnd() {
    return offset == text.length();
  }

  char peek() {
    return text.charAt(offset);
  }

  char next() {
    return text.charAt(offset++);
  }

  boolean take(char wanted) {
    if (atEnd() || peek() != wanted) {
      return false;
    }
    offset++;
    return true;
  }

  /** Takes the unit under the cursor and {@code wanted} after it, or nothing. */
  boolean followedBy(char wanted) {
    if (offset + 1 >= text.length() || text.charAt(offset + 1) != wanted) {
      return false;
    }
    offset += 2;
    return true;
  }

  int number() {
    int start = offset;
    int value = 0;
    while (!atEnd() && peek() >= '0' && peek() <= '9') {
      value = Math.min(value * 10 + (next() - '0'), NUMBER_CEILING);
    }
    if (offset == start) {
      throw fault("expected a number");
    }
    return value;
  }

  char hex(int digits) {
    int start = offset;
    int value = 0;
    for (int i = 0; i < digits; i++) {
      int digit = atEnd() ? -1 : Character.digit(peek(), 16);
      if (digit < 0 || peek() > 'f') {
        throw faultAt(start, "expected " + digits + " hexadecimal digits");
      }
      value = value << 4 | digit;
      offset++;
    }
    return (char) value;
  }

  PatternFault fault(String expected) {
    return faultAt(offset, expected);
  }

  PatternFault faultAt(int place, String expected) {
    return new PatternFault(source.id(), place, expected);
  }
}
