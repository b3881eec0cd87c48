package com.modalarmor.text;

/** Reads characters written as ones and zeros, in groups or in one run. */
final class BinaryText implements Decoder {

  private static final int BITS_MIN = 40;

  @Override
  public int evidence() {
    return Evidence.BITS;
  }

  @Override
  public void decode(Layer in, DecodedViews out) {
    char[] chars = in.chars();
    int length = in.length();
    out.begin(in);
    BitText bits = out.bits;
    bits.clear();
    boolean found = false;
    int gap = 0;
    for (int i = 0; i <= length; i++) {
      char c = i < length ? chars[i] : 'x';
      if (c == '0' || c == '1') {
        bits.add(c - '0', i, i + 1);
        gap = 0;
      } else if (++gap > 2 || !(c == ' ' || c == ',' || c == '\n' || c == '-' || c == '_')) {
        if (bits.length() >= BITS_MIN) {
          out.gap();
          found |= bits.spell(out);
        }
        bits.clear();
      }
    }
    if (found) {
      out.keepText(Transform.BINARY.bit());
    }
  }
}
