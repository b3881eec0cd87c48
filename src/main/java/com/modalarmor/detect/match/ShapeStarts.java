package com.modalarmor.detect.match;

import java.util.BitSet;

/**
 * How the matches of the shapes of a set may start: what may stand before their first digit, and
 * how many digits there. Asked when tables are made, never for a text. Immutable.
 */
public final class ShapeStarts {

  /** Units before the first digit, and digits in a row, that are told apart. */
  public static final int RUN_MAX = 31;

  private final ShapeSet set;

  public ShapeStarts(ShapeSet set) {
    this.set = set;
  }

  /** True when no match starts right after a word unit. */
  public boolean opensAtBoundary(int shape) {
    Shape one = set.shape(shape);
    BitSet start = new BitSet();
    start.set(one.start(true));
    boolean open = !one.reach(start, set.word).isEmpty();
    for (int c = 0; open && one.notBefore != null && c < set.word.length; c++) {
      if (set.word[c] && !one.notBefore[c]) {
        return false;
      }
    }
    return one.notBefore != null || !open;
  }

  /** Bit k: a match may have k word units before its first {@code separator}. */
  public int headsBefore(int shape, char separator) {
    Shape one = set.shape(shape);
    boolean[] over = new boolean[set.word.length];
    over[set.shared.classOf(separator)] = true;
    BitSet states = starts(one);
    int bits = 0;
    for (int k = 0; k <= RUN_MAX; k++) {
      if (!one.reach(states, over).isEmpty()) {
        bits |= 1 << k;
      }
      states = one.reach(states, set.word);
    }
    return bits;
  }

  /** True when a match may start right after a digit. */
  public boolean opensAfterDigit(int shape) {
    Shape one = set.shape(shape);
    for (int c = 0; one.notBefore != null && c < set.digit.length; c++) {
      if (set.digit[c] && one.notBefore[c]) {
        return false;
      }
    }
    BitSet start = new BitSet();
    start.set(one.start(true));
    return !one.reach(start, set.digit).isEmpty();
  }

  /** Bit k: a match may have k word units, none of them a digit, before its first digit. */
  public int wordHeads(int shape) {
    return heads(set.shape(shape), both(set.word, not(set.digit)));
  }

  /** The same with k units of any kind, at least one of them no word unit. */
  public int otherHeads(int shape) {
    Shape one = set.shape(shape);
    // States with and without an other unit on the way, apart from each other.
    BitSet plain = starts(one);
    BitSet mixed = new BitSet();
    int bits = 0;
    for (int k = 0; k <= RUN_MAX; k++) {
      if (!one.reach(mixed, set.digit).isEmpty()) {
        bits |= 1 << k;
      }
      BitSet next = one.reach(mixed, not(set.digit));
      next.or(one.reach(plain, not(set.word)));
      plain = one.reach(plain, both(set.word, not(set.digit)));
      mixed = next;
    }
    return bits;
  }

  /**
   * True when a match may have a unit of that class right before its first digit, and an other than
   * a word unit somewhere before it.
   */
  public boolean otherHeadEnds(int shape, int unitClass) {
    Shape one = set.shape(shape);
    if (set.digit[unitClass]) {
      return false;
    }
    boolean[] last = new boolean[set.digit.length];
    last[unitClass] = true;
    BitSet plain = starts(one);
    BitSet mixed = new BitSet();
    for (int k = 0; k <= RUN_MAX; k++) {
      BitSet ended = one.reach(mixed, last);
      if (!set.word[unitClass]) {
        ended.or(one.reach(plain, last));
      }
      if (!one.reach(ended, set.digit).isEmpty()) {
        return true;
      }
      BitSet next = one.reach(mixed, not(set.digit));
      next.or(one.reach(plain, not(set.word)));
      plain = one.reach(plain, both(set.word, not(set.digit)));
      mixed = next;
    }
    return false;
  }

  private int heads(Shape one, boolean[] over) {
    BitSet states = starts(one);
    int bits = 0;
    for (int k = 0; k <= RUN_MAX; k++) {
      if (!one.reach(states, set.digit).isEmpty()) {
        bits |= 1 << k;
      }
      states = one.reach(states, over);
    }
    return bits;
  }

  /**
   * Bit n: a match with {@code head} word units before its first digit may have n digits in a row
   * there, when the text has exactly n; the last bit stands for that many and more.
   */
  public int digitRuns(int shape, int head) {
    Shape one = set.shape(shape);
    BitSet states = starts(one);
    for (int k = 0; k < head; k++) {
      states = one.reach(states, both(set.word, not(set.digit)));
    }
    int bits = 0;
    boolean endedWithin = false;
    for (int n = 1; n <= RUN_MAX; n++) {
      states = one.reach(states, set.digit);
      boolean on = !one.reach(states, not(set.digit)).isEmpty() || endsBefore(one, states, false);
      if (on || endedWithin) {
        bits |= 1 << n;
      }
      endedWithin |= endsBefore(one, states, true);
    }
    return states.isEmpty() ? bits : bits | 1 << RUN_MAX;
  }

  private boolean endsBefore(Shape one, BitSet states, boolean beforeDigit) {
    for (int state = states.nextSetBit(0); state >= 0; state = states.nextSetBit(state + 1)) {
      for (int c = -1; c < set.digit.length; c++) {
        boolean isDigit = c >= 0 && set.digit[c];
        if (isDigit == beforeDigit && one.ends(state, c)) {
          return true;
        }
      }
    }
    return false;
  }

  /**
   * For each number of digits in a row, from the start of a match on, what may stand after them
   * when the text has exactly so many: by class of the unit plus one, 0 for the end of the text.
   */
  public boolean[][] afterRuns(int shape) {
    Shape one = set.shape(shape);
    boolean[][] allowed = new boolean[RUN_MAX + 1][set.digit.length + 1];
    BitSet states = starts(one);
    boolean endedWithin = false;
    for (int n = 1; n <= RUN_MAX; n++) {
      states = one.reach(states, set.digit);
      for (int c = -1; c < set.digit.length; c++) {
        allowed[n][c + 1] = endedWithin || goesOn(one, states, c);
      }
      endedWithin |= endsBefore(one, states, true);
    }
    return allowed;
  }

  private static boolean goesOn(Shape one, BitSet states, int unitClass) {
    for (int state = states.nextSetBit(0); state >= 0; state = states.nextSetBit(state + 1)) {
      if (one.ends(state, unitClass) || (unitClass >= 0 && one.step(state, unitClass) != 0)) {
        return true;
      }
    }
    return false;
  }

  private static BitSet starts(Shape one) {
    BitSet starts = new BitSet();
    starts.set(one.start(false));
    starts.set(one.start(true));
    return starts;
  }

  private static boolean[] not(boolean[] flags) {
    boolean[] other = new boolean[flags.length];
    for (int i = 0; i < flags.length; i++) {
      other[i] = !flags[i];
    }
    return other;
  }

  private static boolean[] both(boolean[] one, boolean[] two) {
    boolean[] both = new boolean[one.length];
    for (int i = 0; i < one.length; i++) {
      both[i] = one[i] && two[i];
    }
    return both;
  }
}
