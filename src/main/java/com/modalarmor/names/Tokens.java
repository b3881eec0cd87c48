package com.modalarmor.names;

/**
 * The tokens of one window of text: a sentence, or a few lines. Scratch: filled again for each
 * window, single-threaded.
 */
final class Tokens {

  /** A window ends here at the latest; it bounds memory, and how long a stream waits. */
  static final int TOKENS_MAX = 120;

  /** Words longer than this are cut into pieces. */
  static final int TOKEN_CHARS_MAX = 64;

  /**
   * No letters; then lower case, Capital, ALL CAPS, a single capital, miXed, digits and letters.
   */
  static final byte SHAPE_MARK = 0;

  static final byte SHAPE_LOWER = 1;
  static final byte SHAPE_CAPITAL = 2;
  static final byte SHAPE_CAPS = 3;
  static final byte SHAPE_INITIAL = 4;
  static final byte SHAPE_MIXED = 5;
  static final byte SHAPE_CODE = 6;
  static final byte SHAPE_HANDLE = 7;
  static final byte SHAPE_TAG = 8;
  static final byte SHAPE_LINK = 9;
  static final byte SHAPE_LINE = 10;

  /** Letters with dots, {@code U.S.} */
  static final byte SHAPE_DOTTED = 11;

  /** A script without capitals. */
  static final byte SHAPE_UNCASED = 12;

  /** Numbers by their length: 13 for one digit up to 18 for six and more; 19 with marks inside. */
  static final byte SHAPE_DIGITS = 13;

  static final byte SHAPE_FIGURE = 19;
  static final int SHAPES = 20;

  /** Hash of each mark of punctuation that rules ask for. */
  static final int DOT = word(".");

  final int[] start = new int[TOKENS_MAX];
  final int[] end = new int[TOKENS_MAX];

  /** Hash of the plain lower-case form, digits alike. */
  final int[] lower = new int[TOKENS_MAX];

  /** Hash of the form as written, digits alike. */
  final int[] exact = new int[TOKENS_MAX];

  final byte[] shape = new byte[TOKENS_MAX];

  /** True when equal hashes mean the very same characters, case and accents included. */
  final boolean[] steady = new boolean[TOKENS_MAX];

  int count;

  /** Hash of a word that is plain lower case already, as {@link #lower} has it. */
  static int word(String plain) {
    int h = BASIS;
    for (int i = 0; i < plain.length(); i++) {
      h = (h ^ plain.charAt(i)) * PRIME;
    }
    return mix(h);
  }

  static final int BASIS = 0x811C9DC5;
  static final int PRIME = 0x01000193;

  static int mix(int hash) {
    int h = hash ^ hash >>> 16;
    h *= 0x7FEB352D;
    h ^= h >>> 15;
    h *= 0x846CA68B;
    return h ^ h >>> 16;
  }

  boolean letters(int i) {
    byte s = shape[i];
    return (s >= SHAPE_LOWER && s <= SHAPE_CODE) || s == SHAPE_DOTTED;
  }

  /** True when it is written with a capital first letter. */
  boolean capital(int i) {
    byte s = shape[i];
    return s == SHAPE_CAPITAL
        || s == SHAPE_CAPS
        || s == SHAPE_INITIAL
        || s == SHAPE_MIXED
        || s == SHAPE_DOTTED;
  }

  boolean number(int i) {
    return shape[i] >= SHAPE_DIGITS;
  }

  boolean line(int i) {
    return shape[i] == SHAPE_LINE;
  }
}
