package com.modalarmor.names;

/**
 * Known names and words as hashes of their plain form: for each the lists that hold it. A phrase is
 * found by the hashes of its tokens, one after the other. Immutable.
 */
final class Lexicon {

  /** Tokens of the longest phrase that is kept. */
  static final int PHRASE_TOKENS_MAX = 6;

  static final int FIRST_NAME = 1;
  static final int RARE_FIRST_NAME = 1 << 1;
  static final int LAST_NAME = 1 << 2;
  static final int RARE_LAST_NAME = 1 << 3;
  static final int CITY = 1 << 4;
  static final int COUNTRY = 1 << 5;
  static final int REGION = 1 << 6;
  static final int PLACE = 1 << 7;
  static final int COMPANY = 1 << 8;
  static final int COMPANY_SUFFIX = 1 << 9;
  static final int ORGANIZATION = 1 << 10;
  static final int ORGANIZATION_WORD = 1 << 11;
  static final int STREET = 1 << 12;
  static final int TITLE = 1 << 13;
  static final int JOB = 1 << 14;
  static final int PEOPLE = 1 << 15;
  static final int PLACE_WORD = 1 << 16;
  static final int NO_NAME = 1 << 17;
  static final int FAMOUS = 1 << 18;
  static final int CREED = 1 << 19;

  /** Words beside which organisations, people and places are spoken of. */
  static final int ORGANIZATION_CUE = 1 << 20;

  static final int PERSON_CUE = 1 << 21;
  static final int PLACE_CUE = 1 << 22;
  static final int CUES_FROM = 20;
  static final int CUES = ORGANIZATION_CUE | PERSON_CUE | PLACE_CUE;

  /** A longer phrase begins so. */
  static final int MORE = 1 << 30;

  private final int[] keys;
  private final int[] lists;

  /** Both of the same length, a power of two; a key of 0 is an empty cell. */
  Lexicon(int[] keys, int[] lists) {
    this.keys = keys;
    this.lists = lists;
  }

  int[] keys() {
    return keys;
  }

  int[] lists() {
    return lists;
  }

  /** The key of a phrase of one token. */
  static int key(int lower) {
    return lower == 0 ? 1 : lower;
  }

  /** The key of a phrase with one token more. */
  static int longer(int key, int lower) {
    int h = Tokens.mix(key * 31 + lower);
    return h == 0 ? 1 : h;
  }

  int get(int key) {
    int mask = keys.length - 1;
    int at = key & mask;
    int found = keys[at];
    while (found != key) {
      if (found == 0) {
        return 0;
      }
      at = at + 1 & mask;
      found = keys[at];
    }
    return lists[at];
  }
}
