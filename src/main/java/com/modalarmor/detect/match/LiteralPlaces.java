package com.modalarmor.detect.match;

import java.util.Arrays;

/**
 * The places of one stretch of text where literals end, in text order. Confined to one thread.
 *
 * <p>A unit ends at most one row's literals, so room for as many places as units is always enough.
 */
final class LiteralPlaces {
  /** Per place the automaton's row; its number once the place has been marked. */
  int[] rows = new int[0];

  /** Per place the literal's last unit. */
  int[] last = new int[0];

  int count;

  /** The row where the automaton stands between two pieces of a text. */
  int row;

  void reset() {
    count = 0;
    row = 0;
  }

  /** Makes room for as many further places. */
  void reserve(int places) {
    if (count + places > rows.length) {
      int capacity = Math.max(count + places, Math.min(2 * rows.length, LiteralPass.STRETCH));
      rows = Arrays.copyOf(rows, capacity);
      last = Arrays.copyOf(last, capacity);
    }
  }

  /** Takes the places from {@code begin} to {@code end}, which came after all the others. */
  void join(int begin, int end) {
    System.arraycopy(rows, begin, rows, count, end - begin);
    System.arraycopy(last, begin, last, count, end - begin);
    count += end - begin;
  }

  /** Forgets the places before the given unit. */
  int dropBefore(int unit) {
    int drop = 0;
    while (drop < count && last[drop] < unit) {
      drop++;
    }
    System.arraycopy(rows, drop, rows, 0, count - drop);
    System.arraycopy(last, drop, last, 0, count - drop);
    count -= drop;
    return drop;
  }
}
