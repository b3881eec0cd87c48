package com.modalarmor.classify;

/** Places of n-grams and tokens in the tables of weights. Stateless. */
final class Hashes {

  static final long K3 = 0x9E3779B97F4A7C15L;
  static final long K4 = 0xC2B2AE3D27D4EB4FL;
  static final long K5 = 0xD6E8FEB86659FD93L;
  private static final int WIDE_SHIFT = 64 - Shape.WIDE_BITS;
  private static final int ROW_SHIFT = 64 - Shape.ROW_BITS;

  private Hashes() {}

  /** Of the last three of four packed characters. */
  static int three(long packed) {
    return (int) (((packed << 16) * K3) >>> WIDE_SHIFT);
  }

  /** Of four packed characters and the one before them. */
  static int five(long packed, long fifth) {
    return (int) ((packed * K5 + fifth * K4) >>> WIDE_SHIFT);
  }

  static int word(int word) {
    return (int) ((spread(word) + 1) * K3 >>> WIDE_SHIFT);
  }

  static int words(int word, int before) {
    return (int) ((spread(word) * K5 + before) * K4 >>> WIDE_SHIFT);
  }

  static int words(int word, int before, int first) {
    return (int) (((spread(word) * K5 + before) * K5 + first) * K3 >>> WIDE_SHIFT);
  }

  private static long spread(int word) {
    return word * 0x9E3779B9L;
  }

  /** Never row 0, which stands for nothing. */
  static int row(long mixed) {
    int row = (int) (mixed >>> ROW_SHIFT);
    return row == 0 ? 1 : row;
  }
}
