package com.modalarmor.detect.match;

/**
 * Reads escapes and bracketed classes, the parts of a pattern that stand for one unit. Used by one
 * thread.
 */
final class UnitReader {
  private final PatternCursor cursor;

  UnitReader(PatternCursor cursor) {
    this.cursor = cursor;
  }

  /** Reads an escape; the cursor is on its backslash. */
  CharSet escape() {
    int offset = cursor.offset();
    cursor.next();
    if (cursor.atEnd()) {
      throw cursor.faultAt(offset, "expected a character after \\");
    }
    char head = cursor.next();
    switch (head) {
      case 's':
        return CharSet.SPACE;
      case 'S':
        return CharSet.SPACE.negate();
      case 'w':
        return CharSet.WORD;
      case 'W':
        return CharSet.WORD.negate();
      case 'd':
        return CharSet.DIGIT;
      case 'D':
        return CharSet.DIGIT.negate();
      case 'n':
        return CharSet.of('\n');
      case 't':
        return CharSet.of('\t');
      case 'r':
        return CharSet.of('\r');
      case 'f':
        return CharSet.of('\f');
      case 'x':
        return CharSet.of(cursor.hex(2));
      case 'u':
        return CharSet.of(cursor.hex(4));
      default:
        if (!isPunctuation(head)) {
          throw cursor.faultAt(
              offset, "expected one of s S w W d D b B n t r f xHH uHHHH or punctuation after \\");
        }
        return CharSet.of(head);
    }
  }

  /** Reads a class; the cursor is on its opening bracket. */
  CharSet bracketed() {
    int offset = cursor.offset();
    cursor.next();
    boolean negated = cursor.take('^');
    CharSet set = null;
    while (!cursor.take(']')) {
      if (cursor.atEnd()) {
        throw cursor.faultAt(offset, "expected ] to close the class opened here");
      }
      CharSet member = memberOrRange();
      set = set == null ? member : set.union(member);
    }
    if (set == null) {
      throw cursor.faultAt(offset, "expected at least one character in the class; write \\]");
    }
    CharSet result = negated ? set.negate() : set;
    if (result.isEmpty()) {
      throw cursor.faultAt(offset, "expected a class that some character can match");
    }
    return result;
  }

  private CharSet memberOrRange() {
    int offset = cursor.offset();
    CharSet low = member();
    if (cursor.atEnd() || cursor.peek() != '-') {
      return low;
    }
    int dash = cursor.offset();
    cursor.next();
    if (!cursor.atEnd() && cursor.peek() == ']') {
      return low.union(CharSet.of('-'));
    }
    if (cursor.atEnd()) {
      throw cursor.faultAt(dash, "expected ] or the end of a range");
    }
    CharSet high = member();
    if (low.size() != 1 || high.size() != 1 || low.first(0) > high.first(0)) {
      throw cursor.faultAt(offset, "expected a range from a lower to a higher character");
    }
    return CharSet.range(low.first(0), high.first(0));
  }

  private CharSet member() {
    char head = cursor.peek();
    if (head == '\\') {
      return escape();
    }
    if (head == '[') {
      throw cursor.fault("expected \\[ for a literal [ inside a class");
    }
    if (Character.isSurrogate(head)) {
      throw cursor.fault("expected a single UTF-16 unit; use (x|y) outside the BMP");
    }
    return CharSet.of(cursor.next());
  }

  private static boolean isPunctuation(char unit) {
    return unit > 0x1F && unit < 0x7F && !Character.isLetterOrDigit(unit);
  }
}
