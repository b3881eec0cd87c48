package com.modalarmor.text;

/** Reads lines of uuencode: a character that tells the length, then four for three bytes. */
final class UuText implements Decoder {

  private static final int LINE_MIN = 12;

  @Override
  public int evidence() {
    return Evidence.SYMBOLS;
  }

  @Override
  public void decode(Layer in, DecodedViews out) {
    char[] chars = in.chars();
    int length = in.length();
    out.begin(in);
    ByteRun bytes = out.bytes;
    bytes.clear();
    boolean found = false;
    int i = 0;
    while (i < length) {
      int end = lineEnd(chars, i, length);
      int start = start(chars, i, end);
      if (start >= 0) {
        line(chars, start, end, bytes);
      } else if (bytes.length() > 0) {
        found |= bytes.spellText(out, Integer.MAX_VALUE);
        bytes.clear();
      }
      i = end + 1;
    }
    if (bytes.length() > 0) {
      found |= bytes.spellText(out, Integer.MAX_VALUE);
    }
    if (found) {
      out.keepText(Transform.UUENCODE.bit());
    }
  }

  private static int lineEnd(char[] chars, int from, int length) {
    int i = from;
    while (i < length && chars[i] != '\n') {
      i++;
    }
    return i;
  }

  /** Where in a line an encoded one starts: its length must fit to the end. -1 = nowhere. */
  private static int start(char[] chars, int from, int end) {
    int reach = from;
    for (int i = end - 1; i >= from; i--) {
      if (chars[i] < ' ' || chars[i] > '`') {
        reach = i + 1;
        break;
      }
    }
    for (int i = reach; i <= end - LINE_MIN; i++) {
      boolean opens = i == from || chars[i - 1] <= ' ' || i == reach;
      int bytes = chars[i] - ' ' & 63;
      int size = (bytes + 2) / 3 * 4 + 1;
      if (opens && bytes > 0 && (size == end - i || size + 1 == end - i)) {
        return i;
      }
    }
    return -1;
  }

  private static void line(char[] chars, int from, int end, ByteRun bytes) {
    int left = chars[from] - ' ' & 63;
    for (int i = from + 1; i + 3 < end && left > 0; i += 4) {
      int group = 0;
      for (int j = 0; j < 4; j++) {
        group = group << 6 | chars[i + j] - ' ' & 63;
      }
      for (int shift = 16; shift >= 0 && left > 0; shift -= 8, left--) {
        bytes.add(group >>> shift & 255, i, i + 4);
      }
    }
  }
}
