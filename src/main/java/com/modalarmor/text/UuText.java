package com.modalarmor.text;

/** Reads lines of uuencode: a character that tells the length, then four for three bytes. */
final class UuText implements Decoder {

  private static final int LINE_MIN = 12;
  private static final int LINE_GOES_ON = 5;

  @Override
  public int evidence() {
    return Evidence.UU;
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
      boolean fits = false;
      int end = i;
      if (chars[i] > ' ' && chars[i] <= '`' && (i == 0 || chars[i - 1] <= ' ')) {
        end = i + 1 + ((chars[i] - ' ' & 63) + 2) / 3 * 4;
        fits =
            end - i >= (bytes.length() > 0 ? LINE_GOES_ON : LINE_MIN)
                && end <= length
                && fits(chars, i, end, length);
      }
      if (fits) {
        line(chars, i, end, bytes);
        i = end;
      } else {
        if (bytes.length() > 0 && chars[i] > ' ') {
          found |= bytes.spellText(out, Integer.MAX_VALUE, false);
          bytes.clear();
        }
        boolean inside = chars[i] > ' ';
        i++;
        while (inside && i < length && chars[i] > ' ') {
          i++; // a line begins where a token does
        }
      }
    }
    if (bytes.length() > 0) {
      found |= bytes.spellText(out, Integer.MAX_VALUE, false);
    }
    if (found) {
      out.keepText(Transform.UUENCODE.bit());
    }
  }

  /** The length that its first character tells fits where a token or a line ends. */
  private static boolean fits(char[] chars, int from, int end, int length) {
    if (end + 1 < length && chars[end] > ' ' && chars[end + 1] > ' ') {
      return false;
    }
    for (int i = from; i < end; i++) {
      if (chars[i] < ' ' || chars[i] > '`') {
        return false;
      }
    }
    return true;
  }

  private static void line(char[] chars, int from, int end, ByteRun bytes) {
    int left = chars[from] - ' ' & 63;
    for (int i = from + 1; i + 4 <= end && left > 0; i += 4) {
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
