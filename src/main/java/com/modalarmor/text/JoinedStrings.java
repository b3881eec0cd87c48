package com.modalarmor.text;

/** Puts together strings that a sum of them cuts up: {@code "Igno" + "re al" + "l"}. */
final class JoinedStrings implements Decoder {

  private static final int JOINTS_MIN = 2;

  @Override
  public int evidence() {
    return Evidence.SUMS;
  }

  @Override
  public void decode(Layer in, DecodedViews out) {
    char[] chars = in.chars();
    int length = in.length();
    out.begin(in);
    int joints = 0;
    for (int i = 0; i < length; i++) {
      if (chars[i] != '"' && chars[i] != '\'') {
        continue;
      }
      int end = joint(chars, i, length);
      if (end > i) {
        joints++;
        out.replace(i, end);
        i = end - 1;
      }
    }
    if (joints >= JOINTS_MIN) {
      out.finishReplacing();
      out.keep(Transform.SPACED.bit(), false);
    }
  }

  /** Just after the sign that opens the next string, or {@code at}. */
  private static int joint(char[] chars, int at, int length) {
    int i = skip(chars, at + 1, length);
    if (i >= length || chars[i] != '+') {
      return at;
    }
    i = skip(chars, i + 1, length);
    return i < length && chars[i] == chars[at] ? i + 1 : at;
  }

  private static int skip(char[] chars, int from, int length) {
    int i = from;
    while (i < length && i < from + 16 && chars[i] <= ' ') {
      i++;
    }
    return i;
  }
}
