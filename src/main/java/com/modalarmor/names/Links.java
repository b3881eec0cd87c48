package com.modalarmor.names;

/** Addresses of the web in a text. Stateless. */
final class Links {

  private static final int CHARS_MAX = 512;

  /** So much of the host tells what sort of text it is: posts have their own shorteners. */
  private static final int HOST_CHARS = 6;

  private static final String PLAIN = "http://";
  private static final String SECURE = "https://";

  private Links() {}

  /** The end of the address that begins at {@code from}; {@code from} when none does. */
  static int end(char[] chars, int from, int to) {
    if (!starts(PLAIN, chars, from, to) && !starts(SECURE, chars, from, to)) {
      return from;
    }
    int at = from;
    while (at < to && at - from < CHARS_MAX && chars[at] > ' ') {
      at++;
    }
    return at;
  }

  /** Hash of the beginning of the host. */
  static int host(char[] chars, int from, int end) {
    int begin = from + (chars[from + 4] == 's' ? SECURE.length() : PLAIN.length());
    int h = Tokens.BASIS;
    for (int i = begin; i < end && i < begin + HOST_CHARS && chars[i] != '/'; i++) {
      h = (h ^ chars[i]) * Tokens.PRIME;
    }
    return Tokens.mix(h);
  }

  private static boolean starts(String what, char[] chars, int from, int to) {
    if (to - from < what.length()) {
      return false;
    }
    for (int i = 0; i < what.length(); i++) {
      if (chars[from + i] != what.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
