package com.modalarmor.vector.embedded;

import com.modalarmor.vector.Row;

/**
 * A row in memory: its parts without the vector, and where the vector lies. Guarded by its
 * collection's lock.
 */
final class Entry {

  Row row;
  final String key;

  /** Ascending in the order of first writing. */
  final long sequence;

  final Cell cell;
  int index;

  /** The next row of the same id, of a smaller key; null = the last. */
  Entry twin;

  /** The next row of the same id and label, of a smaller key; null = the last. */
  Entry peer;

  /** True when no row of the same id has a greater key. */
  boolean first;

  Entry(Row row, String key, long sequence, Cell cell, int index) {
    this.row = row;
    this.key = key;
    this.sequence = sequence;
    this.cell = cell;
    this.index = index;
  }

  Row withVector() {
    return new Row(
        row.id(),
        row.label(),
        row.owner(),
        cell.vector(index),
        row.document(),
        row.uri(),
        row.metadata());
  }
}
