package com.modalarmor.text;

import java.util.Arrays;

/**
 * Bytes that were decoded from a layer, each with its range there, and what they spell in UTF-8.
 * Scratch; single-threaded.
 */
final class ByteRun {

  /** Fewer bytes prove nothing. */
  private static final int TEXT_MIN = 8;

  /** Bytes at the end that a wrong length or a check sum may have added. */
  private static final int TAIL_MAX = 2;

  private static final int SURE_MIN = 12;

  /** As many tell whether more are worth decoding. */
  static final int FIRST = 48;

  private byte[] bytes = new byte[256];
  private int[] from = new int[256];
  private int[] to = new int[256];
  private int length;

  void clear() {
    length = 0;
  }

  int length() {
    return length;
  }

  /** Appends a byte decoded from that range of the layer. */
  void add(int value, int start, int end) {
    if (length == bytes.length) {
      bytes = Arrays.copyOf(bytes, length * 2);
      from = Arrays.copyOf(from, length * 2);
      to = Arrays.copyOf(to, length * 2);
    }
    bytes[length] = (byte) value;
    from[length] = start;
    to[length++] = end;
  }

  int at(int index) {
    return bytes[index] & 0xFF;
  }

  /** Number of bytes from {@code start} on that are printable UTF-8. */
  int printable(int start) {
    int i = start;
    while (i < length) {
      int units = units(i);
      if (units == 0) {
        break;
      }
      i += units;
    }
    return i - start;
  }

  /**
   * False where the first {@link #FIRST} bytes show that all of them are no text, nor are every
   * other one of them: whatever comes, {@link #spellText} of the whole would say so, too.
   */
  boolean mayBeText() {
    if (printable(0) >= length - TAIL_MAX - 3) {
      return true;
    }
    for (int i = 0; i < length - 2 * TAIL_MAX; i += 2) {
      int c = bytes[i] & 0xFF;
      if (c < 0x80 && !plain(c)) {
        return false;
      }
    }
    return true;
  }

  /** Number of bytes that are part of printable UTF-8, the others passed over. */
  int allPrintable() {
    int count = 0;
    int i = 0;
    while (i < length) {
      int units = units(i);
      count += units;
      i += Math.max(1, units);
    }
    return count;
  }

  /** Takes out the zeros of two-byte characters, when that is what this is. */
  void narrow() {
    int zeros = 0;
    for (int i = 1; i < length; i += 2) {
      zeros += bytes[i] == 0 ? 1 : 0;
    }
    if (length < 8 || zeros < length / 2 * 0.9) {
      return;
    }
    int kept = 0;
    for (int i = 0; i < length; i += 2) {
      bytes[kept] = bytes[i];
      from[kept] = from[i];
      to[kept++] = to[Math.min(i + 1, length - 1)];
    }
    length = kept;
  }

  /**
   * Appends what the bytes spell when that is text: all of them, or the stretches of at least
   * {@code stretchMin}. False, and nothing appended, when there is none. {@code surely}: chance
   * does not make printable characters of other things in this encoding, so letters in any order
   * will do.
   */
  boolean spellText(DecodedViews out, int stretchMin, boolean surely) {
    narrow();
    if (length >= TEXT_MIN && printable(0) >= length - TAIL_MAX) {
      return spellText(0, length, surely, out);
    }
    boolean found = false;
    for (int i = 0; i <= length - stretchMin; i++) {
      int size = printable(i);
      if (size >= stretchMin) {
        found |= spellText(i, i + size, false, out);
      }
      i += size;
    }
    return found;
  }

  private boolean spellText(int start, int end, boolean surely, DecodedViews out) {
    out.gap();
    int mark = out.length();
    spell(start, end, out);
    Plausibility reading = out.plausibility.read(out.chars(), mark, out.length());
    if (reading.text() || reading.encoded() || (surely && end - start >= SURE_MIN)) {
      return true;
    }
    out.cut(mark);
    return false;
  }

  /** Appends the characters that the bytes of that range spell. */
  void spell(int start, int end, DecodedViews out) {
    int i = start;
    while (i < end) {
      int units = units(i);
      if (units == 0) {
        i++;
        continue;
      }
      out.appendCodePoint(codePoint(i, units), from[i], to[i + units - 1]);
      i += units;
    }
  }

  private int codePoint(int at, int units) {
    int lead = at(at);
    int c = units == 1 ? lead : lead & 0x7F >> units;
    for (int i = 1; i < units; i++) {
      c = c << 6 | at(at + i) & 0x3F;
    }
    return c;
  }

  private static boolean plain(int c) {
    return c >= 0x20 && c != 0x7F || c == '\n' || c == '\r' || c == '\t';
  }

  /** Bytes of the printable character at {@code at}, or 0. */
  private int units(int at) {
    int lead = at(at);
    if (lead < 0x80) {
      return plain(lead) ? 1 : 0;
    }
    int units = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC2 || lead > 0xF4 || at + units > length) {
      return 0;
    }
    for (int i = 1; i < units; i++) {
      if ((at(at + i) & 0xC0) != 0x80) {
        return 0;
      }
    }
    int c = codePoint(at, units);
    boolean overlong = units == 3 && c < 0x800 || units == 4 && c < 0x10000;
    return overlong || c > 0x10FFFF || c >= 0xD800 && c < 0xE000 || c < 0xA0 ? 0 : units;
  }
}
