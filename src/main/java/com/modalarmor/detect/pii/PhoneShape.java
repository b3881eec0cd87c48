package com.modalarmor.detect.pii;

/** What digits look like that a numbering plan has, but that are more often not one. Stateless. */
final class PhoneShape {

  private static final int SHORT_GROUP = 2;
  private static final int LONG_GROUP = 7;

  private PhoneShape() {}

  /**
   * Digits without any sign of a number: no separators, or one hyphen before a last digit or two;
   * no plus, no leading 0. Nor is there one in a version, {@code 120.0.6099.71}.
   */
  static boolean isBare(char[] text, int from, int to) {
    if (isVersion(text, from, to)) {
      return true;
    }
    int at = from;
    while (at < to && (text[at] == '(' || text[at] == '[')) { // opened before, closed after it
      at++;
    }
    if (at == to || text[at] == '0') {
      return false;
    }
    int first = at;
    while (at < to && Units.digit(text[at])) {
      at++;
    }
    int group = at - first;
    if (at < to && text[at] == '-' && group >= LONG_GROUP && to - at - 1 <= SHORT_GROUP) {
      at++;
      while (at < to && Units.digit(text[at])) {
        at++;
      }
    }
    return at == to;
  }

  /** Groups with a dot between them, of which another than the first is one digit. */
  private static boolean isVersion(char[] text, int from, int to) {
    int dots = 0;
    boolean single = false;
    int start = from;
    for (int i = from; i <= to; i++) {
      if (i == to || text[i] == '.') {
        single |= dots > 0 && i - start == 1;
        dots += i < to ? 1 : 0;
        start = i + 1;
      } else if (!Units.digit(text[i])) {
        return false;
      }
    }
    return dots >= 2 && single;
  }

  /**
   * True for digits that are part of a longer identifier: {@code ORD-2027-617476}, {@code
   * 09195501-dccb-…}, {@code IMG_20220413}; not where the word before the hyphen names a number.
   */
  static boolean isPiece(char[] text, int length, int from, int to) {
    if (from > 1 && joins(text[from - 1]) && Units.alphanumeric(text[from - 2])) {
      return !PhoneLabels.endsAt(text, from - 1);
    }
    if (from > 0 && text[from] == '+' && Units.alphanumeric(text[from - 1])) {
      return true;
    }
    return to + 1 < length && joins(text[to]) && Units.letter(text[to + 1]);
  }

  private static boolean joins(char c) {
    return c == '-' || c == '_';
  }
}
