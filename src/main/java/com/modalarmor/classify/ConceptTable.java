package com.modalarmor.classify;

/** From the hash of a word to its concept. Built by one thread, then read by all. */
final class ConceptTable {

  private static final int FILTER_BITS = 18;
  private static final int CELLS = 1 << 15;

  /** Most keys that are not in the table end here: a bit each, one in thirty of them set. */
  private final long[] filter = new long[1 << (FILTER_BITS - 6)];

  private final int[] keys = new int[CELLS];
  private final byte[] concepts = new byte[CELLS];
  private int size;

  /** The concept of that key, from 1 on; 0 = none. */
  int of(int key) {
    int bit = key >>> Integer.SIZE - FILTER_BITS;
    return (filter[bit >> 6] & 1L << bit) == 0 ? 0 : concepts[cellOf(key)];
  }

  /** Adds a key; the first concept to claim it keeps it. */
  void put(int key, int concept) {
    if (2 * size >= CELLS || concept > Byte.MAX_VALUE) {
      throw new IllegalStateException("more concepts than this table is made for");
    }
    int bit = key >>> Integer.SIZE - FILTER_BITS;
    filter[bit >> 6] |= 1L << bit;
    int cell = cellOf(key);
    if (concepts[cell] == 0) {
      keys[cell] = key;
      concepts[cell] = (byte) concept;
      size++;
    }
  }

  private int cellOf(int key) {
    int cell = key * 0x9E3779B1 >>> 7 & CELLS - 1;
    while (concepts[cell] != 0 && keys[cell] != key) {
      cell = cell + 1 & CELLS - 1;
    }
    return cell;
  }
}
