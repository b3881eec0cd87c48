package com.modalarmor.text;

import java.util.Arrays;

/**
 * Reads base64, of both alphabets, with or without padding, wrapped or not, and found inside longer
 * runs of its alphabet: junk put before it does not hide it.
 */
final class Base64Text implements Decoder {

  private static final int RUN_MIN = 16;
  private static final int STRETCH_MIN = 18;

  /** Lines shorter than this are words one below the other, not one wrapped run. */
  private static final int LINE_MIN = 40;

  private static final byte[] VALUES = values();

  @Override
  public int evidence() {
    return Evidence.BASE64;
  }

  @Override
  public void decode(Layer in, DecodedViews out) {
    char[] chars = in.chars();
    int length = in.length();
    out.begin(in);
    boolean found = false;
    Tokens tokens = in.tokens();
    int i = 0;
    for (int token = 0; token < tokens.count(); token++) {
      i = Math.max(i, tokens.start(token));
      while (i < tokens.end(token)) {
        if (value(chars[i]) < 0) {
          i++;
          continue;
        }
        int end = runEnd(chars, i, length);
        if (end - i >= RUN_MIN) {
          found |= run(chars, i, end, out);
        }
        i = end;
      }
    }
    if (found) {
      out.keepText(Transform.BASE64.bit());
    }
  }

  private static int runEnd(char[] chars, int from, int length) {
    int line = from;
    int i = from;
    while (i < length) {
      if (value(chars[i]) >= 0) {
        i++;
        continue;
      }
      int next = i;
      while (next < length && next < i + 3 && (chars[next] == '\n' || chars[next] == '\r')) {
        next++;
      }
      if (next == i || i - line < LINE_MIN || next == length || value(chars[next]) < 0) {
        break;
      }
      line = next;
      i = next;
    }
    return i;
  }

  private static boolean run(char[] chars, int from, int end, DecodedViews out) {
    for (int skipped = 0; skipped < 4; skipped++) {
      if (skipped > 0 && end - from < RUN_MIN + skipped) {
        break;
      }
      if (worthWhile(chars, from + skipped, end, skipped)
          && decode(chars, from + skipped, end, out.bytes).spellText(out, STRETCH_MIN, true)) {
        return true;
      }
    }
    return false;
  }

  /**
   * A look without storing: true when the first bytes are no control characters, or some stretch
   * within is printable ASCII.
   */
  private static boolean worthWhile(char[] chars, int from, int end, int skipped) {
    int good = 0;
    int group = 0;
    int digits = 0;
    int groups = 0;
    for (int i = from; i < end; i++) {
      int value = value(chars[i]);
      if (value < 0) {
        continue;
      }
      group = group << 6 | value;
      if (++digits < 4) {
        continue;
      }
      digits = 0;
      groups++;
      good =
          printable(group >>> 16 & 255) && printable(group >>> 8 & 255) && printable(group & 255)
              ? good + 1
              : 0;
      if (good == STRETCH_MIN / 3 || (groups == 3 && good == 3 && end - from < 40)) {
        return true;
      }
      boolean zeros = (group & 0xFF00) == 0 || (group & 0xFF00FF) == 0;
      boolean beyond = (group & 0x808080) != 0 && (group >>> 16 & 255) > 0x1F;
      if (groups <= 2 && skipped == 0 && (zeros || beyond) && startsAsText(chars, from, end)) {
        return true;
      }
    }
    return false;
  }

  /** True for the beginning of UTF-8 beyond ASCII or of two-byte characters. */
  private static boolean startsAsText(char[] chars, int from, int end) {
    int a = value(chars[from]) << 2 | value(chars[from + 1]) >> 4;
    int b = (value(chars[from + 1]) & 15) << 4 | value(chars[from + 2]) >> 2;
    boolean lead = a >= 0xC2 && a <= 0xF4 && b >= 0x80 && b < 0xC0;
    boolean ascii = printable(a) && (printable(b) || b == 0 || b >= 0xC2);
    return end > from + 3 && (lead || ascii);
  }

  private static boolean printable(int c) {
    return c >= 0x20 && c < 0x7F || c == '\n' || c == '\r' || c == '\t';
  }

  private static ByteRun decode(char[] chars, int from, int end, ByteRun bytes) {
    bytes.clear();
    int group = 0;
    int bits = 0;
    int start = from;
    for (int i = from; i < end; i++) {
      int value = value(chars[i]);
      if (value < 0) {
        continue;
      }
      if (bits == 0) {
        start = i;
      }
      group = group << 6 | value;
      bits += 6;
      if (bits >= 8) {
        bits -= 8;
        bytes.add(group >>> bits, start, i + 1);
        start = i;
      }
    }
    return bytes;
  }

  private static int value(char c) {
    return c < 128 ? VALUES[c] : -1;
  }

  private static byte[] values() {
    byte[] values = new byte[128];
    Arrays.fill(values, (byte) -1);
    for (int i = 0; i < 26; i++) {
      values['A' + i] = (byte) i;
      values['a' + i] = (byte) (26 + i);
    }
    for (int i = 0; i < 10; i++) {
      values['0' + i] = (byte) (52 + i);
    }
    values['+'] = 62;
    values['-'] = 62;
    values['/'] = 63;
    values['_'] = 63;
    return values;
  }
}
