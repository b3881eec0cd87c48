package com.modalarmor.upstream.gemini;

import java.util.Iterator;
import java.util.LinkedHashSet;

/**
 * Lets as many attempts through as the pool has streams, and keeps the rest in a bounded line.
 * Confined to one event loop.
 *
 * <p>The client's own pool cannot take a waiting request out of its queue again, and requests that
 * died while they waited there have wedged whole pools. So nobody waits there: who leaves this line
 * never reaches the pool.
 */
final class Gate {

  /** Where a newcomer stands. */
  enum Place {
    THROUGH,
    IN_LINE,
    TURNED_AWAY
  }

  private final int lineMax;
  private final LinkedHashSet<Runnable> line = new LinkedHashSet<>();
  private int capacity;
  private int inside;
  private boolean admitting;

  Gate(int capacity, int lineMax) {
    this.capacity = capacity;
    this.lineMax = lineMax;
  }

  /**
   * {@code whenThrough} runs later, once, if the place is IN_LINE and {@link #leaveLine} is not
   * called.
   */
  Place enter(Runnable whenThrough) {
    if (inside < capacity && line.isEmpty()) {
      inside++;
      return Place.THROUGH;
    }
    if (line.size() >= lineMax) {
      return Place.TURNED_AWAY;
    }
    line.add(whenThrough);
    return Place.IN_LINE;
  }

  /** Gives up waiting; true when it was in line. */
  boolean leaveLine(Runnable whenThrough) {
    return line.remove(whenThrough);
  }

  /** Once for each that got through. */
  void leave() {
    inside--;
    admit();
  }

  /** The number of streams became known, or changed. */
  void resize(int newCapacity) {
    capacity = newCapacity;
    admit();
  }

  private void admit() {
    if (admitting) { // one that leaves at once must not nest: the line may be long
      return;
    }
    admitting = true;
    try {
      admitAll();
    } finally {
      admitting = false;
    }
  }

  private void admitAll() {
    while (inside < capacity && !line.isEmpty()) {
      Iterator<Runnable> first = line.iterator();
      Runnable next = first.next();
      first.remove();
      inside++;
      next.run();
    }
  }

  int inside() {
    return inside;
  }

  int waiting() {
    return line.size();
  }
}
