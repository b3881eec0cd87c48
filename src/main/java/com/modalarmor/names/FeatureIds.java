package com.modalarmor.names;

/** Hashed numbers of the features of one token. Scratch, single-threaded. */
final class FeatureIds {

  static final int BITS = 20;

  /** Features are numbered below this. */
  static final int FEATURES = 1 << BITS;

  /** No token has more; it keeps the sums of their bytes below sixteen bits. */
  static final int MAX = 240;

  /** The first {@link #count} count. */
  final int[] ids = new int[MAX];

  int count;
  private final int shift;

  /**
   * @param bits of the numbers; a number of fewer bits is the same one without its last ones
   */
  FeatureIds(int bits) {
    shift = Integer.SIZE - bits;
  }

  void clear() {
    count = 0;
  }

  /** Adds the feature that the template with that number makes of a value. */
  void add(int template, int value) {
    int h = (value ^ template * 0x9E3779B1) * 0x85EBCA6B;
    h ^= h >>> 15;
    ids[count++] = h * 0xC2B2AE35 >>> shift;
  }

  /** Two values as one. */
  static int pair(int a, int b) {
    return (a * 0x2C1B3C6D ^ b) * 0x297A2D39 + (a >>> 15);
  }
}
