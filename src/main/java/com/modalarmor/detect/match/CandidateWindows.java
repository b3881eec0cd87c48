package com.modalarmor.detect.match;

/**
 * Collects, for each pattern, the places where a match may start, and hands them on in stretches
 * that never go back. Confined to one thread.
 *
 * <p>At most one stretch per pattern is open. A new one that a walk from the open one could reach
 * joins it, so over a whole text each pattern's automaton sees a unit at most twice, however many
 * literals the text holds. What no match can start in or reach is left out of the walk.
 */
final class CandidateWindows {
  private static final int CLOSED = -1;

  /** Where a match may start in fewer places than these, they are walked as they are. */
  static final int NARROW = 96;

  private final Verifier verifier;
  private final int[] maxLength;

  /** Per pattern; null where nothing is looked at before literals. */
  private final BackwardSteps[] backwards;

  private final CharClasses shared;

  /** Per pattern; null until the pattern is met. */
  private final BackwardWalk[] walks;

  private final int[] openMin;
  private final int[] openMax;

  /** Per pattern the first place where a match may still start. */
  private final int[] floor;

  /** Per pattern, within the open stretch; null until the pattern is met. */
  private final CandidateStarts[] starts;

  private char[] text;
  private int textStart;
  private int cellShift;
  private final boolean[] seen;
  private final int[] seenPatterns;
  private int seenCount;

  CandidateWindows(
      Verifier verifier, int[] maxLength, BackwardSteps[] backwards, CharClasses shared) {
    this.verifier = verifier;
    this.maxLength = maxLength;
    this.backwards = backwards;
    this.shared = shared;
    walks = new BackwardWalk[maxLength.length];
    int patterns = maxLength.length;
    openMin = new int[patterns];
    openMax = new int[patterns];
    floor = new int[patterns];
    starts = new CandidateStarts[patterns];
    seen = new boolean[patterns];
    seenPatterns = new int[patterns];
  }

  /** Whether a match may ever start in so many places before the literal. */
  static boolean mayNarrow(Literal literal) {
    return literal.beforeMax() - literal.beforeMin() >= NARROW;
  }

  /** Starts with a text. */
  void begin(char[] newText, int from, int to) {
    text = newText;
    textStart = from;
    cellShift = CandidateStarts.shift(to - from);
  }

  /**
   * Takes a literal of the pattern that stands at {@code start} to {@code end}, if it may be part
   * of a match; that would start at {@code startMin} to {@code startMax}, both included.
   */
  void offer(int pattern, int literal, int start, int end, int startMin, int startMax) {
    int least = Math.max(startMin, seen[pattern] ? floor[pattern] : textStart);
    if (start < least || !verifier.mayMatch(pattern, literal, start, end)) {
      return;
    }
    if (backwards[pattern] == null || startMax - least < NARROW) {
      add(pattern, startMin, startMax);
      return;
    }
    BackwardWalk walk = walks[pattern];
    if (walk == null) {
      walk = new BackwardWalk(backwards[pattern], shared);
      walks[pattern] = walk;
    }
    boolean may = walk.find(literal, text, start, least, startMax);
    verifier.work += walk.takeWork();
    if (may) {
      add(pattern, walk.startMin(), walk.startMax());
    }
  }

  /** A match of the pattern may start at {@code startMin} to {@code startMax}, both included. */
  private void add(int pattern, int startMin, int startMax) {
    if (!seen[pattern]) {
      open(pattern);
    }
    int min = Math.max(startMin, floor[pattern]);
    if (min > startMax) {
      return;
    }
    if (openMin[pattern] != CLOSED) {
      if (min <= openMax[pattern] + maxLength[pattern]) {
        openMin[pattern] = Math.min(openMin[pattern], min);
        openMax[pattern] = Math.max(openMax[pattern], startMax);
        starts[pattern].add(min, startMax);
        return;
      }
      close(pattern);
      min = Math.max(min, floor[pattern]);
      if (min > startMax) {
        return;
      }
    }
    openMin[pattern] = min;
    openMax[pattern] = startMax;
    starts[pattern].add(min, startMax);
  }

  private void open(int pattern) {
    seen[pattern] = true;
    seenPatterns[seenCount++] = pattern;
    openMin[pattern] = CLOSED;
    floor[pattern] = textStart;
    if (starts[pattern] == null) {
      starts[pattern] = new CandidateStarts();
    }
    starts[pattern].begin(textStart, cellShift);
    verifier.first(pattern);
  }

  private void close(int pattern) {
    int end = verifier.verify(pattern, openMin[pattern], openMax[pattern], starts[pattern]);
    starts[pattern].clear(openMin[pattern], openMax[pattern]);
    floor[pattern] = Math.max(end, openMax[pattern] + 1);
    openMin[pattern] = CLOSED;
  }

  /** Verifies what is still open, and forgets the text. */
  void finish() {
    for (int i = 0; i < seenCount; i++) {
      int pattern = seenPatterns[i];
      if (openMin[pattern] != CLOSED) {
        close(pattern);
      }
      seen[pattern] = false;
    }
    seenCount = 0;
    text = null; // the caller's
  }
}
