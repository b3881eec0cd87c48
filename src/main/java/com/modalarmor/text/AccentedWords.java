package com.modalarmor.text;

import java.text.Normalizer;

/**
 * Takes the accents off a text whose accented words only without them are English, or that has
 * accents of no language. Texts in languages that have accents hold many words that are not English
 * without them, and are left alone.
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
    boolean proved = (in.transforms() & Transform.DIACRITICS.bit()) != 0;
    if (proved || english(in.chars(), in.length(), out)) {
      strip(in, out);
      // Strokes that make no letter of any language are proof in whatever language they stand.
      if (proved || out.plausibility.read(out.chars(), 0, out.length()).share(0.6)) {
        out.keep(Transform.DIACRITICS.bit(), true);
      }
    }
  }

  /** Most words with accents are English without them. */
  private static boolean english(char[] chars, int length, DecodedViews out) {
    int accents = 0;
    int accentedLetters = 0;
    int knownLetters = 0;
    int i = 0;
    while (i < length) {
      if (plain(chars[i]) == 0) {
        i++;
        continue;
      }
      int plainEnd = i;
      while (plainEnd < length && chars[plainEnd] < 128 && English.letter(chars[plainEnd]) != 0) {
        plainEnd++;
      }
      if (plainEnd == length || plainEnd > i && chars[plainEnd] < 128) {
        i = plainEnd; // a word without any
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
        }
      }
      i = end;
    }
    return accents >= ACCENTS_MIN && knownLetters >= 0.75 * accentedLetters;
  }

  /** Takes all accents off, and keeps some text on each side of them. */
  private static void strip(Layer in, DecodedViews out) {
    char[] chars = in.chars();
    int length = in.length();
    out.begin(in);
    int i = 0;
    while (i < length) {
      if (!accented(chars[i])) {
        i++;
        continue;
      }
      int end = i;
      while (end < length && (accented(chars[end]) || plain(chars[end]) != 0)) {
        end++;
      }
      out.replace(i, end);
      strip(chars, i, end, out);
      i = end;
    }
    out.finishReplacing();
  }

  private static boolean accented(char c) {
    return c >= 128 && (mark(c) || plain(c) != 0);
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
