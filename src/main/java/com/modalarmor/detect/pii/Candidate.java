package com.modalarmor.detect.pii;

/**
 * A match under examination: as it stands, and without separators in upper case. Scratch; one per
 * scan.
 */
final class Candidate {

  /** Longer matches are not compacted further: nothing that is checked is that long. */
  static final int COMPACT_MAX = 128;

  private final char[] compact = new char[COMPACT_MAX];
  private int size;
  private int digits;
  private char[] text;
  private int start;
  private int end;

  void read(char[] newText, int newStart, int newEnd) {
    text = newText;
    start = newStart;
    end = newEnd;
    size = 0;
    digits = 0;
    for (int i = start; i < end && size < COMPACT_MAX; i++) {
      char c = text[i];
      if (c >= '0' && c <= '9') {
        digits++;
        compact[size++] = c;
      } else if (!separator(c)) {
        compact[size++] = c >= 'a' && c <= 'z' ? (char) (c - 32) : c;
      }
    }
  }

  private static boolean separator(char c) {
    return c == ' '
        || c == '-'
        || c == '+'
        || c == '.'
        || c == '/'
        || c == ':'
        || c == '_'
        || (c >= 9 && c <= 13)
        || Character.isSpaceChar(c);
  }

  /** Characters without separators. */
  int size() {
    return size;
  }

  char at(int index) {
    return compact[index];
  }

  int digit(int index) {
    return compact[index] - '0';
  }

  boolean isDigit(int index) {
    return compact[index] >= '0' && compact[index] <= '9';
  }

  boolean isLetter(int index) {
    return compact[index] >= 'A' && compact[index] <= 'Z';
  }

  boolean allDigits() {
    return digits == size;
  }

  /** The number that the digits from {@code from} to {@code to} are. */
  int number(int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      number = number * 10 + digit(i);
    }
    return number;
  }

  boolean starts(String prefix) {
    return isAt(0, prefix);
  }

  boolean isAt(int index, String word) {
    if (index + word.length() > size) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      if (compact[index + i] != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  String compact(int from, int to) {
    return new String(compact, from, to - from);
  }

  /** True when it stands without separators, but for white space around it. */
  boolean plain() {
    int from = start;
    int to = end;
    while (from < to && Units.space(text[from])) {
      from++;
    }
    while (to > from && Units.space(text[to - 1])) {
      to--;
    }
    return to - from == size;
  }

  /** Length as it stands. */
  int rawLength() {
    return end - start;
  }

  char raw(int index) {
    return text[start + index];
  }

  String rawText() {
    return new String(text, start, end - start);
  }
}
