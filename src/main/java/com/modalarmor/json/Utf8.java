package com.modalarmor.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Tells well-formed UTF-8 from all else. Stateless.
 *
 * <p>The parser decodes more than the standard allows: overlong forms, by which one character has
 * several spellings, and values above U+10FFFF. Another reader would see another text there. The
 * ranges are those of table 3-7 of the Unicode standard.
 */
final class Utf8 {

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
  private static final long HIGH_BITS = 0x8080808080808080L;

  private Utf8() {}

  /** Index of the first byte that does not belong, or -1. */
  static int faultAt(byte[] bytes) {
    int i = 0;
    int length = bytes.length;
    while (i < length) {
      while (i <= length - 8 && ((long) LONGS.get(bytes, i) & HIGH_BITS) == 0) {
        i += 8;
      }
      if (i == length) {
        break;
      }
      if (bytes[i] >= 0) {
        i++;
        continue;
      }
      int size = sizeAt(bytes, i);
      if (size == 0) {
        return i;
      }
      i += size;
    }
    return -1;
  }

  /** Bytes of the character that begins at {@code i} beyond ASCII; 0 when it is ill-formed. */
  private static int sizeAt(byte[] bytes, int i) {
    int first = bytes[i] & 0xff;
    if (first >= 0xc2 && first <= 0xdf) {
      return isIn(bytes, i + 1, 0x80, 0xbf) ? 2 : 0;
    }
    if (first >= 0xe0 && first <= 0xef) {
      int low = first == 0xe0 ? 0xa0 : 0x80;
      int high = first == 0xed ? 0x9f : 0xbf;
      return isIn(bytes, i + 1, low, high) && isIn(bytes, i + 2, 0x80, 0xbf) ? 3 : 0;
    }
    if (first >= 0xf0 && first <= 0xf4) {
      int low = first == 0xf0 ? 0x90 : 0x80;
      int high = first == 0xf4 ? 0x8f : 0xbf;
      return isIn(bytes, i + 1, low, high)
              && isIn(bytes, i + 2, 0x80, 0xbf)
              && isIn(bytes, i + 3, 0x80, 0xbf)
          ? 4
          : 0;
    }
    return 0;
  }

  private static boolean isIn(byte[] bytes, int i, int low, int high) {
    return i < bytes.length && (bytes[i] & 0xff) >= low && (bytes[i] & 0xff) <= high;
  }
}
