package com.modalarmor.detect.match;

import java.util.Arrays;

/**
 * The moves of a literal automaton on units that English does without. Immutable.
 *
 * <p>From most states such a unit leads where it leads from the root, so only what differs is kept,
 * in a hash table from state and column to the next state.
 */
final class RareMoves {
  private static final long FREE = -1;

  private final int firstColumn;

  /** Per column, from the first on, the move from the root. */
  private final int[] fromRoot;

  /** State and column, or {@link #FREE}; at most half of the places are taken. */
  private final long[] keys;

  private final int[] targets;

  private RareMoves(int firstColumn, int[] fromRoot, long[] keys, int[] targets) {
    this.firstColumn = firstColumn;
    this.fromRoot = fromRoot;
    this.keys = keys;
    this.targets = targets;
  }

  /** The row after a unit of the column, which is one of those kept here. */
  int from(int row, int column) {
    long key = key(row, column);
    int mask = keys.length - 1;
    for (int place = place(key, mask); ; place = (place + 1) & mask) {
      long found = keys[place];
      if (found == key) {
        return targets[place];
      }
      if (found == FREE) {
        return fromRoot[column - firstColumn];
      }
    }
  }

  private static long key(int row, int column) {
    return (long) row << Character.SIZE | column;
  }

  private static int place(long key, int mask) {
    return (int) (key * 0x9E3779B97F4A7C15L >>> 40) & mask;
  }

  long memoryBytes() {
    return 4L * fromRoot.length + 8L * keys.length + 4L * targets.length;
  }

  /** Collects the moves. Used by one thread. */
  static final class Builder {
    private final int firstColumn;
    private final int[] fromRoot;
    private long[] keys = empty(64);
    private int[] targets = new int[keys.length];
    private int count;

    Builder(int firstColumn, int columns) {
      this.firstColumn = firstColumn;
      fromRoot = new int[columns - firstColumn];
    }

    /** Adds a move; those from the root come before all others. */
    void add(int row, int column, int target, boolean root) {
      if (root) {
        fromRoot[column - firstColumn] = target;
      } else if (target != fromRoot[column - firstColumn]) {
        if (2 * ++count > keys.length) {
          grow();
        }
        put(key(row, column), target);
      }
    }

    private void put(long key, int target) {
      int mask = keys.length - 1;
      int place = place(key, mask);
      while (keys[place] != FREE) {
        place = (place + 1) & mask;
      }
      keys[place] = key;
      targets[place] = target;
    }

    private void grow() {
      long[] oldKeys = keys;
      int[] oldTargets = targets;
      keys = empty(2 * oldKeys.length);
      targets = new int[keys.length];
      for (int i = 0; i < oldKeys.length; i++) {
        if (oldKeys[i] != FREE) {
          put(oldKeys[i], oldTargets[i]);
        }
      }
    }

    private static long[] empty(int places) {
      long[] keys = new long[places];
      Arrays.fill(keys, FREE);
      return keys;
    }

    RareMoves build() {
      return new RareMoves(firstColumn, fromRoot, keys, targets);
    }
  }
}
