package com.modalarmor.text;

/**
 * Where long work may stop for a moment, so that it delays nobody, or for good. Whoever reads a
 * text of any length calls {@link #here()} every some ten thousand characters, in a state in which
 * nothing is half done. What is read does not depend on it. Called on the thread that reads.
 */
@FunctionalInterface
public interface Pause {

  /** Characters between two pauses of whoever looks at places in a text. */
  int EVERY = 8_192;

  /** For short work: goes on. */
  Pause NONE = () -> {};

  /**
   * May wait.
   *
   * @throws Stopped when nobody waits for the result
   */
  void here();

  /** Ends the work; it bears no stack trace, and is never an answer to anybody. */
  final class Stopped extends RuntimeException {

    private static final long serialVersionUID = 1;

    public Stopped() {
      super("nobody waits for this scan", null, false, false);
    }
  }
}
