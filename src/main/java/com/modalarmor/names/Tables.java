package com.modalarmor.names;

import java.util.Collection;
import java.util.Map;

/** Lays hashes and what they mean out in open cells, always the same way. Stateless. */
final class Tables {

  private Tables() {}

  static Lexicon lexicon(Collection<Map.Entry<Integer, Integer>> entries) {
    int[] keys = new int[cells(entries.size())];
    int[] values = new int[keys.length];
    fill(entries, keys, values);
    return new Lexicon(keys, values);
  }

  static WordTable words(Collection<Map.Entry<Integer, Integer>> entries) {
    int[] keys = new int[cells(entries.size())];
    int[] values = new int[keys.length];
    fill(entries, keys, values);
    return new WordTable(keys, values);
  }

  /** At most two thirds are filled. */
  static int cells(int entries) {
    int cells = 16;
    while (cells * 2L < entries * 3L) {
      cells *= 2;
    }
    return cells;
  }

  private static void fill(
      Collection<Map.Entry<Integer, Integer>> entries, int[] keys, int[] values) {
    int mask = keys.length - 1;
    for (Map.Entry<Integer, Integer> entry : entries) {
      int key = entry.getKey() == 0 ? 1 : entry.getKey();
      int at = key & mask;
      while (keys[at] != 0 && keys[at] != key) {
        at = at + 1 & mask;
      }
      keys[at] = key;
      values[at] = entry.getValue();
    }
  }
}
