package com.modalarmor.vector.embedded;

import java.util.Arrays;
import java.util.List;

/**
 * How near each row of some cells may be at least, as their codes tell, and which are the most
 * promising. For one search.
 */
final class Promising {

  /** Rows that are compared before all others. */
  private static final int FIRST = 64;

  /** Does the real comparison. */
  @FunctionalInterface
  interface Comparison {
    void compare(Cell cell, int index);
  }

  private final Cell[] cells;
  private final int[] begins;
  private final float[][] least;

  /** A heap with the least promising on top: where it is, by piece and row. */
  private final float[] firstLeast = new float[FIRST];

  private final int[] firstPlaces = new int[FIRST];
  private int firsts;

  Promising(List<Cell> all) {
    int pieces = 0;
    for (Cell cell : all) {
      pieces += (cell.size() + Cell.BLOCK_ROWS - 1) / Cell.BLOCK_ROWS;
    }
    cells = new Cell[pieces];
    begins = new int[pieces];
    least = new float[pieces][];
    int piece = 0;
    for (Cell cell : all) {
      for (int begin = 0; begin < cell.size(); begin += Cell.BLOCK_ROWS) {
        cells[piece] = cell;
        begins[piece] = begin;
        least[piece] = new float[Math.min(Cell.BLOCK_ROWS, cell.size() - begin)];
        piece++;
      }
    }
  }

  /** Pieces of cells, a block each. */
  int pieces() {
    return cells.length;
  }

  Cell cell(int piece) {
    return cells[piece];
  }

  Cell.Block block(int piece) {
    return cells[piece].block(begins[piece]);
  }

  int size(int piece) {
    return least[piece].length;
  }

  int index(int piece, int at) {
    return begins[piece] + at;
  }

  float[] least(int piece) {
    return least[piece];
  }

  void offer(int piece, int at, float distance) {
    least[piece][at] = distance;
    if (firsts < FIRST) {
      firstLeast[firsts] = distance;
      firstPlaces[firsts] = piece * Cell.BLOCK_ROWS + at;
      firsts++;
      if (firsts == FIRST) {
        for (int i = FIRST / 2 - 1; i >= 0; i--) {
          down(i);
        }
      }
    } else if (distance < firstLeast[0]) {
      firstLeast[0] = distance;
      firstPlaces[0] = piece * Cell.BLOCK_ROWS + at;
      down(0);
    }
  }

  private void down(int from) {
    int parent = from;
    while (2 * parent + 1 < FIRST) {
      int child = 2 * parent + 1;
      child = child + 1 < FIRST && firstLeast[child + 1] > firstLeast[child] ? child + 1 : child;
      if (firstLeast[parent] >= firstLeast[child]) {
        return;
      }
      float distance = firstLeast[parent];
      int place = firstPlaces[parent];
      firstLeast[parent] = firstLeast[child];
      firstPlaces[parent] = firstPlaces[child];
      firstLeast[child] = distance;
      firstPlaces[child] = place;
      parent = child;
    }
  }

  /** Compares the most promising rows; they are not met again. */
  void first(Comparison comparison) {
    int[] places = Arrays.copyOf(firstPlaces, firsts);
    Arrays.sort(places);
    for (int place : places) {
      int piece = place / Cell.BLOCK_ROWS;
      int at = place % Cell.BLOCK_ROWS;
      comparison.compare(cells[piece], begins[piece] + at);
      least[piece][at] = Float.POSITIVE_INFINITY;
    }
  }
}
