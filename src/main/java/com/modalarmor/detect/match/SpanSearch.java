package com.modalarmor.detect.match;

import java.util.Arrays;

/**
 * Finds the exact span of a match that is known to exist. Confined to one thread.
 *
 * <p>Walks the positions themselves and remembers for each the earliest start that leads to it: of
 * two ways into a position the one that started first can only do better, so one number is enough
 * and the walk is linear. Runs for confirmed matches only.
 */
final class SpanSearch {
  private static final int NEVER = Integer.MAX_VALUE;

  private final CharClasses shared;
  private int[] current;
  private int[] following;
  private int[] startOf;
  private int[] startOfFollowing;
  private int count;
  private int start;
  private int end;
  private long work;

  SpanSearch(CharClasses shared, int positionsMax) {
    this.shared = shared;
    current = new int[positionsMax];
    following = new int[positionsMax];
    startOf = new int[positionsMax];
    startOfFollowing = new int[positionsMax];
    Arrays.fill(startOf, NEVER);
    Arrays.fill(startOfFollowing, NEVER);
  }

  /**
   * Sets {@link #start} and {@link #end} to the leftmost-longest match.
   *
   * @param from where the text starts
   * @param to where the text ends
   * @param startMin no match starts before this place
   * @param startMax no match starts behind this place
   */
  void find(
      PositionAutomaton automaton, char[] text, int from, int to, int startMin, int startMax) {
    start = NEVER;
    end = NEVER;
    count = 0;
    int kindBefore = automaton.kindBefore(text, from, startMin, shared);
    for (int place = startMin; ; place++) {
      int charClass = place == to ? -1 : automaton.localClass[shared.classOf(text[place])];
      int kindAfter =
          charClass < 0 ? PositionAutomaton.KIND_EDGE : automaton.kindOfClass[charClass];
      StepTable steps = automaton.table(kindBefore, kindAfter);
      accept(steps, place);
      if (charClass < 0 || (count == 0 && (start != NEVER || place > startMax))) {
        break;
      }
      advance(automaton, steps, charClass, start == NEVER && place <= startMax ? place : NEVER);
      kindBefore = kindAfter;
    }
    for (int i = 0; i < count; i++) {
      startOf[current[i]] = NEVER;
    }
    assert start != NEVER : "the automaton saw a match that is not there";
  }

  private void accept(StepTable steps, int place) {
    for (int i = 0; i < count; i++) {
      int position = current[i];
      if (startOf[position] <= start && steps.ends(position)) {
        start = startOf[position];
        end = place;
      }
    }
  }

  /** One unit on; ways that started behind the best match so far are dropped. */
  private void advance(PositionAutomaton automaton, StepTable steps, int charClass, int newStart) {
    int reached = 0;
    for (int i = 0; i < count; i++) {
      int position = current[i];
      int origin = startOf[position];
      startOf[position] = NEVER;
      if (origin <= start) {
        reached = reach(automaton, steps.follow[position], charClass, origin, reached);
      }
    }
    if (newStart != NEVER) {
      reached = reach(automaton, steps.first, charClass, newStart, reached);
    }
    int[] spareList = current;
    current = following;
    following = spareList;
    int[] spareStarts = startOf;
    startOf = startOfFollowing;
    startOfFollowing = spareStarts;
    count = reached;
  }

  private int reach(
      PositionAutomaton automaton, int[] positions, int charClass, int origin, int reached) {
    work += 1 + positions.length;
    int size = reached;
    for (int position : positions) {
      if (!automaton.consumes(position, charClass)) {
        continue;
      }
      if (startOfFollowing[position] == NEVER) {
        following[size++] = position;
      }
      startOfFollowing[position] = Math.min(startOfFollowing[position], origin);
    }
    return size;
  }

  int start() {
    return start;
  }

  int end() {
    return end;
  }

  /** Positions touched since the last call. */
  long takeWork() {
    long taken = work;
    work = 0;
    return taken;
  }
}
