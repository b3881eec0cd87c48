package com.modalarmor.text;

/** Counts how much of a stretch reads like English. Scratch; single-threaded. */
final class Plausibility {

  private static final int ENCODED_MIN = 16;

  private final English english = English.get();
  int letters;
  int knownLetters;
  int words;
  int knownWords;
  int plainness;
  int foreign;
  int spaces;
  int lone;
  int longestKnown;
  int length;

  /** Reads a stretch. */
  Plausibility read(char[] chars, int from, int to) {
    letters = 0;
    knownLetters = 0;
    words = 0;
    knownWords = 0;
    plainness = 0;
    foreign = 0;
    spaces = 0;
    lone = 0;
    longestKnown = 0;
    length = to - from;
    int start = from;
    int before = 0;
    for (int i = from; i <= to; i++) {
      int c = i < to ? chars[i] : ' ';
      int letter = English.letter(c);
      plainness += english.plainness[before << 5 | letter];
      before = letter;
      if (letter != 0) {
        letters++;
        continue;
      }
      foreign += c >= 0x80 && (Character.isLetter(c) || Character.isSurrogate((char) c)) ? 1 : 0;
      spaces += c == ' ' ? 1 : 0;
      int size = i - start;
      if (size > 0) {
        words++;
        if (size == 1) {
          // Proves nothing: hexadecimal digits and list marks look the same.
          lone++;
        } else if (english.word(chars, start, i)) {
          knownWords++;
          knownLetters += size;
          longestKnown = Math.max(longestKnown, size);
        }
      }
      start = i + 1;
    }
    return this;
  }

  /** True when at least that share of the letters stands in frequent words. */
  boolean share(double min) {
    return knownLetters > 0 && knownLetters >= min * (letters - lone) && foreign * 4 <= letters;
  }

  /** Words of a language that a person would say: several, most of them known. */
  boolean prose() {
    return knownWords >= 3 && share(0.5) && letters >= 0.8 * (length - spaces);
  }

  /** What may be encoded once more: letters and digits without spaces. */
  boolean encoded() {
    return spaces == 0 && length >= ENCODED_MIN && letters >= 0.5 * length;
  }

  /** Text of some language, by its letters: known words, or at least letters in likely order. */
  boolean text() {
    if (foreign > letters) {
      return foreign * 2 >= length - spaces;
    }
    if (letters + foreign < 0.5 * (length - spaces)) {
      return false;
    }
    return knownLetters >= 0.4 * letters || (plainness > letters && foreign * 4 <= letters);
  }
}
