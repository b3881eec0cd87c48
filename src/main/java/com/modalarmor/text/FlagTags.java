package com.modalarmor.text;

import java.nio.CharBuffer;

/** The tag characters that spell the flag of a region after a black flag. Stateless. */
final class FlagTags {

  private static final int CANCEL = 0xE007F;
  private static final int CODE_MIN = 3;
  private static final int CODE_MAX = 6;

  private FlagTags() {}

  /**
   * UTF-16 length of a well-formed region code (a country's two letters, one to three letters or
   * digits more, and the end mark, as in Scotland's gbsct) that starts at {@code from}, else 0.
   */
  static int length(char[] chars, int from, int length) {
    return length(CharBuffer.wrap(chars, 0, length), from);
  }

  static int length(CharSequence text, int from) {
    int i = from;
    int code = 0;
    while (i + 1 < text.length()) {
      int c = Character.codePointAt(text, i);
      if (c == CANCEL) {
        return code >= CODE_MIN && code <= CODE_MAX ? i + 2 - from : 0;
      }
      boolean letter = c >= 0xE0061 && c <= 0xE007A;
      boolean digit = c >= 0xE0030 && c <= 0xE0039;
      if (!letter && !(digit && code >= 2) || ++code > CODE_MAX) {
        return 0;
      }
      i += 2;
    }
    return 0;
  }
}
