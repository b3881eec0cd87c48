package com.modalarmor.identity;

/** Tells texts that may stand in a log line. Stateless. */
final class Printable {

  private Printable() {}

  /** True for 1 to {@code charsMax} printable ASCII characters. */
  static boolean within(String text, int charsMax) {
    int length = text.length();
    if (length == 0 || length > charsMax) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c < ' ' || c > '~') {
        return false;
      }
    }
    return true;
  }
}
