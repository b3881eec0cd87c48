package com.modalarmor.redact.render;

/**
 * One way of taking the danger out, piece by piece. What it does with a place must not depend on
 * how much of the text behind it has come yet: while that is open, it waits. Single-threaded.
 */
interface Neutraliser {

  /** Characters that any of them waits for at most. */
  int HOLD_MAX = 4_096;

  /**
   * Writes the harmless form of what begins at {@code from} and is decided.
   *
   * @param last nothing follows
   * @return where to go on; {@code from} itself when more is needed, never with {@code last}
   */
  int step(CharSequence text, int from, boolean last, StringBuilder out);

  /** Closes what is open at the end of the answer. */
  default void end(StringBuilder out) {}
}
