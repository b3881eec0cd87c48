package com.modalarmor.detect;

/** Questions about single characters of a folded view. Stateless. */
final class Chars {

  private Chars() {}

  static boolean digit(int c) {
    return c >= '0' && c <= '9';
  }

  static boolean letter(int c) {
    return c >= 'a' && c <= 'z';
  }

  static boolean hex(int c) {
    return digit(c) || (c >= 'a' && c <= 'f');
  }

  static boolean alphanumeric(int c) {
    return letter(c) || digit(c);
  }

  /**
   * A character that, next to a value, makes it part of a longer word. Scripts written without
   * spaces do not count: there a value stands between letters as a matter of course.
   */
  static boolean word(char c) {
    return c < 128
        ? alphanumeric(c) || c == '_'
        : Character.isLetterOrDigit(c) && (c < 0xE00 || (c >= 0x10A0 && c < 0x1780));
  }

  /** True when no word character stands just before {@code start}. */
  static boolean opens(char[] chars, int start) {
    return start == 0 || !word(chars[start - 1]);
  }

  /** True when no word character stands at {@code end}. */
  static boolean closes(char[] chars, int length, int end) {
    return end >= length || !word(chars[end]);
  }
}
