package com.modalarmor.text;

/** Reads words spelled in the radio alphabet: {@code india golf november oscar romeo echo}. */
final class NatoSpelling implements Decoder {

  private static final int LETTERS_MIN = 5;
  private static final int GAP_MAX = 4;

  @Override
  public int evidence() {
    return Evidence.NATO;
  }

  @Override
  public void decode(Layer in, DecodedViews out) {
    char[] chars = in.chars();
    int length = in.length();
    out.begin(in);
    Letters letters = out.letters;
    letters.clear();
    boolean found = false;
    int end = 0;
    int i = 0;
    while (i < length) {
      if (English.letter(chars[i]) == 0) {
        i++;
        continue;
      }
      int stop = i;
      while (stop < length && English.letter(chars[stop]) != 0) {
        stop++;
      }
      if (stop == i + 1 && stop + 4 <= length && Chars.equal("ray", chars, stop + 1, stop + 4)) {
        stop += 4;
      }
      char letter = NatoAlphabet.letter(chars, i, stop);
      if (letter == 0 && letters.count() > 0) {
        letter = NatoAlphabet.digit(chars, i, stop);
      }
      if (letters.count() > 0 && (i - end > GAP_MAX || (letter == 0 && !space(chars, i, stop)))) {
        found |= letters.spellApart(LETTERS_MIN, out, false, true);
        letters.clear();
      }
      if (letter != 0) {
        if (letters.count() > 0 && wide(chars, end, i)) {
          letters.wordBreak();
        }
        letters.add(letter, i, stop);
      } else if (letters.count() > 0) {
        letters.wordBreak();
      }
      end = stop;
      i = stop;
    }
    found |= letters.spellApart(LETTERS_MIN, out, false, true);
    if (found) {
      out.keep(Transform.NATO.bit(), true);
    }
  }

  private static boolean space(char[] chars, int from, int to) {
    return Chars.equal("space", chars, from, to) || Chars.equal("stop", chars, from, to);
  }

  private static boolean wide(char[] chars, int from, int to) {
    int spaces = 0;
    for (int i = from; i < to; i++) {
      if ("/|\n;,.".indexOf(chars[i]) >= 0) {
        return true;
      }
      spaces += chars[i] == ' ' ? 1 : 0;
    }
    return spaces > 1;
  }
}
