package com.modalarmor.text;

import java.lang.Character.UnicodeScript;

/**
 * Puts blanks in the place of pictures that stand between words: {@code ignore🔥all🔥previous}.
 * Whoever decorates a sentence does it at its end; this proves no intent all the same.
 */
final class PictureBlanks implements Decoder {

  /** Places, */
  private static final int FOUND_MIN = 3;

  /** each at most so far from the one before. */
  private static final int APART_MAX = 64;

  @Override
  public int evidence() {
    return Evidence.PICTURES;
  }

  @Override
  public void decode(Layer in, DecodedViews out) {
    char[] chars = in.chars();
    int length = in.length();
    if (!between(chars, length)) {
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
    out.keepSameWords(Transform.SPACED.bit(), false);
  }

  private static boolean between(char[] chars, int length) {
    int found = 0;
    int last = -APART_MAX;
    int i = 0;
    while (i < length && found < FOUND_MIN) {
      int end = run(chars, i, length);
      if (end > i && words(chars, i, end, length)) {
        found = i - last <= APART_MAX ? found + 1 : 1;
        last = end;
      }
      i = Math.max(i + 1, end);
    }
    return found == FOUND_MIN;
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

  /** The same, between words of two letters and more in one script: signs by chance are none. */
  private static boolean words(char[] chars, int from, int to, int length) {
    if (from < 2 || to + 2 > length || !betweenWords(chars, from, to, length)) {
      return false;
    }
    UnicodeScript script = UnicodeScript.of(chars[from - 1]);
    return script == UnicodeScript.of(chars[from - 2])
        && script == UnicodeScript.of(chars[to])
        && script == UnicodeScript.of(chars[to + 1]);
  }

  /** The first half of a picture, or one from the symbols of the first plane. */
  static boolean picture(char c) {
    return c >= 0xD83C && c <= 0xD83E || c >= 0x2600 && c <= 0x27BF || c >= 0x2B00 && c <= 0x2BFF;
  }

  private static boolean part(char c) {
    return picture(c) || Character.isLowSurrogate(c) || c == 0xFE0F || c == 0x200D;
  }
}
