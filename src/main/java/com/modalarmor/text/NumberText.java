package com.modalarmor.text;

/**
 * Reads numbers in the place of characters: the decimal codes of a text ({@code 73 103 110}), or
 * the letters of a word by their place in the alphabet ({@code 9-7-14-15-18-5}).
 */
final class NumberText implements Decoder {

  private static final int NUMBERS_MIN = 12;
  private static final int STRETCH_MIN = 12;
  private static final int SEPARATORS_MAX = 3;
  private static final int DIGITS_MAX = 3;
  private static final int LETTERS = 26;

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
      boolean opens =
          CharKinds.digit(chars[i]) && (i == 0 || !Character.isLetterOrDigit(chars[i - 1]));
      if (!opens) {
        i++;
        continue;
      }
      int end = run(chars, i, length, out);
      if (out.bytes.length() >= NUMBERS_MIN) {
        found |= out.bytes.spellText(out, STRETCH_MIN, false);
      } else {
        found |= out.letters.spellApart(NUMBERS_MIN, out, false, false);
      }
      i = end;
    }
    if (found) {
      out.keepText(Transform.HEX.bit());
    }
  }

  /** Reads the numbers from {@code from} on, as codes or as letters; returns where they end. */
  private static int run(char[] chars, int from, int length, DecodedViews out) {
    out.bytes.clear();
    out.letters.clear();
    boolean codes = true;
    boolean places = true;
    int i = from;
    int end = from;
    while (i < length) {
      int value = 0;
      int stop = i;
      while (stop < length && stop - i < DIGITS_MAX && CharKinds.digit(chars[stop])) {
        value = value * 10 + chars[stop++] - '0';
      }
      if (stop == i || stop < length && Character.isLetterOrDigit(chars[stop])) {
        break;
      }
      codes &= value <= 0xFF;
      places &= value > 0 && value <= LETTERS;
      if (!codes && !places) {
        break;
      }
      out.bytes.add(value, i, stop);
      if (places) {
        out.letters.add((char) ('a' - 1 + value), i, stop);
      }
      end = stop;
      i = stop;
      boolean wide = false;
      while (i < length && i < end + SEPARATORS_MAX && separator(chars[i])) {
        wide |= chars[i] != '-' && chars[i] != ',';
        i++;
      }
      if (i == end) {
        break;
      }
      if (wide) {
        out.letters.wordBreak();
      }
    }
    if (places) {
      out.bytes.clear();
    } else {
      out.letters.clear();
    }
    return Math.max(end, from + 1);
  }

  private static boolean separator(char c) {
    return c == ' ' || c == ',' || c == ';' || c == '-' || c == '.' || c == '\n' || c == '|';
  }
}
