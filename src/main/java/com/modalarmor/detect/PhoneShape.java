package com.modalarmor.detect;

/** How the digit groups of a possible telephone number are written. Immutable. */
enum PhoneShape {
  /** Nothing but digits: a number only if the words around say so. */
  NONE,
  /** With {@code +} or {@code 00} and a country code. */
  INTERNATIONAL,
  /** Three, three and four digits, or an area code in brackets. */
  NORTH_AMERICAN,
  /** A trunk zero and at least two groups. */
  TRUNK;

  static PhoneShape of(Anchors anchors, int from, int to, int digits, char[] chars, boolean plus) {
    int first = anchors.digitStart(from);
    if (plus) {
      return INTERNATIONAL;
    }
    boolean bracketed = first > 0 && chars[first - 1] == '(';
    if (chars[first] == '0') {
      if (digits >= 10 && chars[first + 1] == '0' && chars[first + 2] != '0') {
        return to > from ? INTERNATIONAL : NONE;
      }
      int firstSize = anchors.digitEnd(from) - first;
      return to > from && digits >= 9 && digits <= 12 && firstSize >= 2 ? TRUNK : NONE;
    }
    int area = from;
    int rest = digits;
    if (chars[first] == '1' && anchors.digitEnd(from) - first == 1) {
      area++;
      rest--;
    }
    if (rest != 10 || area > to) {
      return NONE;
    }
    boolean grouped = to - area == 2 && size(anchors, area) == 3 && size(anchors, area + 1) == 3;
    boolean brackets = bracketed || (area > from && chars[anchors.digitStart(area) - 1] == '(');
    return grouped || brackets ? NORTH_AMERICAN : NONE;
  }

  private static int size(Anchors anchors, int run) {
    return anchors.digitEnd(run) - anchors.digitStart(run);
  }
}
