package com.modalarmor.vector.embedded;

/**
 * The nearest so many of the rows offered, the earlier written first among equals. For one search.
 */
final class Nearest {

  private final int max;
  private final float[] distances;
  private final Entry[] entries;
  private int size;

  Nearest(int max) {
    this.max = max;
    this.distances = new float[max];
    this.entries = new Entry[max];
  }

  /** What a row must come below to be among them. */
  float bound() {
    return size < max ? Float.POSITIVE_INFINITY : distances[0];
  }

  /** A heap with the farthest on top. */
  void offer(float distance, Entry entry) {
    if (size < max) {
      distances[size] = distance;
      entries[size] = entry;
      up(size++);
    } else if (before(distance, entry, distances[0], entries[0])) {
      distances[0] = distance;
      entries[0] = entry;
      down(0);
    }
  }

  private static boolean before(float a, Entry x, float b, Entry y) {
    int order = Float.compare(a, b);
    return order < 0 || (order == 0 && x.sequence < y.sequence);
  }

  private void up(int from) {
    int child = from;
    while (child > 0) {
      int parent = (child - 1) / 2;
      if (!before(distances[parent], entries[parent], distances[child], entries[child])) {
        return;
      }
      swap(parent, child);
      child = parent;
    }
  }

  private void down(int from) {
    int parent = from;
    while (2 * parent + 1 < size) {
      int child = 2 * parent + 1;
      boolean other =
          child + 1 < size
              && before(distances[child], entries[child], distances[child + 1], entries[child + 1]);
      child = other ? child + 1 : child;
      if (!before(distances[parent], entries[parent], distances[child], entries[child])) {
        return;
      }
      swap(parent, child);
      parent = child;
    }
  }

  private void swap(int i, int j) {
    float distance = distances[i];
    distances[i] = distances[j];
    distances[j] = distance;
    Entry entry = entries[i];
    entries[i] = entries[j];
    entries[j] = entry;
  }

  int size() {
    return size;
  }

  Entry entry(int i) {
    return entries[i];
  }
}
