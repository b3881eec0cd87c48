package com.modalarmor.detect.match;

import java.util.Arrays;

/**
 * A deterministic automaton for one pattern, made state by state as texts ask for it. Confined to
 * one thread.
 *
 * <p>A state is a set of positions plus the kind of the unit consumed last, which decides the
 * anchors of the place behind it. Each state has two moves per class: with and without letting a
 * new match start at this place. When {@link #STATES_MAX} is reached, or more as the {@link
 * StateBudget} allows, all states are forgotten, so memory stays bounded and each unit still costs
 * at most one set operation.
 */
final class LazyDfa {
  static final int STATES_MAX = 256;

  /** What {@link #next} holds where the move has not been asked for yet. */
  static final short UNKNOWN = -1;

  private static final int STATES_AT_FIRST = 16;

  /** States below this hold no position, one for each kind. */
  static final int EMPTY_STATES = PositionAutomaton.KINDS;

  /** Moves: {@code next[(state * classes + class) * 2 + (start ? 1 : 0)]}. */
  short[] next;

  /**
   * Bit k of a state's byte: a match ends behind it if a unit of kind k (or the end) comes next.
   */
  byte[] accepts;

  private final PositionAutomaton automaton;
  private final LiteralEntries literalEntries;

  /** The state for each of {@link #literalEntries}' sets, {@link #UNKNOWN} until asked for. */
  private final short[] entryStates;

  private final int words;
  private final int classes;
  private final StateBudget budget;
  private short[] index = new short[2 * STATES_MAX];
  private final long[] reached;
  private long[] sets;
  private byte[] kinds;
  private int states;
  private long work;

  LazyDfa(PositionAutomaton automaton, LiteralEntries literalEntries, StateBudget budget) {
    this.budget = budget;
    this.automaton = automaton;
    this.literalEntries = literalEntries;
    entryStates = new short[literalEntries.sets.size()];
    words = automaton.words;
    classes = automaton.classes;
    reached = new long[words];
    resize(STATES_AT_FIRST);
    forget();
  }

  /** Computes a move that {@link #next} does not know yet; may replace the public arrays. */
  int move(int state, int charClass, boolean start) {
    int kindAfter = automaton.kindOfClass[charClass];
    StepTable steps = automaton.table(kinds[state], kindAfter);
    Arrays.fill(reached, 0);
    work += 4L * words;
    for (int word = 0; word < words; word++) {
      for (long rest = sets[state * words + word]; rest != 0; rest &= rest - 1) {
        reach(steps.follow[(word << 6) + Long.numberOfTrailingZeros(rest)]);
      }
    }
    if (start) {
      reach(steps.first);
    }
    for (int word = 0; word < words; word++) {
      reached[word] &= automaton.consumers[charClass * words + word];
    }
    dropImplied();
    int known = states;
    int target = find(kindAfter);
    // When the table was full the old states are gone, and with them the cell for this move.
    if (states >= known) {
      next[((state * classes + charClass) << 1) + (start ? 1 : 0)] = (short) target;
    }
    return target;
  }

  /** The state behind a literal; may replace the public arrays. */
  int entry(int number) {
    if (entryStates[number] == UNKNOWN) {
      System.arraycopy(literalEntries.sets.get(number), 0, reached, 0, words);
      int state = find(literalEntries.kinds.get(number));
      work += words;
      entryStates[number] = (short) state;
    }
    return entryStates[number];
  }

  private void reach(int[] positions) {
    work += positions.length;
    for (int position : positions) {
      reached[position >> 6] |= 1L << position;
    }
  }

  /** Keeps the first position of each chain only, see {@link PositionTree#chains}. */
  private void dropImplied() {
    int chain = PositionTree.NO_CHAIN;
    for (int word = 0; word < words; word++) {
      for (long rest = reached[word]; rest != 0; rest &= rest - 1) {
        int position = (word << 6) + Long.numberOfTrailingZeros(rest);
        int own = automaton.chains[position];
        if (own != PositionTree.NO_CHAIN && own == chain) {
          reached[word] &= ~(1L << position);
        }
        chain = own;
      }
    }
  }

  /** The state of the {@link #reached} set, made if there is none yet. */
  private int find(int kind) {
    int slot = hash(kind, reached, 0) & (index.length - 1);
    while (index[slot] != UNKNOWN) {
      int state = index[slot];
      if (kinds[state] == kind
          && Arrays.equals(sets, state * words, (state + 1) * words, reached, 0, words)) {
        return state;
      }
      slot = (slot + 1) & (index.length - 1);
    }
    if (states == kinds.length) {
      if (states >= STATES_MAX && !more()) {
        forget();
        return find(kind);
      }
      resize(2 * states);
      slot = free(hash(kind, reached, 0));
    }
    index[slot] = (short) states;
    System.arraycopy(reached, 0, sets, states * words, words);
    kinds[states] = (byte) kind;
    accepts[states] = acceptsBehind(kind);
    return states++;
  }

  /** Whether the table may be twice as large; places in the index are others then. */
  private boolean more() {
    if (4 * states > Short.MAX_VALUE || !budget.take(states)) {
      return false;
    }
    index = new short[4 * states];
    Arrays.fill(index, UNKNOWN);
    for (int state = 0; state < states; state++) {
      index[free(hash(kinds[state], sets, state * words))] = (short) state;
    }
    return true;
  }

  /** Where a state that is not in the index is to be put, by the hash of its kind and set. */
  private int free(int hash) {
    int slot = hash & index.length - 1;
    while (index[slot] != UNKNOWN) {
      slot = slot + 1 & index.length - 1;
    }
    return slot;
  }

  private byte acceptsBehind(int kind) {
    int bits = 0;
    for (int after = 0; after < PositionAutomaton.KINDS; after++) {
      long[] last = automaton.table(kind, after).last;
      for (int word = 0; word < last.length; word++) {
        if ((last[word] & reached[word]) != 0) {
          bits |= 1 << after;
        }
      }
    }
    return (byte) bits;
  }

  private int hash(int kind, long[] of, int at) {
    long hash = kind + 1;
    for (int word = at; word < at + words; word++) {
      hash = (hash ^ of[word]) * 0x9E3779B97F4A7C15L;
    }
    return (int) (hash >>> 40);
  }

  private void forget() {
    states = 0;
    Arrays.fill(next, UNKNOWN);
    Arrays.fill(index, UNKNOWN);
    Arrays.fill(entryStates, UNKNOWN);
    long[] pending = reached.clone();
    Arrays.fill(reached, 0);
    for (int kind = 0; kind < EMPTY_STATES; kind++) {
      find(kind);
    }
    System.arraycopy(pending, 0, reached, 0, words);
    work += next.length >> 3;
  }

  private void resize(int capacity) {
    int known = next == null ? 0 : next.length;
    next = next == null ? new short[0] : next;
    next = Arrays.copyOf(next, capacity * classes * 2);
    Arrays.fill(next, known, next.length, UNKNOWN);
    accepts = accepts == null ? new byte[capacity] : Arrays.copyOf(accepts, capacity);
    sets = sets == null ? new long[capacity * words] : Arrays.copyOf(sets, capacity * words);
    kinds = kinds == null ? new byte[capacity] : Arrays.copyOf(kinds, capacity);
  }

  /** Positions and words touched since the last call. */
  long takeWork() {
    long taken = work;
    work = 0;
    return taken;
  }
}
