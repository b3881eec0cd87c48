package com.modalarmor.detect.pii;

/**
 * Groups of digits with little but punctuation between them, as a telephone number is written.
 * Scratch; single-threaded.
 */
final class PhoneRun {

  /** Groups that one number, or several in a row, are looked for in. */
  static final int GROUPS_MAX = 21;

  /** Punctuation between two groups. */
  static final int GAP_MAX = 4;

  /** A group with more digits belongs to no number. */
  static final int GROUP_DIGITS_MAX = 20;

  private static final int EXTENSION_DIGITS_MAX = 9;

  private final int[] from = new int[GROUPS_MAX];
  private final int[] to = new int[GROUPS_MAX];

  /** An x or tilde stands somewhere between two groups. */
  private boolean marked;

  private int groups;
  private char[] read;
  private boolean plus;

  /** Reads the groups from the digits {@code [start, end)} on. */
  void read(char[] text, int length, int start, int end) {
    read = text;
    groups = 0;
    plus = false;
    marked = false;
    for (int i = start - 1; i >= Math.max(0, start - 3) && lead(text[i]); i--) {
      plus |= text[i] == '+' || text[i] == '＋';
    }
    int at = start;
    int last = end;
    while (groups < GROUPS_MAX && last - at <= GROUP_DIGITS_MAX) {
      from[groups] = at;
      to[groups++] = last;
      at = last;
      int gap = Math.min(length, last + GAP_MAX);
      boolean mark = false;
      while (at < gap && punctuation(text[at])) {
        mark |= text[at] == 'x' || text[at] == '~';
        at++;
      }
      if (at == last || at >= length || !Units.digit(text[at])) {
        return;
      }
      marked |= mark;
      last = at;
      while (last < length && Units.digit(text[last])) {
        last++;
      }
    }
  }

  /** True when the group is an extension of the number before it: {@code x12}, {@code ~12}. */
  boolean isExtension(int group) {
    if (!marked || group == 0 || to[group] - from[group] > EXTENSION_DIGITS_MAX) {
      return false;
    }
    int at = to[group - 1];
    while (at < from[group] && read[at] != 'x' && read[at] != '~') {
      at++;
    }
    if (at == from[group]) {
      return false;
    }
    at += read[at + 1] == '.' ? 2 : 1;
    while (at < from[group] && (read[at] == ' ' || read[at] == '-')) {
      at++;
    }
    return at == from[group];
  }

  /** True when an x stands before the last of the groups, which then are no number. */
  boolean crossed(int start, int last) {
    if (marked || read[from[0] - (from[0] > 0 ? 1 : 0)] == 'x') {
      for (int i = start; i < from[last - 1]; i++) {
        if (read[i] == 'x') {
          return true;
        }
      }
    }
    return false;
  }

  static boolean lead(char c) {
    return c == '+' || c == '(' || c == '[' || c == '＋' || c == '（' || c == '［' || c == ' ';
  }

  /** What may stand between the groups of a number, as libphonenumber has it. */
  static boolean punctuation(char c) {
    if (c < 128) {
      return c == ' ' || c == '-' || c == '.' || c == '/' || c == '(' || c == ')' || c == '['
          || c == ']' || c == '~' || c == 'x';
    }
    return (c >= 0x2010 && c <= 0x2015)
        || c == 0x2212
        || c == 0x30FC
        || (c >= 0xFF0D && c <= 0xFF0F)
        || c == 0xA0
        || c == 0xAD
        || c == 0x200B
        || c == 0x2060
        || c == 0x3000
        || c == 0xFF08
        || c == 0xFF09
        || c == 0xFF3B
        || c == 0xFF3D
        || c == 0x2053
        || c == 0x223C
        || c == 0xFF5E;
  }

  int groups() {
    return groups;
  }

  int start() {
    return from[0];
  }

  int end() {
    return to[groups - 1];
  }

  int from(int group) {
    return from[group];
  }

  int to(int group) {
    return to[group];
  }

  boolean plus() {
    return plus;
  }

  int digits() {
    int digits = 0;
    for (int i = 0; i < groups; i++) {
      digits += to[i] - from[i];
    }
    return digits;
  }

  /** A way to say whether digits may be a number of some region. */
  interface Plan {
    /**
     * @param lead the first five digits, as one number; fewer when there are not so many
     * @param digits how many there are
     */
    boolean holds(int lead, int digits);
  }

  /** Three groups with slashes or dots between them, or a year first. */
  boolean isDate(char[] text) {
    boolean year = to[0] - from[0] == 4 && (text[from[0]] == '1' || text[from[0]] == '2');
    return groups >= 3 && digits() == 8 && (year || text[to[0]] == '/' || text[to[0]] == '.');
  }

  /** A date with an hour, and the minutes after it: the library passes over it, too. */
  boolean isTime(char[] text, int length) {
    int end = end();
    return groups >= 4
        && to[0] - from[0] == 4
        && end + 2 < length
        && text[end] == ':'
        && Units.digit(text[end + 1])
        && Units.digit(text[end + 2])
        && to[groups - 1] - from[groups - 1] == 2
        && text[to[groups - 2]] == ' '
        && groups == 4;
  }
}
