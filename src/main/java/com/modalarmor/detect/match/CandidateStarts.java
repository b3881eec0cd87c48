package com.modalarmor.detect.match;

import java.util.Arrays;

/**
 * Where matches of one pattern may start, in cells of a few units, so that the walk of a window can
 * leave out what lies between. Confined to one thread.
 */
final class CandidateStarts {

  /** Cells of a text; what has more units has larger cells. */
  private static final int CELLS_LOG = 15;

  /** The least units of a cell, as a power of two. */
  private static final int SHIFT_MIN = 2;

  private long[] cells = new long[4];
  private int base;
  private int shift;

  /** The stretch found last: its first place, and behind its last one. */
  int start;

  int end;

  /** How many units a cell has in a text of so many, as a power of two. */
  static int shift(int units) {
    int log = Integer.SIZE - Integer.numberOfLeadingZeros(Math.max(units - 1, 1));
    return Math.max(SHIFT_MIN, log - CELLS_LOG);
  }

  /** Starts with a text; there are no places left of the one before. */
  void begin(int from, int newShift) {
    base = from;
    shift = newShift;
  }

  /** A match may start at {@code min} to {@code max}, both included. */
  void add(int min, int max) {
    int last = max - base >> shift;
    if (last >> 6 >= cells.length) {
      cells = Arrays.copyOf(cells, Math.max(2 * cells.length, (last >> 6) + 1));
    }
    for (int cell = min - base >> shift; cell <= last; cell++) {
      cells[cell >> 6] |= 1L << cell;
    }
  }

  /** Forgets the places from {@code min} to {@code max}, and what shares their cells. */
  void clear(int min, int max) {
    int last = Math.min(max - base >> shift >> 6, cells.length - 1);
    for (int word = min - base >> shift >> 6; word <= last; word++) {
      cells[word] = 0;
    }
  }

  /**
   * Finds the first stretch that ends at {@code place} or behind it; where there is none, it begins
   * behind {@code max}.
   */
  void find(int place, int max) {
    int last = max - base >> shift;
    int first = next(place - base >> shift, last, 0);
    if (first > last) {
      start = max + 1;
      end = max + 1;
      return;
    }
    start = Math.max(place, base + (first << shift));
    end = Math.min(max + 1, base + (next(first, last, -1L) << shift));
  }

  /** The first cell from {@code from} on that is set, or unset for -1; one behind the last. */
  private int next(int from, int last, long flip) {
    int cell = from;
    while (cell <= last) {
      long word = cell >> 6 < cells.length ? cells[cell >> 6] ^ flip : flip;
      long rest = word >>> cell;
      if (rest != 0) {
        return Math.min(cell + Long.numberOfTrailingZeros(rest), last + 1);
      }
      cell = (cell | 63) + 1;
    }
    return last + 1;
  }
}
