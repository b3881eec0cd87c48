package com.modalarmor.text;

/** Reads text that a right-to-left override shows backwards in the order in which it is seen. */
final class OverriddenText implements Decoder {

  private static final char OVERRIDE = '\u202E';
  private static final int TEXT_MIN = 3;

  @Override
  public int evidence() {
    return Evidence.INVISIBLES;
  }

  @Override
  public void decode(Layer in, DecodedViews out) {
    char[] chars = in.chars();
    int length = in.length();
    out.begin(in);
    int i = 0;
    boolean found = false;
    while (i < length) {
      if (chars[i] != OVERRIDE) {
        i++;
        continue;
      }
      int end = i + 1;
      while (end < length && !ends(chars[end])) {
        end++;
      }
      if (end - i > TEXT_MIN) {
        found = true;
        out.replace(i, end);
        for (int j = end - 1; j > i; j--) {
          out.append(chars[j], i, end);
        }
      }
      i = end;
    }
    if (found) {
      out.finishReplacing();
      out.keep(Transform.BIDI.bit(), true);
    }
  }

  private static boolean ends(char c) {
    return c == '\u202C' || c == '\n' || c == '\u2029' || c == OVERRIDE || c == '\u202D';
  }
}
