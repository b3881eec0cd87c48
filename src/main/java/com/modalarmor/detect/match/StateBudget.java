package com.modalarmor.detect.match;

/**
 * States that the automata of one thread may have together beyond the first {@link
 * LazyDfa#STATES_MAX} of each: texts full of triggers ask a few patterns for many. Confined to one
 * thread.
 */
final class StateBudget {

  /** Some 250 bytes each. */
  private static final int STATES = 16_384;

  private int left = STATES;

  /** Whether so many more may be made; they are then taken. */
  boolean take(int states) {
    if (states > left) {
      return false;
    }
    left -= states;
    return true;
  }
}
