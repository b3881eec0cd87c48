package com.modalarmor.text;

/**
 * Reads bytes hidden in variation selectors, in both ways known: 16 in U+FE00 on and the others in
 * U+E0100 on, or all of them in U+E0100 on.
 */
final class SelectorBytes implements Decoder {

  private static final int TEXT_MIN = 3;

  @Override
  public int evidence() {
    return Evidence.SELECTORS;
  }

  @Override
  public void decode(Layer in, DecodedViews out) {
    if (!decode(in, out, 16)) {
      decode(in, out, 0);
    }
  }

  private static boolean decode(Layer in, DecodedViews out, int highOffset) {
    ByteRun bytes = out.bytes;
    bytes.clear();
    int length = in.length();
    int before = ' ';
    int i = 0;
    while (i < length) {
      int c = in.codePoint(i);
      int units = Character.charCount(c);
      if (CharKinds.variation(c)) {
        int next = i + units < length ? in.codePoint(i + units) : ' ';
        boolean run = CharKinds.variation(before) || CharKinds.variation(next);
        if (run || (c != 0xFE0F && (before <= ' ' || CharKinds.latinOrDigit(before)))) {
          // Where the second block begins with 0, the first has what the second has no room for.
          int first = highOffset == 0 ? 0xF0 : 0;
          bytes.add(c <= 0xFE0F ? c - 0xFE00 + first : c - 0xE0100 + highOffset, i, i + units);
        }
      }
      before = c;
      i += units;
    }
    if (bytes.length() < TEXT_MIN || bytes.allPrintable() < bytes.length() * 0.9) {
      return false;
    }
    out.begin(in);
    bytes.spell(0, bytes.length(), out);
    out.keep(Transform.VARIATION.bit(), true);
    return true;
  }
}
