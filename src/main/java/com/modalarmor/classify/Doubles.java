package com.modalarmor.classify;

import java.util.Arrays;

/**
 * Tells the first sight of a feature in a block from a later one. Scratch: one block at a time,
 * single-threaded.
 */
final class Doubles {

  /**
   * Cells that remember the features of a block. Each holds the last feature that fell to it, so a
   * feature met again after another one took its cell counts twice: one in fifty does.
   */
  private static final int SEEN_BITS = 13;

  private static final int SEEN = 1 << SEEN_BITS;

  /** Of a feature's number, what its cell does not tell. */
  private static final int REST_BITS = NGrams.TEXT_BITS + 1 - SEEN_BITS;

  private static final int BLOCKS_MARKED = 1 << (Short.SIZE - REST_BITS);

  /** What was seen in this block, marked with the block's number. */
  private final short[] seen = new short[SEEN];

  private int mark;

  /** What {@link #sumUp} found. */
  int sum;

  int count;

  /** The number that this block's features are marked with. */
  private int newMark() {
    if (++mark == BLOCKS_MARKED) {
      Arrays.fill(seen, (short) 0);
      mark = 1;
    }
    return mark << REST_BITS;
  }

  /** Copies the features of a block, each once; returns how many. */
  int leaveOut(int[] in, int found, int[] out) {
    short[] cells = seen;
    int marked = newMark();
    int kept = 0;
    for (int i = 0; i < found; i++) {
      int id = in[i];
      int cell = id & (cells.length - 1);
      short stamp = (short) (marked | id >>> SEEN_BITS);
      int other = cells[cell] ^ stamp;
      cells[cell] = stamp;
      out[kept] = id;
      kept += (other | -other) >>> Integer.SIZE - 1; // 1 where they differ, without a branch
    }
    return kept;
  }

  /**
   * Adds up the weights of a block's features, each once: those of {@code rows}, then those of the
   * runs of four and five characters that end in {@code in[from..from + chars)}. The same as {@link
   * NGrams} lists them, in the same order, but nothing is written between the steps.
   */
  void sumUp(int[] rows, int found, int[] in, int from, int chars, byte[] weights) {
    short[] cells = seen;
    int marked = newMark();
    int total = 0;
    int kept = 0;
    for (int i = 0; i < found; i++) {
      int id = rows[i];
      int cell = id & (cells.length - 1);
      short stamp = (short) (marked | id >>> SEEN_BITS);
      int other = cells[cell] ^ stamp;
      cells[cell] = stamp;
      int fresh = (other | -other) >>> Integer.SIZE - 1;
      total += weights[id] & -fresh;
      kept += fresh;
    }
    for (int i = from; i < from + chars; i++) {
      int four =
          in[i]
              + Integer.rotateLeft(in[i - 1], 7)
              + Integer.rotateLeft(in[i - 2], 14)
              + Integer.rotateLeft(in[i - 3], 21);
      int id = four >>> NGrams.SHIFT;
      int cell = id & (cells.length - 1);
      short stamp = (short) (marked | id >>> SEEN_BITS);
      int other = cells[cell] ^ stamp;
      cells[cell] = stamp;
      int fresh = (other | -other) >>> Integer.SIZE - 1;
      total += weights[id] & -fresh;
      kept += fresh;
      id = four + Integer.rotateLeft(in[i - 4], 28) >>> NGrams.SHIFT;
      cell = id & (cells.length - 1);
      stamp = (short) (marked | id >>> SEEN_BITS);
      other = cells[cell] ^ stamp;
      cells[cell] = stamp;
      fresh = (other | -other) >>> Integer.SIZE - 1;
      total += weights[id] & -fresh;
      kept += fresh;
    }
    sum = total;
    count = kept;
  }
}
