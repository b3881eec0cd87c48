package com.modalarmor.names;

/**
 * What is known of frequent words from much plain text: the cluster of words used alike, fine and
 * coarse, and whether a lower-case word is ever part of a name. By the hash of the word as written.
 * Immutable.
 */
final class WordTable {

  /** May be part of a name. */
  static final int OPEN = 0;

  /** Part of a name only beside one: {@code of}, {@code and}. */
  static final int LINKING = 1;

  /** Never, or hardly ever, as long as it is in lower case. */
  static final int QUIET = 2;

  /** Never in any text with marked names, although it was there often. */
  static final int SILENT = 3;

  private final int[] keys;

  /** Fine cluster in the low 10 bits, coarse one in the next 7, then what it may be. */
  private final int[] values;

  WordTable(int[] keys, int[] values) {
    this.keys = keys;
    this.values = values;
  }

  int[] keys() {
    return keys;
  }

  int[] values() {
    return values;
  }

  static int value(int fine, int coarse, int use) {
    return fine | coarse << 10 | use << 17;
  }

  /** 0 in both = none. */
  static int fine(int value) {
    return value & 0x3FF;
  }

  static int coarse(int value) {
    return value >>> 10 & 0x7F;
  }

  static int use(int value) {
    return value >>> 17;
  }

  /** 0 for a word that is not known. */
  int get(int exact) {
    int key = exact == 0 ? 1 : exact;
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
    return values[at];
  }
}
