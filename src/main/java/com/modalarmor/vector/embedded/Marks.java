package com.modalarmor.vector.embedded;

import java.security.SecureRandom;

/**
 * Which levels the rows of an id have, found in the same time whether there are any or none: an id
 * that a subject may not see takes no longer than one that nobody has. An id is a number here, made
 * of a secret of this process; two of the same number are possible and would be counted as one,
 * which nothing but a count of denials depends on. Guarded by its collection's lock.
 */
final class Marks {

  /** Places that an id may be in; all are looked at each time. */
  private static final int WINDOW = 16;

  /**
   * 32 KB: a table that grew with the first hidden rows would be heard in the processor's cache.
   */
  private static final int CAPACITY_MIN = 4_096;

  private static final int MARK_BITS = 8;
  private static final long MARK = (1L << MARK_BITS) - 1;
  private static final long SECRET = new SecureRandom().nextLong() | 1;

  /** The number of an id above, its levels below; 0 = free. */
  private long[] slots = new long[CAPACITY_MIN + WINDOW];

  private int capacity = CAPACITY_MIN;
  private int used;

  private static long numberOf(String id) {
    long hash = SECRET ^ id.length();
    for (int i = 0; i < id.length(); i++) {
      hash = (hash ^ id.charAt(i)) * SECRET;
      hash ^= hash >>> 29;
    }
    hash *= 0x9e3779b97f4a7c15L;
    hash ^= hash >>> 32;
    return hash << MARK_BITS | 1L << MARK_BITS; // never that of a free place
  }

  private static int place(long number, int capacity) {
    return (int) (number >>> (MARK_BITS + 1)) & capacity - 1;
  }

  /** One bit for each level; 0 where there is no row of that id. */
  byte levels(String id) {
    long number = numberOf(id);
    int at = place(number, capacity);
    long found = 0;
    for (int i = 0; i < WINDOW; i++) {
      long slot = slots[at + i];
      long apart = (slot ^ number) >>> MARK_BITS;
      found |= slot & (apart - 1) >> 63; // all bits where they are the same
    }
    return (byte) (found & MARK);
  }

  /**
   * @param levels 0 = there is no such row any more
   */
  void set(String id, int levels) {
    long number = numberOf(id);
    int at = place(number, capacity);
    int free = -1;
    for (int i = at; i < at + WINDOW; i++) {
      if (slots[i] != 0 && (slots[i] ^ number) >>> MARK_BITS == 0) {
        slots[i] = levels == 0 ? 0 : number | levels;
        used -= levels == 0 ? 1 : 0;
        return;
      }
      free = free < 0 && slots[i] == 0 ? i : free;
    }
    if (levels == 0) {
      return;
    }
    if (free < 0 || used >= capacity / 2) {
      grow();
      set(id, levels);
      return;
    }
    slots[free] = number | levels;
    used++;
  }

  private void grow() {
    int larger = capacity;
    long[] moved = null;
    while (moved == null) {
      larger = Math.multiplyExact(larger, 2);
      moved = moved(larger);
    }
    slots = moved;
    capacity = larger;
  }

  /** Null when one finds no place. */
  private long[] moved(int larger) {
    long[] moved = new long[larger + WINDOW];
    for (long slot : slots) {
      if (slot == 0) {
        continue;
      }
      int at = place(slot & ~MARK, larger);
      int end = at + WINDOW;
      while (at < end && moved[at] != 0) {
        at++;
      }
      if (at == end) {
        return null;
      }
      moved[at] = slot;
    }
    return moved;
  }
}
