package com.modalarmor.text;

/** Applies backspaces and deletions, as a terminal would. */
final class Erasures implements Decoder {

  @Override
  public int evidence() {
    return Evidence.CONTROL;
  }

  @Override
  public void decode(Layer in, DecodedViews out) {
    char[] chars = in.chars();
    int length = in.length();
    out.begin(in);
    int mark = 0;
    boolean found = false;
    for (int i = 0; i < length; i++) {
      if (chars[i] != '\b' && chars[i] != 0x7F) {
        continue;
      }
      // Copies up to here, then takes back; the next stretch starts after the control character.
      out.replace(i, i + 1);
      found = true;
      mark = out.length();
      if (mark > 0 && out.chars()[mark - 1] != '\n') {
        out.cut(mark - 1);
      }
    }
    if (found) {
      out.finishReplacing();
      out.keep(Transform.BACKSPACE.bit(), true);
    }
  }
}
