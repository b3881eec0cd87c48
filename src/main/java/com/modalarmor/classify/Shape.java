package com.modalarmor.classify;

/** The sizes of the model, the same in training, file and serving. */
final class Shape {

  /** Weights of hashed n-grams. */
  static final int WIDE_BITS = 19;

  static final int WIDE = 1 << WIDE_BITS;

  /** Rows of token vectors. */
  static final int ROW_BITS = 15;

  static final int ROWS = 1 << ROW_BITS;

  /** Numbers of one token vector. */
  static final int DIM = 16;

  /** Soft phrase detectors, each over {@link #WIDTH} tokens. */
  static final int FILTERS = 32;

  /** A power of two: the tokens before are kept in a ring. */
  static final int WIDTH = 4;

  static final int CONV = WIDTH * FILTERS;

  /** Cells of the table of surprising characters: three classes of five bits. */
  static final int TRIGRAMS = 1 << 15;

  /** Plain counts of a block, see {@link BlockReader}. */
  static final int STATS = 20;

  /** What a block's judge tells of it. */
  static final int CUES = 4;

  static final int BLOCK_HIDDEN = 12;
  static final int BLOCK_INPUTS = FILTERS + 3 * DIM + 2 * STATS + 5;

  static final int HIDDEN = 24;
  static final int INPUTS = FILTERS + DIM + STATS + 2 * CUES + 4;

  /** Outputs: attack, then one for each {@link AttackKind}. */
  static final int OUTPUTS = 5;

  private Shape() {}
}
