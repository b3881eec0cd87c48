package com.modalarmor.text;

/** Reads base32, in either case, with or without padding. */
final class Base32Text implements Decoder {

  private static final int RUN_MIN = 16;

  @Override
  public int evidence() {
    return Evidence.BASE32;
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
        int end = i + 1;
        while (end < length && value(chars[end]) >= 0) {
          end++;
        }
        if (end - i >= RUN_MIN) {
          found |= run(chars, i, end, out);
        }
        i = end;
      }
    }
    if (found) {
      out.keepText(Transform.BASE32.bit());
    }
  }

  private static boolean run(char[] chars, int from, int end, DecodedViews out) {
    ByteRun bytes = out.bytes;
    bytes.clear();
    int group = 0;
    int bits = 0;
    int start = from;
    for (int i = from; i < end; i++) {
      group = group << 5 | value(chars[i]);
      bits += 5;
      if (bits >= 8) {
        bits -= 8;
        bytes.add(group >>> bits, start, i + 1);
        start = i;
        if (bytes.length() == ByteRun.FIRST && !bytes.mayBeText()) {
          return false;
        }
      }
    }
    return bytes.spellText(out, Integer.MAX_VALUE, true);
  }

  private static int value(char c) {
    if (c >= '2' && c <= '7') {
      return c - '2' + 26;
    }
    return English.letter(c) - 1;
  }
}
