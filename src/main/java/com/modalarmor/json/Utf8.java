package com.modalarmor.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Tells well-formed UTF-8 from the rest: overlong forms and encoded surrogates are none (RFC 3629,
 * 3; table 3-7 of the Unicode Standard). Stateless.
 *
 * <p>The JSON parser decodes overlong forms without complaint, so that a word could pass a model or
 * a proxy in another spelling than the one that was inspected.
 */
final class Utf8 {

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long HIGH_BITS = 0x8080_8080_8080_8080L;

  private Utf8() {}

  /** Offset of the first byte that is not part of a well-formed character; -1 = all are. */
  static int firstFault(byte[] bytes) {
    int length = bytes.length;
    int at = 0;
    while (at < length) {
      if (at + 8 <= length && ((long) LONGS.get(bytes, at) & HIGH_BITS) == 0) {
        at += 8;
      } else if (bytes[at] >= 0) {
        at++;
      } else {
        int size = size(bytes, at, length);
        if (size == 0) {
          return at;
        }
        at += size;
      }
    }
    return -1;
  }

  /** Bytes of the character that begins here, 2 to 4; 0 = it is malformed. */
  private static int size(byte[] bytes, int at, int length) {
    int first = bytes[at] & 0xff;
    int size = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
    if (first < 0xc2 || first > 0xf4 || at + size > length) {
      return 0;
    }
    int second = bytes[at + 1] & 0xff;
    int low = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
    int high = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
    boolean good = second >= low && second <= high;
    for (int i = at + 2; good && i < at + size; i++) {
      good = (bytes[i] & 0xc0) == 0x80;
    }
    return good ? size : 0;
  }
}
