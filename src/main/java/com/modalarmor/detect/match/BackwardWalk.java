package com.modalarmor.detect.match;

import java.util.Arrays;

/**
 * Walks a pattern backwards from one of its literals, to tell where a match that holds it there may
 * start. Confined to one thread.
 *
 * <p>Of a text full of triggers nearly every place would be walked, as a match may start far before
 * its trigger. A few units before the literal mostly show that none does, or exactly where. Anchors
 * are left out, so a start may be told in vain, but none is lost. The automaton is made state by
 * state as texts ask for it; at {@link #STATES_MAX} all are forgotten.
 */
final class BackwardWalk {
  static final int STATES_MAX = 256;

  /** How far before a literal to look; what may start farther away is not narrowed down. */
  static final int LOOK_BACK = 32;

  private static final int STATES_AT_FIRST = 16;
  private static final short UNKNOWN = -1;

  /** The state of no position: no match holds what was read. */
  private static final int NONE = 0;

  private final BackwardSteps steps;
  private final PositionAutomaton automaton;
  private final CharClasses shared;
  private final int words;
  private final int classes;
  private final short[] literalStates;
  private final long[] reached;
  private final short[] index = new short[2 * STATES_MAX];

  /** Moves: {@code next[state * classes + class]}. */
  private short[] next;

  /** Whether a match may start where the state was reached. */
  private boolean[] starts;

  private long[] sets;
  private int states;
  private long work;
  private int startMin;
  private int startMax;

  BackwardWalk(BackwardSteps steps, CharClasses shared) {
    this.steps = steps;
    this.shared = shared;
    automaton = steps.automaton();
    words = automaton.words;
    classes = automaton.classes;
    literalStates = new short[steps.literals().length];
    reached = new long[words];
    next = new short[STATES_AT_FIRST * classes];
    starts = new boolean[STATES_AT_FIRST];
    sets = new long[STATES_AT_FIRST * words];
    forget();
    work = 0;
  }

  /**
   * Finds where a match may start that holds a literal at {@code at}: from {@link #startMin} to
   * {@link #startMax}, both included and both within the given bounds.
   *
   * @param bound the least, not before the text
   * @return false if none may
   */
  boolean find(int literal, char[] text, int at, int bound, int boundMax) {
    int stop = Math.max(bound, at - LOOK_BACK);
    char[] localClass = automaton.localClass;
    int state = literalState(literal);
    startMin = Integer.MAX_VALUE;
    startMax = -1;
    int place = at;
    while (state != NONE) {
      if (starts[state] && place <= boundMax) {
        startMin = place;
        startMax = Math.max(startMax, place);
      }
      if (place == stop) {
        break;
      }
      place--;
      int charClass = localClass[shared.classOf(text[place])];
      int target = next[state * classes + charClass];
      state = target == UNKNOWN ? move(state, charClass) : target;
    }
    work += at - place + 1L;
    if (state != NONE && stop > bound) { // farther away than was looked
      startMin = bound;
      startMax = Math.max(startMax, Math.min(boundMax, stop - 1));
    }
    return startMax >= 0;
  }

  int startMin() {
    return startMin;
  }

  int startMax() {
    return startMax;
  }

  /** Units read and positions touched since the last call. */
  long takeWork() {
    long taken = work;
    work = 0;
    return taken;
  }

  private int literalState(int literal) {
    if (literalStates[literal] == UNKNOWN) {
      System.arraycopy(steps.literals()[literal], 0, reached, 0, words);
      literalStates[literal] = (short) find();
      work += words;
    }
    return literalStates[literal];
  }

  private int move(int state, int charClass) {
    Arrays.fill(reached, 0);
    work += 2L * words;
    for (int word = 0; word < words; word++) {
      for (long rest = sets[state * words + word]; rest != 0; rest &= rest - 1) {
        int[] previous = steps.previous()[(word << 6) + Long.numberOfTrailingZeros(rest)];
        work += previous.length;
        for (int position : previous) {
          reached[position >> 6] |= 1L << position;
        }
      }
    }
    for (int word = 0; word < words; word++) {
      reached[word] &= automaton.consumers[charClass * words + word];
    }
    int known = states;
    int target = find();
    // When the table was full the old states are gone, and with them the cell for this move.
    if (states >= known) {
      next[state * classes + charClass] = (short) target;
    }
    return target;
  }

  /** The state of the {@link #reached} set, made if there is none yet. */
  private int find() {
    int slot = slot(reached, 0);
    while (index[slot] != UNKNOWN) {
      int state = index[slot];
      if (Arrays.equals(sets, state * words, (state + 1) * words, reached, 0, words)) {
        return state;
      }
      slot = slot + 1 & index.length - 1;
    }
    if (states == STATES_MAX) {
      forget();
      return find();
    }
    if (states == starts.length) {
      next = Arrays.copyOf(next, 2 * next.length);
      Arrays.fill(next, next.length / 2, next.length, UNKNOWN);
      starts = Arrays.copyOf(starts, 2 * states);
      sets = Arrays.copyOf(sets, 2 * sets.length);
    }
    index[slot] = (short) states;
    System.arraycopy(reached, 0, sets, states * words, words);
    starts[states] = begins();
    return states++;
  }

  private boolean begins() {
    for (int word = 0; word < words; word++) {
      if ((reached[word] & steps.first()[word]) != 0) {
        return true;
      }
    }
    return false;
  }

  /** Where to look first for the set that begins there. */
  private int slot(long[] from, int at) {
    long hash = 1;
    for (int word = 0; word < words; word++) {
      hash = (hash ^ from[at + word]) * 0x9E3779B97F4A7C15L;
    }
    return (int) (hash >>> 40) & index.length - 1;
  }

  /** All but the state of no position, which is the first. */
  private void forget() {
    work += next.length >> 3;
    states = 1;
    Arrays.fill(next, UNKNOWN);
    Arrays.fill(index, UNKNOWN);
    Arrays.fill(literalStates, UNKNOWN);
    Arrays.fill(sets, 0, words, 0);
    starts[NONE] = false;
    index[slot(sets, NONE)] = NONE;
  }
}
