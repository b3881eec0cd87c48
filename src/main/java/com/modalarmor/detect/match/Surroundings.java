package com.modalarmor.detect.match;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Which units may stand just before and behind the literals of a pattern, in any of its matches.
 * Immutable.
 *
 * <p>Texts full of literals hold hardly any match, and a few units beside each literal show it.
 * They are looked at here before a pattern's automaton is, whose tables are far away in memory.
 * Each place has one set of units, whatever stands at the others, so that some are let through in
 * vain; none that a match may hold is turned away. What an anchor asks is left out, too.
 */
final class Surroundings {

  /** Units on either side. */
  static final int REACH = 4;

  /** Sets of one literal: of the units before it, the nearest first, then of those behind it. */
  static final int ROW = 2 * REACH;

  private static final long ANYTHING = -1L;
  private static final int ASCII = 0x80;
  private static final int DIGITS = 26;
  private static final int OTHER_ASCII = 62;

  /** Units beyond ASCII count as one, and that one may stand anywhere. */
  private static final int BEYOND_ASCII = 63;

  /** Each lower-case letter, all digits, each sign, and what is left, numbered below 64. */
  private static final byte[] KINDS = kinds();

  private final PositionAutomaton automaton;
  private final CharClasses shared;

  /** Per position those that may come next, and before, whatever the anchors say. */
  private final int[][] next;

  private final int[][] previous;
  private final long[] first;
  private final long[] last;

  /** Per position the kinds of the units it consumes. */
  private final long[] consumed;

  /** Per literal its sets. */
  private final List<long[]> rows = new ArrayList<>();

  /** Per literal the positions that it may begin at. */
  private final List<long[]> begins = new ArrayList<>();

  Surroundings(PositionAutomaton automaton, List<Literal> literals, CharClasses shared) {
    this.automaton = automaton;
    this.shared = shared;
    first = new long[automaton.words];
    last = new long[automaton.words];
    next = new int[automaton.positions][];
    previous = new int[automaton.positions][];
    consumed = new long[automaton.positions];
    join();
    for (int position = 0; position < consumed.length; position++) {
      consumed[position] = 1L << BEYOND_ASCII;
      for (char unit = 0; unit < ASCII; unit++) {
        if (automaton.consumes(position, classOf(unit))) {
          consumed[position] |= 1L << KINDS[unit];
        }
      }
    }
    literals.forEach(literal -> rows.add(row(literal.text())));
  }

  /** Takes the steps of all truths of the anchors together. */
  private void join() {
    List<List<Integer>> sources = new ArrayList<>();
    List<StepTable> tables = automaton.distinctTables();
    for (int position = 0; position < next.length; position++) {
      sources.add(new ArrayList<>());
      long[] all = new long[automaton.words];
      for (StepTable table : tables) {
        addAll(table.follow[position], all);
      }
      next[position] = members(all);
    }
    for (StepTable table : tables) {
      addAll(table.first, first);
      for (int word = 0; word < last.length; word++) {
        last[word] |= table.last[word];
      }
    }
    for (int position = 0; position < next.length; position++) {
      for (int target : next[position]) {
        sources.get(target).add(position);
      }
    }
    for (int position = 0; position < previous.length; position++) {
      previous[position] = sources.get(position).stream().mapToInt(Integer::intValue).toArray();
    }
  }

  private long[] row(String literal) {
    long[] row = anything();
    long[] begin = within(literal, previous, true);
    begins.add(begin);
    fill(row, 0, begin, previous, first);
    fill(row, REACH, within(literal, next, false), next, last);
    return row;
  }

  /**
   * The positions that the literal may end at, or begin at when it is walked backwards. It is where
   * the pattern spells it: each match holds one there, and others need not be looked at.
   */
  private long[] within(String literal, int[][] steps, boolean backwards) {
    int length = literal.length();
    long[] current = new long[automaton.words];
    Arrays.fill(current, -1L);
    for (int i = 0; i < length; i++) {
      if (i > 0) {
        current = moved(current, steps);
      }
      int unitClass = classOf(literal.charAt(backwards ? length - 1 - i : i));
      for (int word = 0; word < current.length; word++) {
        current[word] &=
            automaton.spelled[word] & automaton.consumers[unitClass * current.length + word];
      }
    }
    return current;
  }

