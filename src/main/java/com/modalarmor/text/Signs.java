package com.modalarmor.text;

/**
 * Where the signs of a text stand: all that is neither an ASCII letter nor the blank. Whoever looks
 * for what begins with a sign, or has one within, looks there alone. Where they were not noted,
 * each is looked for in the text: the answers are the same. Scratch; single-threaded.
 */
final class Signs {

  /** Those of longer texts are not noted: memory stays bounded. */
  private static final int NOTED_MAX = 1 << 16;

  private static final byte[] SIGN = sign();

  private int[] room = {};
  private char[] chars = {};
  private int length;
  private int[] places = {};
  private int count;
  private int at;

  /** Of a text, with the first {@code count} of {@code places}; -1 = not noted. */
  void of(char[] chars, int length, int[] places, int count) {
    this.chars = chars;
    this.length = length;
    this.places = places;
    this.count = count;
    this.at = 0;
  }

  /** Of a text, which is looked through. */
  void read(char[] chars, int length) {
    if (length > NOTED_MAX) {
      of(chars, length, room, -1);
      return;
    }
    if (room.length <= length) {
      room = new int[Math.min(NOTED_MAX, Math.max(1_024, length * 2)) + 1];
    }
    int[] to = room;
    byte[] sign = SIGN;
    int noted = 0;
    for (int i = 0; i < length; i++) {
      to[noted] = i;
      noted += sign[Math.min(chars[i], CharClasses.STAND_IN)];
    }
    of(chars, length, to, noted);
  }

  /** From the beginning of the text again. */
  Signs first() {
    at = 0;
    return this;
  }

  /**
   * The first sign at {@code from} or behind it, or the length of the text. Asked for from left to
   * right.
   */
  int next(int from) {
    if (count < 0) {
      int i = from;
      while (i < length && (chars[i] == ' ' || English.letter(chars[i]) != 0)) {
        i++;
      }
      return Math.min(i, length);
    }
    int[] in = places;
    int i = at;
    while (i < count && in[i] < from) {
      i++;
    }
    at = i;
    return i < count ? in[i] : length;
  }

  private static byte[] sign() {
    byte[] sign = new byte[CharClasses.STAND_IN + 1];
    for (int c = 0; c < sign.length; c++) {
      sign[c] = (byte) (c == ' ' || English.letter(c) != 0 ? 0 : 1);
    }
    return sign;
  }
}
