package com.modalarmor.detect;

import java.util.concurrent.Semaphore;

/**
 * How many large scans run at once: fewer than there are processors, so that one is left for the
 * event loops. The workers beyond that number wait in a row and take turns, a slice each, so that a
 * body of some size does not wait for the end of a huge one. Thread-safe, shared by the workers.
 */
public final class Turns {

  private final Semaphore places;

  /**
   * @param atOnce scans that run at once
   */
  public Turns(int atOnce) {
    places = new Semaphore(atOnce, true);
  }

  /** As many as leave one processor alone, and at least one. */
  public static Turns ofThisMachine() {
    return new Turns(Math.max(1, Runtime.getRuntime().availableProcessors() - 1));
  }

  /** Waits for a place. */
  void take() {
    places.acquireUninterruptibly();
  }

  /** The end of a slice: whoever waits comes first, another worker or another thread. */
  void pass() {
    if (places.hasQueuedThreads()) {
      places.release();
      places.acquireUninterruptibly();
    } else {
      Thread.yield();
    }
  }

  void leave() {
    places.release();
  }
}
