package com.modalarmor.text;

/**
 * Reads bits written as two invisible characters (U+2062 and U+2064, or two zero-width ones), in
 * either polarity, eight to a character or without leading zeros.
 */
final class InvisibleBits implements Decoder {

  private static final int BITS_MIN = 24;

  @Override
  public int evidence() {
    return Evidence.INVISIBLES;
  }

  @Override
  public void decode(Layer in, DecodedViews out) {
    if (!pair(in, out, '\u2062', '\u2064') && !pair(in, out, '\u200B', '\u200C')) {
      boolean done = pair(in, out, '\u200C', '\u200D') || pair(in, out, '\u200B', '\u200D');
      if (!done) {
        pair(in, out, '\u200B', '\u2060');
      }
    }
  }

  private static boolean pair(Layer in, DecodedViews out, char zero, char one) {
    BitText bits = out.bits;
    bits.clear();
    char[] chars = in.chars();
    int length = in.length();
    int zeros = 0;
    for (int i = 0; i < length; i++) {
      if (chars[i] == zero || chars[i] == one) {
        bits.add(chars[i] == one ? 1 : 0, i, i + 1);
        zeros += chars[i] == zero ? 1 : 0;
      }
    }
    if (bits.length() < BITS_MIN || zeros == 0 || zeros == bits.length()) {
      return false;
    }
    out.begin(in);
    if (!bits.spell(out)) {
      bits.invert();
      if (!bits.spell(out)) {
        return false;
      }
    }
    out.keep(Transform.SNEAKY_BITS.bit(), true);
    return true;
  }
}
