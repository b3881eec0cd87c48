package com.modalarmor.guard;

/**
 * Rewrites a text that comes in pieces, after inspection and masking. One for each text of an
 * answer; single-threaded.
 */
public interface TextStage {

  /**
   * Takes the next piece and appends to {@code out} what no later piece can change.
   *
   * @param last true when nothing follows: then everything comes out
   */
  void push(CharSequence piece, boolean last, StringBuilder out);

  /** True when something was pushed that has not come out. */
  boolean holds();
}
