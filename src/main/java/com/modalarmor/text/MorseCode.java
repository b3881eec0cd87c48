package com.modalarmor.text;

/** Reads Morse code: letters with spaces between them, words with a slash or a wider gap. */
final class MorseCode implements Decoder {

  private static final int LETTERS_MIN = 5;
  private static final int SIGNS_MAX = 6;
  private static final String[] CODES = {
    ".-", "-...", "-.-.", "-..", ".", "..-.", "--.", "....", "..", ".---", "-.-", ".-..", "--",
    "-.", "---", ".--.", "--.-", ".-.", "...", "-", "..-", "...-", ".--", "-..-", "-.--", "--..",
    "-----", ".----", "..---", "...--", "....-", ".....", "-....", "--...", "---..", "----.",
    ".-.-.-", "--..--", "..--..", "-.-.--", ".----.", "---...", "-.-.-.", "-...-", "-....-",
    ".-..-.", "-.--.", "-.--.-", "-..-.", ".--.-."
  };
  private static final String VALUES = "abcdefghijklmnopqrstuvwxyz0123456789.,?!':;=-\"()/@";

  /** By the code's signs after a leading one: short 0, long 1. */
  private static final char[] LETTERS = letters();

  @Override
  public int evidence() {
    return Evidence.MORSE;
  }

  @Override
  public void decode(Layer in, DecodedViews out) {
    char[] chars = in.chars();
    int length = in.length();
    out.begin(in);
    boolean found = false;
    boolean likely = false;
    Letters letters = out.letters;
    int i = 0;
    while (i < length) {
      if (sign(chars[i]) < 0) {
        i++;
        continue;
      }
      i = run(chars, i, length, letters);
      if (letters.spellApart(LETTERS_MIN, out, true, true)) {
        found = true;
        likely |= letters.words() > 1;
      }
    }
    if (found) {
      out.keep(Transform.MORSE.bit(), likely);
    }
  }

  private static int run(char[] chars, int from, int length, Letters letters) {
    letters.clear();
    int i = from;
    int end = from;
    while (i < length) {
      int code = 1;
      int stop = i;
      while (stop < length && sign(chars[stop]) >= 0 && stop - i <= SIGNS_MAX) {
        code = code << 1 | sign(chars[stop]);
        stop++;
      }
      char letter = stop == i || code >= LETTERS.length ? 0 : LETTERS[code];
      if (letter == 0) {
        return Math.max(Math.max(end, stop), from + 1);
      }
      letters.add(letter, i, stop);
      end = stop;
      i = stop;
      int spaces = 0;
      boolean wide = false;
      while (i < length && i < end + 4 && gap(chars[i])) {
        wide |= chars[i] != ' ' || ++spaces > 1;
        i++;
      }
      if (i == end) {
        return end;
      }
      if (wide) {
        letters.wordBreak();
      }
    }
    return end;
  }

  private static boolean gap(char c) {
    return c == ' ' || c == '/' || c == '|' || c == '\n';
  }

  /** 0 for a short sign, 1 for a long one, -1 for anything else. */
  private static int sign(char c) {
    switch (c) {
      case '.':
      case '\u00B7':
      case '\u2022':
      case '*':
        return 0;
      case '-':
      case '_':
      case '\u2010':
      case '\u2011':
      case '\u2012':
      case '\u2013':
      case '\u2014':
      case '\u2212':
        return 1;
      default:
        return -1;
    }
  }

  private static char[] letters() {
    char[] letters = new char[1 << SIGNS_MAX + 1];
    for (int i = 0; i < CODES.length; i++) {
      int code = 1;
      for (char c : CODES[i].toCharArray()) {
        code = code << 1 | (c == '-' ? 1 : 0);
      }
      letters[code] = VALUES.charAt(i);
    }
    return letters;
  }
}
