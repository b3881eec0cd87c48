package com.modalarmor.text;

import java.text.Normalizer;

/**
 * Takes the accents off words that only without them are English. Texts in languages that have
 * accents hold many words that are not, and are left alone.
 */
final class AccentedWords implements Decoder {

  private static final int ACCENTS_MIN = 3;
  private static final char[] PLAIN = plain();

  @Override
  public int evidence() {
    return Evidence.ACCENTS;
  }

  @Override
  public void decode(Layer in, DecodedViews out) {
    char[] chars = in.chars();
    int length = in.length();
    out.begin(in);
    int accents = 0;
    int accentedLetters = 0;
    int knownLetters = 0;
    int i = 0;
    while (i < length) {
      if (plain(chars[i]) == 0) {
        i++;
        continue;
      }
      int end = i;
      int inWord = 0;
      int size = 0;
      while (end < length && (plain(chars[end]) != 0 || mark(chars[end]))) {
        char c = plain(chars[end]);
        inWord += c != chars[end] ? 1 : 0;
        if (c != 0 && size < out.word.length) {
          out.word[size++] = c;
        }
        end++;
      }
      if (inWord > 0) {
        accentedLetters += size;
        if (English.get().word(out.word, 0, size)) {
          knownLetters += size;
          accents += inWord;
          out.replace(i, end);
          strip(chars, i, end, out);
        }
      }
      i = end;
    }
    if (accents < ACCENTS_MIN || knownLetters < 0.75 * accentedLetters) {
      return;
    }
    out.finishReplacing();
    if (out.plausibility.read(out.chars(), 0, out.length()).share(0.6)) {
      out.keep(Transform.DIACRITICS.bit(), true);
    }
  }

  private static void strip(char[] chars, int from, int end, DecodedViews out) {
    for (int j = from; j < end; j++) {
      char c = plain(chars[j]);
      if (c != 0) {
        out.append(c, j, j + 1);
      }
    }
  }

  private static boolean mark(char c) {
    return c >= 0x300 && c < 0x370;
  }

  /** The Latin letter under the accents, or 0. */
  private static char plain(char c) {
    if (c < 128) {
      return English.letter(c) != 0 ? c : 0;
    }
    if (c < 0x250) {
      return PLAIN[c];
    }
    return c >= 0x1E00 && c < 0x1F00 ? PLAIN[c - 0x1E00 + 0x250] : 0;
  }

  private static char[] plain() {
    char[] plain = new char[0x350];
    for (int i = 0x80; i < plain.length; i++) {
      char c = (char) (i < 0x250 ? i : i - 0x250 + 0x1E00);
      char base = Normalizer.normalize(String.valueOf(c), Normalizer.Form.NFD).charAt(0);
      plain[i] = base < 128 && English.letter(base) != 0 ? base : 0;
    }
    plain[0xF8] = 'o';
    plain[0xD8] = 'O';
    plain[0x111] = 'd';
    plain[0x127] = 'h';
    plain[0x131] = 'i';
    plain[0x142] = 'l';
    plain[0x167] = 't';
    return plain;
  }
}
