package com.modalarmor.vector;

/**
 * A store's answer that no event loop should read: the question is asked again on a worker.
 * Stackless: it is control flow.
 */
public final class HeavyAnswer extends RuntimeException {

  /** Bytes of an answer that are read, checked and written again without keeping others waiting. */
  public static final int BYTES_MAX = 64 << 10;

  private static final long serialVersionUID = 1L;

  public HeavyAnswer() {
    super("an answer for a worker", null, false, false);
  }
}
