package com.modalarmor.load.pairbench;

/**
 * A reason to stop the bench, worded for the person who started it.
 *
 * <p>Immutable.
 */
final class BenchFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BenchFailure(String message) {
    super(message);
  }
}
