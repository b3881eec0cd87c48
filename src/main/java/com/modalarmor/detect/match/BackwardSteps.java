package com.modalarmor.detect.match;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Which positions of a pattern may stand before which, whatever the anchors say, and where its
 * literals begin. Immutable by agreement: nobody writes to the arrays.
 *
 * <p>The positions of one chain ({@link PositionTree#chains}) are one here, its first, which may
 * stand before itself: so {@code .{0,60}} reads any number of units, and none has to be counted.
 * That allows too much, never too little, and keeps the states of a walk few.
 *
 * @param automaton the pattern
 * @param previous per position those that may come before it, ascending
 * @param first positions that may begin a match, as a bit set
 * @param literals per literal the positions that it may begin at, as a bit set: where the pattern
 *     spells it, as each match holds one there
 */
record BackwardSteps(
    PositionAutomaton automaton, int[][] previous, long[] first, long[][] literals) {

  private static final int[] NOTHING = {};

  /**
   * Makes one of each chain's positions.
   *
   * @param known the lists of steps met so far, shared by the patterns of an engine
   */
  static BackwardSteps of(
      PositionAutomaton automaton,
      int[][] previous,
      long[] first,
      List<long[]> literals,
      Map<StepTable.Steps, int[]> known) {
    int[] standIn = standIns(automaton.chains);
    int words = automaton.words;
    long[][] sets = new long[previous.length][];
    for (int position = 0; position < previous.length; position++) {
      int own = standIn[position];
      sets[own] = sets[own] == null ? new long[words] : sets[own];
      for (int before : previous[position]) {
        sets[own][standIn[before] >> 6] |= 1L << standIn[before];
      }
    }
    int[][] lists = new int[previous.length][];
    for (int position = 0; position < lists.length; position++) {
      int[] own = sets[position] == null ? NOTHING : Surroundings.members(sets[position]);
      int[] other = known.putIfAbsent(new StepTable.Steps(own), own);
      lists[position] = other == null ? own : other;
    }
    long[][] begins = new long[literals.size()][];
    for (int literal = 0; literal < begins.length; literal++) {
      begins[literal] = moved(literals.get(literal), standIn);
    }
    return new BackwardSteps(automaton, lists, moved(first, standIn), begins);
  }

  private static int[] standIns(int[] chains) {
    int[] firstOf = new int[chains.length];
    Arrays.fill(firstOf, -1);
    int[] standIn = new int[chains.length];
    for (int position = 0; position < chains.length; position++) {
      int chain = chains[position];
      standIn[position] = position;
      if (chain != PositionTree.NO_CHAIN) {
        firstOf[chain] = firstOf[chain] < 0 ? position : firstOf[chain];
        standIn[position] = firstOf[chain];
      }
    }
    return standIn;
  }

  private static long[] moved(long[] set, int[] standIn) {
    long[] moved = new long[set.length];
    for (int position : Surroundings.members(set)) {
      moved[standIn[position] >> 6] |= 1L << standIn[position];
    }
    return moved;
  }

  /** Without the lists of steps, which patterns share. */
  long memoryBytes() {
    return 4L * previous.length + 8L * automaton.words * (1 + literals.length);
  }
}
