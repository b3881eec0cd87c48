package com.modalarmor.classify;

import java.util.Arrays;

/**
 * Reads folded text as hashed features, block by block: each word, each two and three words in a
 * row, each three to five characters in a row. Scratch: one text at a time, single-threaded.
 *
 * <p>Digits read alike, a run of white space reads as one, and each mark of punctuation, each line
 * end and each character of a script without spaces is a word of its own. A feature belongs to the
 * block in which it ends, so that the blocks of a text together hold each feature once each block
 * holds a feature once at most, and a window is the sum of its blocks.
 */
final class NGrams {

  /** Features are numbered below this: one byte of weight each fits a processor's second cache. */
  static final int FEATURES = 1 << 20;

  /** A block ends at the first white space after so many characters. */
  static final int BLOCK_CHARS = 120;

  /** At the latest here. */
  private static final int BLOCK_CHARS_MAX = BLOCK_CHARS + 40;

  private static final int FEATURES_A_CHAR = 6;
  private static final int FEATURE_BITS = 20;
  private static final int SHIFT = Integer.SIZE - FEATURE_BITS;

  /** Odd numbers whose products have well-mixed high bits, one for each length. */
  private static final int SPREAD_3 = 0x9E3779B1;

  private static final int SPREAD_4 = 0x85EBCA77;
  private static final int SPREAD_5 = 0xC2B2AE3D;

  /** Room for the features of a block, half empty. */
  private static final int SEEN = 1 << 12;

  private static final int BLOCKS_MARKED = 1 << (Integer.SIZE - FEATURE_BITS - 1);
  private static final int PRIME = 0x01000193;
  private static final int BASIS = 0x811C9DC5;

  private static final byte SPACE = 0;
  private static final byte WORD = 1;
  private static final byte DIGIT = 2;
  private static final byte MARK = 3;
  private static final byte LINE = 4;
  private static final byte[] ASCII = ascii();

  /** The features of the block that was read last; the first {@link #count} count. */
  final int[] ids = new int[FEATURES_A_CHAR * (BLOCK_CHARS_MAX + 1)];

  int count;

  /** Where that block begins and ends in the text. */
  int start;

  int end;

  /** The features of this block, each marked with the block's number. */
  private final int[] seen = new int[SEEN];

  private int mark;
  private char[] text = new char[0];
  private int to;

  /** The characters before, nearest first, and how many there were. */
  private int one;

  private int twoBack;
  private int threeBack;
  private int fourBack;
  private int read;
  private int last;
  private int lastButOne;
  private boolean lineEnded;

  void begin(char[] chars, int from, int until) {
    text = chars;
    start = from;
    end = from;
    to = until;
    count = 0;
    read = 0;
    one = 0;
    twoBack = 0;
    threeBack = 0;
    fourBack = 0;
    last = 17;
    lastButOne = 19;
    lineEnded = false;
  }

  /** Reads the next block; false at the text's end. */
  boolean next() {
    if (end >= to) {
      return false;
    }
    start = end;
    count = 0;
    if (++mark == BLOCKS_MARKED) {
      Arrays.fill(seen, 0);
      mark = 1;
    }
    int chars = 0;
    int at = start;
    int word = BASIS;
    boolean inWord = false;
    while (at < to) {
      char c = text[at];
      byte kind = kind(c);
      if (kind == SPACE || kind == LINE) {
        if (inWord) {
          word(word);
          inWord = false;
        }
        at++;
        if (kind == LINE) {
          lineEnd();
        }
        if (read > 0 && one != ' ') {
          character(' ');
          chars++;
        }
        if (chars >= BLOCK_CHARS) {
          break;
        }
        continue;
      }
      if (chars >= BLOCK_CHARS_MAX) {
        break; // inside a word without end
      }
      char alike = kind == DIGIT ? '0' : c;
      if (kind == MARK || alone(c)) {
        if (inWord) {
          word(word);
          inWord = false;
        }
        word((BASIS ^ c) * PRIME);
      } else {
        word = ((inWord ? word : BASIS) ^ alike) * PRIME;
        inWord = true;
      }
      character(alike);
      chars++;
      at++;
    }
    if (inWord) {
      word(word);
    }
    end = at;
    return true;
  }

  private void word(int hash) {
    lineEnded = false;
    token(mix(hash));
  }

  private void lineEnd() {
    if (!lineEnded) {
      lineEnded = true;
      token(mix(0x1234567));
    }
  }

  private void token(int h) {
    int pair = h * 31 + last;
    add(h * SPREAD_3 >>> SHIFT);
    add((pair + 0x52) * SPREAD_4 >>> SHIFT);
    add((pair * 31 + lastButOne + 0x53) * SPREAD_5 >>> SHIFT);
    lastButOne = last;
    last = h;
  }

  /** Adds the runs of three, four and five characters that end with this one. */
  private void character(char c) {
    int two = c * PRIME + one;
    int three = two * PRIME + twoBack;
    int four = three * PRIME + threeBack;
    int five = four * PRIME + fourBack;
    if (read >= 2) {
      add(three * SPREAD_3 >>> SHIFT);
      if (read >= 3) {
        add(four * SPREAD_4 >>> SHIFT);
        if (read >= 4) {
          add(five * SPREAD_5 >>> SHIFT);
        }
      }
    }
    fourBack = threeBack;
    threeBack = twoBack;
    twoBack = one;
    one = c;
    read++;
  }

  private void add(int id) {
    int marked = mark << FEATURE_BITS | id;
    int cell = id & (SEEN - 1);
    while (seen[cell] >>> FEATURE_BITS == mark) {
      if (seen[cell] == marked) {
        return;
      }
      cell = cell + 1 & (SEEN - 1);
    }
    seen[cell] = marked;
    ids[count++] = id;
  }

  private static int mix(int hash) {
    int h = hash ^ hash >>> 16;
    h *= 0x7FEB352D;
    h ^= h >>> 15;
    h *= 0x846CA68B;
    return h ^ h >>> 16;
  }

  private static byte kind(char c) {
    if (c < 128) {
      return ASCII[c];
    }
    int type = Character.getType(c);
    if (Character.isLetter(c)
        || type == Character.NON_SPACING_MARK
        || type == Character.COMBINING_SPACING_MARK
        || type == Character.SURROGATE) {
      return WORD;
    }
    return Character.isSpaceChar(c) ? SPACE : type == Character.DECIMAL_DIGIT_NUMBER ? DIGIT : MARK;
  }

  /** Han, kana, Thai and Lao are written without spaces. */
  private static boolean alone(char c) {
    return c >= 0x0E00
        && (c < 0x0F00 || (c >= 0x3040 && c < 0xA000) || (c >= 0xF900 && c < 0xFB00));
  }

  private static byte[] ascii() {
    byte[] kinds = new byte[128];
    Arrays.fill(kinds, MARK);
    Arrays.fill(kinds, 0, 33, SPACE);
    Arrays.fill(kinds, 'a', 'z' + 1, WORD);
    Arrays.fill(kinds, 'A', 'Z' + 1, WORD);
    Arrays.fill(kinds, '0', '9' + 1, DIGIT);
    kinds['\n'] = LINE;
    return kinds;
  }
}
