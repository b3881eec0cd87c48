package com.modalarmor.detect.match;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where a pattern's automaton can be once one of its literals has been read. Immutable.
 *
 * <p>Most literals in ordinary text are not part of a match, and the next few units show it. From
 * the set of positions given here the automaton can be walked on from the literal's end, without
 * going back to where the match would start. The set depends on the unit before the literal, so one
 * look-up also rejects "or" in "for". A literal counts where the pattern spells it: each match
 * holds one there, so what {@code \\w+} may read of the same letters need not be followed. It may
 * hold positions that no match reaches, never too few.
 */
final class LiteralEntries {
  /** Stands for "after this unit, this literal cannot be part of a match". */
  static final short NO_ENTRY = -1;

  /** The distinct sets of positions. */
  final List<long[]> sets = new ArrayList<>();

  /** Per set the kind of the literal's last unit. */
  final List<Integer> kinds = new ArrayList<>();

  private final PositionAutomaton automaton;
  private final int columns;

  /**
   * The set's number, by literal and by class of the unit before it; the last column is the text's
   * edge.
   */
  private final short[] entries;

  LiteralEntries(PositionAutomaton automaton, List<Literal> literals, CharClasses shared) {
    this.automaton = automaton;
    columns = automaton.classes + 1;
    entries = new short[literals.size() * columns];
    Map<String, Short> known = new HashMap<>();
    for (int literal = 0; literal < literals.size(); literal++) {
      char[] units = literals.get(literal).text().toCharArray();
      for (int i = 0; i < units.length; i++) {
        units[i] = automaton.localClass[shared.classOf(units[i])];
      }
      for (int before = 0; before < columns; before++) {
        long[] reached = reached(literals.get(literal), units, before);
        int kind = automaton.kindOfClass[units[units.length - 1]];
        entries[literal * columns + before] =
            isEmpty(reached)
                ? NO_ENTRY
                : known.computeIfAbsent(kind + Arrays.toString(reached), key -> add(reached, kind));
      }
    }
  }

  private short add(long[] set, int kind) {
    sets.add(set);
    kinds.add(kind);
    return (short) (sets.size() - 1);
  }

  /**
   * The positions that may be current behind the literal, given the class of the unit before it.
   */
  private long[] reached(Literal literal, char[] units, int before) {
    boolean edge = before == automaton.classes;
    long[] current = new long[automaton.words];
    if (!edge && literal.beforeMax() > 0) {
      System.arraycopy(automaton.consumers, before * current.length, current, 0, current.length);
    }
    int kind = edge ? PositionAutomaton.KIND_EDGE : automaton.kindOfClass[before];
    for (int i = 0; i < units.length && (i == 0 || !isEmpty(current)); i++) {
      int kindAfter = automaton.kindOfClass[units[i]];
      StepTable steps = automaton.table(kind, kindAfter);
      long[] next = new long[current.length];
      for (int word = 0; word < current.length; word++) {
        for (long rest = current[word]; rest != 0; rest &= rest - 1) {
          addAll(steps.follow[(word << 6) + Long.numberOfTrailingZeros(rest)], next);
        }
      }
      if (i == 0 && literal.beforeMin() == 0) {
        addAll(steps.first, next);
      }
      for (int word = 0; word < next.length; word++) {
        next[word] &= automaton.spelled[word] & automaton.consumers[units[i] * next.length + word];
      }
      current = next;
      kind = kindAfter;
    }
    return current;
  }

  private static void addAll(int[] positions, long[] set) {
    for (int position : positions) {
      set[position >> 6] |= 1L << position;
    }
  }

  private static boolean isEmpty(long[] set) {
    for (long word : set) {
      if (word != 0) {
        return false;
      }
    }
    return true;
  }

  /** The set behind a literal after a unit of the given class, or {@link #NO_ENTRY}. */
  int after(int literal, int classBefore) {
    return entries[literal * columns + classBefore];
  }

  /** The set behind a literal that starts the text, or {@link #NO_ENTRY}. */
  int afterEdge(int literal) {
    return entries[literal * columns + columns - 1];
  }

  long memoryBytes() {
    return 2L * entries.length + sets.size() * (24L + 8L * automaton.words);
  }
}
