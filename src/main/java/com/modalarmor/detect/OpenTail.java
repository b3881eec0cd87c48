package com.modalarmor.detect;

/**
 * The end of a growing text that may still become part of a value: the last run without a blank,
 * and the groups of digits, or of digits and letters, before it on its line. Stateless.
 */
final class OpenTail {

  /** Longer than any value that is written in groups. */
  private static final int GROUPS_CHARS_MAX = 160;

  /** Letters alone between groups: of an account number, or of an extension. */
  private static final int LETTERS_MAX = 5;

  private OpenTail() {}

  /** Where the open end of {@code text} begins; its length when nothing is open. */
  static int start(String text) {
    int length = text.length();
    int open = length;
    int bound = Math.max(0, length - GROUPS_CHARS_MAX);
    int at = tokenStart(text, length);
    if (at < length) {
      open = at;
    }
    int letters = LETTERS_MAX;
    while (at > bound) {
      int end = at;
      while (end > 0 && isGap(text.charAt(end - 1))) {
        end--;
      }
      if (end == 0 || breaks(text.charAt(end - 1))) {
        return open; // no value goes on over the end of a line
      }
      int start = tokenStart(text, end);
      if (isGroup(text, start, end)) {
        open = start;
        letters = LETTERS_MAX;
      } else if (end - start > letters) {
        return open;
      } else {
        letters -= end - start; // counts only when a group stands before it
      }
      at = start;
    }
    return open;
  }

  private static int tokenStart(String text, int end) {
    int start = end;
    while (start > 0 && !breaks(text.charAt(start - 1))) {
      start--;
    }
    return start;
  }

  /** Stands in no value: a blank, or the stops and brackets of scripts without spaces. */
  static boolean breaks(char c) {
    return Character.isWhitespace(c)
        || c == '\u3001'
        || c == '\u3002'
        || (c >= '\u300c' && c <= '\u3011');
  }

  /** A blank that stays on the line; some are folded to one. */
  private static boolean isGap(char c) {
    return c != '\n' && c != '\r' && Character.isWhitespace(c);
  }

  /** Holds a digit, or nothing that is a letter. */
  private static boolean isGroup(String text, int start, int end) {
    boolean letters = false;
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      if (Character.isDigit(c) || c >= 0xd800) { // digits beyond the basic plane, and wide ones
        return true;
      }
      letters |= Character.isLetter(c);
    }
    return !letters;
  }
}