  /** Sets of the units that follow in one direction, up to where a match may end in it. */
  private void fill(long[] row, int at, long[] from, int[][] steps, long[] ends) {
    long[] current = from;
    for (int i = 0; i < REACH && !meet(current, ends); i++) {
      current = moved(current, steps);
      long kinds = 0;
      for (int position : members(current)) {
        kinds |= consumed[position];
      }
      row[at + i] = kinds;
    }
  }

  private static long[] moved(long[] current, int[][] steps) {
    long[] moved = new long[current.length];
    for (int position : members(current)) {
      addAll(steps[position], moved);
    }
    return moved;
  }

  private static boolean meet(long[] some, long[] others) {
    for (int word = 0; word < some.length; word++) {
      if ((some[word] & others[word]) != 0) {
        return true;
      }
    }
    return false;
  }

  private static void addAll(int[] positions, long[] set) {
    for (int position : positions) {
      set[position >> 6] |= 1L << position;
    }
  }

  /** The positions in a bit set, ascending. */
  static int[] members(long[] set) {
    int count = 0;
    for (long word : set) {
      count += Long.bitCount(word);
    }
    int[] members = new int[count];
    int at = 0;
    for (int word = 0; word < set.length; word++) {
      for (long rest = set[word]; rest != 0; rest &= rest - 1) {
        members[at++] = (word << 6) + Long.numberOfTrailingZeros(rest);
      }
    }
    return members;
  }

  private int classOf(char unit) {
    return automaton.localClass[shared.classOf(unit)];
  }

  /** The sets of a literal beside which anything may stand. */
  static long[] anything() {
    long[] row = new long[ROW];
    Arrays.fill(row, ANYTHING);
    return row;
  }

  /** The steps that the sets were made by, for whoever looks farther before a literal. */
  BackwardSteps backwards(Map<StepTable.Steps, int[]> known) {
    return BackwardSteps.of(automaton, previous, first, begins, known);
  }

  /** The sets of a literal, by its number. */
  long[] row(int literal) {
    return rows.get(literal);
  }

  /** Whether what stands beside a literal is in its sets, which begin at {@code row}. */
  static boolean fit(long[] sets, int row, char[] text, int from, int to, int start, int end) {
    int room = Math.min(REACH, start - from);
    for (int i = 0; i < room; i++) {
      if ((sets[row + i] >>> kind(text[start - 1 - i]) & 1) == 0) {
        return false;
      }
    }
    room = Math.min(REACH, to - end);
    for (int i = 0; i < room; i++) {
      if ((sets[row + REACH + i] >>> kind(text[end + i]) & 1) == 0) {
        return false;
      }
    }
    return true;
  }

  /**
   * The kinds of the units beside a literal, eight bits each, in the order of a row; there must be
   * as many on either side.
   */
  static long beside(char[] text, int start, int end) {
    long kinds = 0;
    for (int i = REACH - 1; i >= 0; i--) {
      kinds = kinds << Byte.SIZE | kind(text[end + i]);
    }
    for (int i = REACH - 1; i >= 0; i--) {
      kinds = kinds << Byte.SIZE | kind(text[start - 1 - i]);
    }
    return kinds;
  }

  /** The same as {@link #fit} for those kinds, all places at once. */
  static boolean fit(long[] sets, int row, long kinds) {
    long before =
        sets[row] >>> kinds
            & sets[row + 1] >>> (kinds >>> 8)
            & sets[row + 2] >>> (kinds >>> 16)
            & sets[row + 3] >>> (kinds >>> 24);
    long behind =
        sets[row + 4] >>> (kinds >>> 32)
            & sets[row + 5] >>> (kinds >>> 40)
            & sets[row + 6] >>> (kinds >>> 48)
            & sets[row + 7] >>> (kinds >>> 56);
    return (before & behind & 1) != 0;
  }

  private static int kind(char unit) {
    return unit < ASCII ? KINDS[unit] : BEYOND_ASCII;
  }

  private static byte[] kinds() {
    byte[] kinds = new byte[ASCII];
    Arrays.fill(kinds, (byte) OTHER_ASCII);
    int number = 0;
    for (char letter = 'a'; letter <= 'z'; letter++) {
      kinds[letter] = (byte) number++;
    }
    Arrays.fill(kinds, '0', '9' + 1, (byte) DIGITS);
    number = DIGITS + 1;
    kinds['\n'] = (byte) number++;
    for (char sign = ' '; sign < ASCII - 1; sign++) {
      if (kinds[sign] == OTHER_ASCII && (sign < 'A' || sign > 'Z')) {
        kinds[sign] = (byte) number++;
      }
    }
    return kinds;
  }
}
