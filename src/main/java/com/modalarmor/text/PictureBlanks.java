package com.modalarmor.text;

/**
 * Puts blanks in the place of pictures that stand between words: {@code ignore🔥all🔥previous}.
 * Whoever decorates a sentence does it at its end; this proves no intent all the same.
 */
final class PictureBlanks implements Decoder {

  private static final int FOUND_MIN = 3;

  @Override
  public int evidence() {
    return Evidence.PICTURES;
  }

  @Override
  public void decode(Layer in, DecodedViews out) {
    char[] chars = in.chars();
    int length = in.length();
    if (between(chars, length) < FOUND_MIN) {
      return;
    }
    out.begin(in);
    int i = 0;
    while (i < length) {
      int end = run(chars, i, length);
      if (end > i && betweenWords(chars, i, end, length)) {
        out.replace(i, end);
        out.append(' ', i, end);
        i = end;
      } else {
        i = Math.max(i + 1, end);
      }
    }
    out.finishReplacing();
    out.keepSameWords(Transform.SPACED.bit());
  }

  private static int between(char[] chars, int length) {
    int found = 0;
    int i = 0;
    while (i < length) {
      int end = run(chars, i, length);
      found += end > i && betweenWords(chars, i, end, length) ? 1 : 0;
      i = Math.max(i + 1, end);
    }
    return found;
  }

  /**
   * Where pictures that begin at {@code from} end, blanks among and around them; from = none do.
   */
  private static int run(char[] chars, int from, int length) {
    int i = from;
    boolean pictures = false;
    while (i < length && (chars[i] == ' ' || part(chars[i]))) {
      pictures |= picture(chars[i]);
      i++;
    }
    return pictures ? i : from;
  }

  private static boolean betweenWords(char[] chars, int from, int to, int length) {
    return from > 0
        && to < length
        && Character.isLetter(chars[from - 1])
        && Character.isLetter(chars[to]);
  }

  /** The first half of a picture, or one from the symbols of the first plane. */
  static boolean picture(char c) {
    return c >= 0xD83C && c <= 0xD83E || c >= 0x2600 && c <= 0x27BF || c >= 0x2B00 && c <= 0x2BFF;
  }

  private static boolean part(char c) {
    return picture(c) || Character.isLowSurrogate(c) || c == 0xFE0F || c == 0x200D;
  }
}
