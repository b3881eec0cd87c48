package com.modalarmor.text;

import java.util.Arrays;

/** Bits with their places in a layer, and the text that they spell. Scratch; single-threaded. */
final class BitText {

  private static final int UNPADDED_SPACE = 0x20;

  private byte[] bits = new byte[256];
  private int[] from = new int[256];
  private int[] to = new int[256];
  private int length;

  void clear() {
    length = 0;
  }

  int length() {
    return length;
  }

  void add(int bit, int start, int end) {
    if (length == bits.length) {
      bits = Arrays.copyOf(bits, length * 2);
      from = Arrays.copyOf(from, length * 2);
      to = Arrays.copyOf(to, length * 2);
    }
    bits[length] = (byte) bit;
    from[length] = start;
    to[length++] = end;
  }

  void invert() {
    for (int i = 0; i < length; i++) {
      bits[i] ^= 1;
    }
  }

  /** Appends the text that the bits spell; false, and nothing appended, when they spell none. */
  boolean spell(DecodedViews out) {
    return spell(8, out) || spell(7, out) || unpadded(out);
  }

  private boolean spell(int width, DecodedViews out) {
    if (length % width != 0) {
      return false;
    }
    ByteRun bytes = out.bytes;
    bytes.clear();
    for (int i = 0; i + width <= length; i += width) {
      bytes.add(value(i, width), from[i], to[i + width - 1]);
    }
    return text(bytes, out);
  }

  private static boolean text(ByteRun bytes, DecodedViews out) {
    if (bytes.length() < 3 || bytes.printable(0) < bytes.length()) {
      return false;
    }
    int mark = out.length();
    bytes.spell(0, bytes.length(), out);
    if (out.plausibility.read(out.chars(), mark, out.length()).text()) {
      return true;
    }
    out.cut(mark);
    return false;
  }

  /**
   * Without leading zeros letters have seven bits and a space or a digit six: read as whatever is
   * likelier in lower-case text.
   */
  private boolean unpadded(DecodedViews out) {
    ByteRun bytes = out.bytes;
    bytes.clear();
    int i = 0;
    while (i + 6 <= length) {
      if (bits[i] == 0) {
        return false;
      }
      int six = value(i, 6);
      boolean small = bits[i + 1] == 1 && i + 7 <= length && value(i, 7) >= 'a';
      boolean space = six == UNPADDED_SPACE && i + 6 < length && bits[i + 6] == 1;
      int width = !small && (space || i + 7 > length) ? 6 : 7;
      bytes.add(value(i, width), from[i], to[i + width - 1]);
      i += width;
    }
    return i == length && text(bytes, out);
  }

  private int value(int at, int width) {
    int value = 0;
    for (int i = at; i < at + width; i++) {
      value = value << 1 | bits[i];
    }
    return value;
  }
}
