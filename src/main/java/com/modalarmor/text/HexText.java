package com.modalarmor.text;

/** Reads hexadecimal bytes: in one run, or in pairs with signs or {@code 0x} between them. */
final class HexText implements Decoder {

  private static final int SEPARATORS_MAX = 3;
  private static final int STRETCH_MIN = 12;

  @Override
  public int evidence() {
    return Evidence.HEX;
  }

  @Override
  public void decode(Layer in, DecodedViews out) {
    char[] chars = in.chars();
    int length = in.length();
    out.begin(in);
    boolean found = false;
    int i = 0;
    while (i < length) {
      if (CharKinds.hex(chars[i]) < 0 && chars[i] != '\\') {
        i++;
        continue;
      }
      boolean opens = i == 0 || !Character.isLetterOrDigit(chars[i - 1]);
      int end = opens ? run(chars, i, length, out.bytes) : i;
      if (end == i) {
        i++;
        continue;
      }
      found |= out.bytes.spellText(out, STRETCH_MIN, false);
      i = end;
    }
    if (found) {
      out.keepText(Transform.HEX.bit());
    }
  }

  /** Reads the pairs from {@code from} on; returns where they end. */
  private static int run(char[] chars, int from, int length, ByteRun bytes) {
    bytes.clear();
    int end = from;
    int i = from;
    while (i < length) {
      int pair = prefix(chars, i, length);
      if (pair + 1 >= length
          || CharKinds.hex(chars[pair]) < 0
          || CharKinds.hex(chars[pair + 1]) < 0) {
        break;
      }
      end = pair + 2;
      bytes.add(CharKinds.hex(chars[pair]) << 4 | CharKinds.hex(chars[pair + 1]), i, end);
      i = end;
      while (i < length && i < end + SEPARATORS_MAX && separator(chars[i])) {
        i++;
      }
    }
    return end;
  }

  private static int prefix(char[] chars, int at, int length) {
    boolean prefixed =
        at + 1 < length && (chars[at] == '0' || chars[at] == '\\') && (chars[at + 1] | 32) == 'x';
    return prefixed ? at + 2 : at;
  }

  private static boolean separator(char c) {
    return c == ' ' || c == ':' || c == ',' || c == '-' || c == ';' || c == '\n' || c == '|';
  }
}
