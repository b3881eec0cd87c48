package com.modalarmor.similar;

import java.util.Arrays;

/**
 * Reads folded text as words and yields a hash of each three words in a row. Words are runs of
 * letters and digits; each character of a script without spaces is a word of its own. Scratch: one
 * pass at a time, single-threaded.
 *
 * <p>Two of the three must say something: letters in a row. Single letters and digits, of which
 * spelled-out and encoded texts are made, are alike in any text, whatever it says.
 */
final class Shingles {

  static final int WORDS = 3;

  /** A word of so many letters says something. */
  private static final int LETTERS_MIN = 3;

  private static final boolean[] ASCII_WORD = asciiWord();

  private char[] text = new char[0];
  private int at;
  private int to;
  private int first;
  private int second;
  private int words;

  /** One for each word that says something, the last one in the lowest bit. */
  private int telling;

  private int secondStart;
  private int thirdStart;

  /** Where the last shingle begins and ends in the text. */
  int start;

  int end;

  /** Number of words read so far. */
  int words() {
    return words;
  }

  void begin(char[] chars, int from, int until) {
    text = chars;
    at = from;
    to = until;
    words = 0;
    telling = 0;
  }

  /** True when there is another shingle; {@link #hash}, start and end then describe it. */
  boolean next() {
    while (at < to) {
      char c = text[at];
      if (!isWord(c)) {
        at++;
        continue;
      }
      int wordStart = at;
      int hash = word();
      words++;
      if (words >= WORDS) {
        shingle = mix(first, second, hash);
        start = secondStart;
        end = at;
      }
      first = second;
      second = hash;
      secondStart = thirdStart;
      thirdStart = wordStart;
      if (words >= WORDS && Integer.bitCount(telling & 7) >= 2) {
        return true;
      }
    }
    return false;
  }

  private int shingle;

  int hash() {
    return shingle;
  }

  private int word() {
    int hash = 0x9E3779B9;
    if (alone(text[at])) {
      hash = (hash ^ text[at++]) * 0x01000193;
      telling = telling << 1 | 1;
      return hash;
    }
    char[] chars = text;
    int until = to;
    int letters = 0;
    int i = at;
    for (; i < until; i++) {
      char c = chars[i];
      if (c < 128 ? !ASCII_WORD[c] : !isWord(c) || alone(c)) {
        break;
      }
      letters += c > '9' ? 1 : 0;
      hash = (hash ^ c) * 0x01000193;
    }
    at = i;
    telling = telling << 1 | (letters >= LETTERS_MIN ? 1 : 0);
    return hash;
  }

  private static int mix(int a, int b, int c) {
    int h = a * 0x85EBCA6B ^ Integer.rotateLeft(b * 0xC2B2AE35, 13);
    h = Integer.rotateLeft(h, 15) * 0x27D4EB2F ^ c * 0x165667B1;
    h ^= h >>> 16;
    h *= 0x7FEB352D;
    h ^= h >>> 15;
    h *= 0x846CA68B;
    return h ^ h >>> 16;
  }

  private static boolean isWord(char c) {
    return c < 128
        ? ASCII_WORD[c]
        : Character.isLetterOrDigit(c) || Character.getType(c) == Character.NON_SPACING_MARK;
  }

  private static boolean[] asciiWord() {
    boolean[] word = new boolean[128];
    Arrays.fill(word, 'a', 'z' + 1, true);
    Arrays.fill(word, '0', '9' + 1, true);
    return word;
  }

  /** Han, kana, Thai and the like are written without spaces. */
  private static boolean alone(char c) {
    return c >= 0x0E00
        && ((c < 0x1100 && (c < 0x0F00 || c >= 0x1000))
            || (c >= 0x3040 && c < 0xA000)
            || (c >= 0xF900 && c < 0xFB00));
  }
}
