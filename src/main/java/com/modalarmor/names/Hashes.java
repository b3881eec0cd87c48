package com.modalarmor.names;

import java.util.Collection;

/** A set of 32-bit hashes, half empty. Immutable. */
final class Hashes {

  private final int[] cells;

  private Hashes(int[] cells) {
    this.cells = cells;
  }

  static Hashes of(Collection<Integer> all) {
    int[] cells = new int[Math.max(8, Integer.highestOneBit(Math.max(1, all.size())) * 4)];
    int mask = cells.length - 1;
    for (int hash : all) {
      int key = hash == 0 ? 1 : hash;
      int at = key & mask;
      while (cells[at] != 0 && cells[at] != key) {
        at = at + 1 & mask;
      }
      cells[at] = key;
    }
    return new Hashes(cells);
  }

  boolean has(int hash) {
    int key = hash == 0 ? 1 : hash;
    int mask = cells.length - 1;
    int at = key & mask;
    while (cells[at] != 0) {
      if (cells[at] == key) {
        return true;
      }
      at = at + 1 & mask;
    }
    return false;
  }
}
