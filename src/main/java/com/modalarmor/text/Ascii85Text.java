package com.modalarmor.text;

import java.util.Arrays;

/** Reads base85 in the alphabets of Adobe and of RFC 1924, one token at a time. */
final class Ascii85Text implements Decoder {

  private static final int TOKEN_MIN = 16;
  private static final String RFC_1924 =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;<=>?@^_`{|}~";
  private static final byte[] ADOBE = adobe();
  private static final byte[] RFC = rfc();

  @Override
  public int evidence() {
    return Evidence.SYMBOLS;
  }

  @Override
  public void decode(Layer in, DecodedViews out) {
    char[] chars = in.chars();
    int length = in.length();
    out.begin(in);
    boolean found = false;
    Tokens tokens = in.tokens();
    for (int token = 0; token < tokens.count(); token++) {
      int i = tokens.start(token);
      while (i < tokens.end(token)) {
        int end = i;
        while (end < length && chars[end] > ' ' && chars[end] < 127) {
          end++;
        }
        if (end - i >= TOKEN_MIN) {
          found |= token(chars, i, end, out);
        }
        i = end + 1;
      }
    }
    if (found) {
      out.keepText(Transform.ASCII85.bit());
    }
  }

  private static boolean token(char[] chars, int from, int to, DecodedViews out) {
    int start = from;
    int end = to;
    if (chars[from] == '<' && chars[from + 1] == '~') {
      start = from + 2;
    }
    if (chars[to - 2] == '~' && chars[to - 1] == '>') {
      end = to - 2;
    }
    return run(chars, start, end, ADOBE, out) || run(chars, start, end, RFC, out);
  }

  private static boolean run(char[] chars, int from, int to, byte[] values, DecodedViews out) {
    ByteRun bytes = out.bytes;
    bytes.clear();
    long group = 0;
    int digits = 0;
    int start = from;
    for (int i = from; i < to; i++) {
      if (digits == 0) {
        start = i;
      }
      int value = values[chars[i]];
      if (value < 0) {
        return false;
      }
      group = group * 85 + value;
      if (++digits == 5) {
        if (group > 0xFFFFFFFFL) {
          return false;
        }
        for (int shift = 24; shift >= 0; shift -= 8) {
          bytes.add((int) (group >>> shift), start, i + 1);
        }
        if (bytes.printable(bytes.length() - 4) == 0 && bytes.at(bytes.length() - 4) < 0x80) {
          return false;
        }
        digits = 0;
        group = 0;
      }
    }
    if (digits > 1) {
      for (int i = digits; i < 5; i++) {
        group = group * 85 + 84;
      }
      for (int i = 0; i < digits - 1; i++) {
        bytes.add((int) (group >>> 24 - 8 * i), start, to);
      }
    }
    return bytes.spellText(out, Integer.MAX_VALUE, true);
  }

  private static byte[] adobe() {
    byte[] values = new byte[128];
    Arrays.fill(values, (byte) -1);
    for (int c = '!'; c <= 'u'; c++) {
      values[c] = (byte) (c - '!');
    }
    return values;
  }

  private static byte[] rfc() {
    byte[] values = new byte[128];
    Arrays.fill(values, (byte) -1);
    for (int i = 0; i < RFC_1924.length(); i++) {
      values[RFC_1924.charAt(i)] = (byte) i;
    }
    return values;
  }
}
