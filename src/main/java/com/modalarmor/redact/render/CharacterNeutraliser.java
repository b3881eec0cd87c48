package com.modalarmor.redact.render;

import java.util.function.IntFunction;

/** Replaces single characters; waits for nothing. */
final class CharacterNeutraliser implements Neutraliser {

  private static final char CONTROL_PICTURES = 0x2400;
  private static final char DELETE = 0x7F;
  private static final String HEX = "0123456789abcdef";

  private final IntFunction<String> replacement;

  /** {@code replacement} gives null for a character that stays. */
  CharacterNeutraliser(IntFunction<String> replacement) {
    this.replacement = replacement;
  }

  @Override
  public int step(CharSequence text, int from, boolean last, StringBuilder out) {
    for (int i = from; i < text.length(); i++) {
      String other = replacement.apply(text.charAt(i));
      if (other == null) {
        out.append(text.charAt(i));
      } else {
        out.append(other);
      }
    }
    return text.length();
  }

  /** Control characters become their pictures: what follows them is plain text then. */
  static String terminal(int c) {
    if (c == '\n' || c == '\t') {
      return null;
    }
    if (c < ' ') {
      return String.valueOf((char) (CONTROL_PICTURES + c));
    }
    if (c == DELETE) {
      return "\u2421";
    }
    boolean second = c >= 0x80 && c < 0xA0;
    boolean direction = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
    return second || direction ? "\uFFFD" : null;
  }

  /** Signs that mean something to a page become escapes, which mean the same to a JSON reader. */
  static String json(int c) {
    boolean sign = c == '<' || c == '>' || c == '&' || c == 0x2028 || c == 0x2029;
    boolean control = c == DELETE || (c >= 0x80 && c < 0xA0);
    return sign || control ? escape(c) : null;
  }

  private static String escape(int c) {
    return "\\u"
        + HEX.charAt(c >> 12 & 15)
        + HEX.charAt(c >> 8 & 15)
        + HEX.charAt(c >> 4 & 15)
        + HEX.charAt(c & 15);
  }
}
