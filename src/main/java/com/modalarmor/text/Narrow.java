package com.modalarmor.text;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A block of characters as bytes, of which eight are looked at at once. What is true of each of
 * eight bytes stands in its highest bit. Scratch; single-threaded.
 */
final class Narrow {

  /** Characters of a block at most. */
  static final int BLOCK = 512;

  /** Bytes looked at at once. */
  static final int STEP = 8;

  /** Places that {@link #list} writes to and does not count. */
  static final int SPARE = 16;

  private static final int FEW = 4;

  /** The highest bit of each byte. */
  static final long HIGH = 0x8080808080808080L;

  private static final long ONES = 0x0101010101010101L;
  private static final long LOW_BITS = 0x7F7F7F7F7F7F7F7FL; // the other seven
  private static final long LOWER = 0x20 * ONES;
  private static final long GATHER = 0x0102040810204080L;
  private static final byte BEYOND = (byte) 0x80;

  /** So many characters beyond Latin-1 in a block, and the rest is read one by one. */
  private static final int BEYOND_MAX = 8;

  private static final VarHandle EIGHT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** Room for the places of a row. */
  final int[] places = new int[Long.SIZE + SPARE];

  private final byte[] bytes = new byte[BLOCK];
  private final ByteBuffer out = ByteBuffer.wrap(bytes);
  private final CharsetEncoder latin = StandardCharsets.ISO_8859_1.newEncoder();
  private char[] chars = {};
  private CharBuffer in = CharBuffer.wrap(chars);

  /**
   * Takes {@code text[from..to)}, a block at most; up to the next step it is followed by blanks.
   */
  void read(char[] text, int from, int to) {
    if (text != chars) {
      chars = text;
      in = CharBuffer.wrap(text);
    }
    int length = to - from;
    out.clear();
    in.limit(to).position(from);
    latin.encode(in, out, false); // what the processor does some thirty at a time
    for (int beyond = 0; out.position() < length; beyond++) {
      if (beyond == BEYOND_MAX) {
        oneByOne(from, length);
        break;
      }
      out.put(BEYOND);
      in.position(in.position() + 1);
      latin.encode(in, out, false);
    }
    int end = length + STEP - 1 & -STEP;
    Arrays.fill(bytes, length, end, (byte) ' ');
  }

  /**
   * Lists where the same has no ASCII letters; {@code to} has room for {@link #SPARE} more than a
   * block. Returns how many there are.
   */
  int breaks(char[] text, int from, int until, int[] to) {
    read(text, from, until);
    int count = 0;
    for (int row = from; row < until; row += Long.SIZE) {
      int end = Math.min(until, row + Long.SIZE);
      long signs = 0;
      for (int at = row; at < end; at += STEP) {
        signs |= gather(~letters(eight(at - from)) & HIGH) << at - from;
      }
      count = list(first(signs, end - row), row, to, count);
    }
    return count;
  }

  private void oneByOne(int from, int length) {
    for (int i = out.position(); i < length; i++) {
      char c = chars[from + i];
      bytes[i] = c < 128 ? (byte) c : BEYOND;
    }
  }

  /** Eight bytes, the first one lowest; beyond ASCII their highest bits are set. */
  long eight(int at) {
    return (long) EIGHT.get(bytes, at);
  }

  /** Which of them are ASCII letters. */
  static long letters(long eight) {
    long lower = eight & LOW_BITS | LOWER;
    long fromA = lower + (0x80 - 'a') * ONES;
    long beyondZ = lower + (0x80 - 'z' - 1) * ONES;
    return fromA & ~beyondZ & ~eight & HIGH;
  }

  /** The letters as numbers from 1 (a) to 26 (z), all else as 0. */
  static long numbers(long eight, long letters) {
    long one = letters >>> 7;
    return eight & (one << 5) - one;
  }

  /** Which letters are capital. */
  static long capitals(long eight, long letters) {
    return letters & ~(eight << 2);
  }

  /** Which are no blanks. */
  static long filled(long eight) {
    long other = eight ^ LOWER;
    return ((other & LOW_BITS) + LOW_BITS | other) & HIGH;
  }

  /** Which are beyond ASCII, or below the blank, or the last of ASCII. */
  static long special(long eight) {
    long low = eight & LOW_BITS;
    return (eight | ~(low + (0x80 - ' ') * ONES) | low + ONES) & HIGH;
  }

  /** The highest bits of eight bytes beside one another, that of the first one lowest. */
  static long gather(long high) {
    return (high >>> 7) * GATHER >>> 56;
  }

  /** The lowest bits of a row. */
  static long first(long bits, int count) {
    return count < Long.SIZE ? bits & (1L << count) - 1 : bits;
  }

  /**
   * Lists the bits of a row, the lowest first, as {@code base} and more behind the first {@code
   * count} of {@code to}, which has room for {@link #SPARE} more; returns how many there are then.
   * Some are written in any case, so that no processor guesses how many there are.
   */
  static int list(long bits, int base, int[] to, int count) {
    long left = bits;
    int end = count + Long.bitCount(bits);
    for (int i = 0; i < FEW; i++) {
      to[count + i] = base + Long.numberOfTrailingZeros(left);
      left &= left - 1;
    }
    if (left != 0) {
      for (int i = FEW; i < SPARE; i++) {
        to[count + i] = base + Long.numberOfTrailingZeros(left);
        left &= left - 1;
      }
      for (int i = count + SPARE; i < end; i++) {
        to[i] = base + Long.numberOfTrailingZeros(left);
        left &= left - 1;
      }
    }
    return end;
  }
}
