package com.modalarmor.detect.secret;

/** Questions about the characters of a value. Stateless. */
final class Letters {

  /** Longest value whose entropy is measured; the rest adds nothing. */
  private static final int MEASURED_MAX = 1_024;

  private static final double LOG_2 = Math.log(2);

  private Letters() {}

  static boolean digit(char c) {
    return c >= '0' && c <= '9';
  }

  static boolean lower(char c) {
    return c >= 'a' && c <= 'z';
  }

  static boolean upper(char c) {
    return c >= 'A' && c <= 'Z';
  }

  static boolean word(char c) {
    return digit(c) || lower(c) || upper(c) || c == '_' || (c >= 128 && Character.isLetter(c));
  }

  static boolean space(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r') || c == '\u00A0';
  }

  static boolean quote(char c) {
    return c == '"' || c == '\'' || c == '`';
  }

  /** Shannon entropy in bits a character; for a value that was found, as it makes an array. */
  static double entropy(char[] chars, int start, int end) {
    return entropy(chars, start, end, new int[128]);
  }

  /** Shannon entropy in bits a character; {@code counts} is scratch of 128, left zeroed. */
  static double entropy(char[] chars, int start, int end, int[] counts) {
    int to = Math.min(end, start + MEASURED_MAX);
    int size = to - start;
    if (size == 0) {
      return 0;
    }
    for (int i = start; i < to; i++) {
      counts[chars[i] & 127]++;
    }
    double bits = 0;
    for (int i = start; i < to; i++) {
      int count = counts[chars[i] & 127];
      if (count > 0) {
        bits -= count * Math.log((double) count / size);
        counts[chars[i] & 127] = 0;
      }
    }
    return bits / size / LOG_2;
  }

  /** Whether all characters are the same. */
  static boolean monotone(char[] chars, int start, int end) {
    for (int i = start + 1; i < end; i++) {
      if (chars[i] != chars[start]) {
        return false;
      }
    }
    return true;
  }
}
