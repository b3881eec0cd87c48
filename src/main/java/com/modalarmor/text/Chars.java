package com.modalarmor.text;

/** Plain searches in a range of characters, case aside where that is said. Stateless. */
final class Chars {

  private Chars() {}

  /** Index of the first {@code word} in the range, or -1. */
  static int indexOf(String word, char[] chars, int from, int to) {
    for (int i = from; i + word.length() <= to; i++) {
      int j = 0;
      while (j < word.length() && chars[i + j] == word.charAt(j)) {
        j++;
      }
      if (j == word.length()) {
        return i;
      }
    }
    return -1;
  }

  /** True when the range is {@code lower}, in any case. */
  static boolean equal(String lower, char[] chars, int from, int to) {
    if (lower.length() != to - from) {
      return false;
    }
    for (int i = 0; i < lower.length(); i++) {
      if (lowered(chars[from + i]) != lower.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** End of {@code lower} at {@code at}, spaces in between passed over, case aside; or -1. */
  static int matchWithoutSpaces(String lower, char[] chars, int at, int to) {
    int i = at;
    for (int j = 0; j < lower.length(); j++) {
      while (j > 0 && i < to && chars[i] == ' ') {
        i++;
      }
      if (i >= to || lowered(chars[i]) != lower.charAt(j)) {
        return -1;
      }
      i++;
    }
    return i;
  }

  /** True when what stands around the range does not make it part of something longer. */
  static boolean alone(char[] chars, int from, int to, int length) {
    return (from == 0 || edge(chars[from - 1])) && (to == length || edge(chars[to]));
  }

  private static boolean edge(char c) {
    return c <= ' ' || c >= 0x80 || c == '"' || c == '\'' || c == '(' || c == ')' || c == ','
        || c == '.' || c == ':' || c == ';' || c == '!' || c == '?' || c == '-' || c == '<'
        || c == '>';
  }

  private static char lowered(char c) {
    return c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
  }
}
