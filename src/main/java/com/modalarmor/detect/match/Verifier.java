package com.modalarmor.detect.match;

import java.util.Arrays;

/**
 * Walks a pattern's automaton over the places where it may match, and keeps the matches. Confined
 * to one thread.
 */
final class Verifier {
  /** What {@link #verify} returns for a pattern that needs no more places in this text. */
  private static final int RESTING = Integer.MAX_VALUE;

  /** How far beyond a literal to look before its surroundings are walked from the start. */
  private static final int LOOK_AHEAD = 16;

  /** Room for matches at first; most texts have none. */
  private static final int HITS = 256;

  private final PositionAutomaton[] automata;
  private final LiteralEntries[] entries;
  private final CharClasses shared;
  private final MatchLimits limits;
  private final LazyDfa[] dfas;
  private final StateBudget budget = new StateBudget();
  private final SpanSearch spans;
  private final int[] hitsOfPattern;
  private int[] hitPattern = new int[HITS];
  private int[] hitStart = new int[HITS];
  private int[] hitEnd = new int[HITS];
  private int hits;
  private char[] text;
  private int from;
  private int to;
  private boolean truncated;

  /** Steps done in this text; see {@link MatchLimits#workMax()}. */
  long work;

  Verifier(
      PositionAutomaton[] automata,
      LiteralEntries[] entries,
      CharClasses shared,
      MatchLimits limits) {
    this.automata = automata;
    this.entries = entries;
    this.shared = shared;
    this.limits = limits;
    dfas = new LazyDfa[automata.length];
    hitsOfPattern = new int[automata.length];
    int positionsMax = 1;
    for (PositionAutomaton automaton : automata) {
      positionsMax = Math.max(positionsMax, automaton.positions);
    }
    spans = new SpanSearch(shared, positionsMax);
  }

  void begin(char[] newText, int newFrom, int newTo) {
    text = newText;
    from = newFrom;
    to = newTo;
    hits = 0;
    work = 0;
    truncated = false;
  }

  /** Lets go of the text, which is the caller's. */
  void end() {
    text = null;
  }

  /** The pattern is met for the first time in this text. */
  void first(int pattern) {
    hitsOfPattern[pattern] = 0;
  }

  /**
   * Finds the matches that start at {@code startMin} to {@code startMax}, both included, where
   * {@code starts} says that one may.
   *
   * @return where the last of them ends, below which no further match may start
   */
  int verify(int pattern, int startMin, int startMax, CandidateStarts starts) {
    if (truncated || hitsOfPattern[pattern] == limits.hitsPerPatternMax()) {
      return RESTING;
    }
    int place = Math.max(startMin, from);
    while (place <= startMax) {
      place = nextMatch(pattern, place, startMax, starts);
      if (place < 0) {
        return startMin;
      }
      if (truncated || hitsOfPattern[pattern] == limits.hitsPerPatternMax()) {
        return RESTING;
      }
    }
    return place;
  }

  /**
   * Looks at the unit before a literal and a few behind it: false if no match of the pattern can
   * hold the literal there. Bounded, so that a text full of literals stays linear.
   */
  boolean mayMatch(int pattern, int literal, int start, int end) {
    truncated |= ++work > limits.workMax();
    PositionAutomaton automaton = automata[pattern];
    char[] localClass = automaton.localClass;
    int entry =
        start == from
            ? entries[pattern].afterEdge(literal)
            : entries[pattern].after(literal, localClass[shared.classOf(text[start - 1])]);
    if (entry == LiteralEntries.NO_ENTRY || truncated) {
      return false;
    }
    LazyDfa dfa = dfa(pattern);
    int state = dfa.entry(entry);
    int stop = Math.min(end + LOOK_AHEAD, to);
    int place = end;
    for (; place < stop; place++) {
      int charClass = localClass[shared.classOf(text[place])];
      int accepts = dfa.accepts[state];
      if (accepts != 0 && (accepts >> automaton.kindOfClass[charClass] & 1) != 0) {
        break;
      }
      int target = dfa.next[(state * automaton.classes + charClass) << 1];
      if (target < 0) {
        target = dfa.move(state, charClass, false);
        work += dfa.takeWork();
      }
      if (target < LazyDfa.EMPTY_STATES) {
        work += place - end;
        return false;
      }
      state = target;
    }
    work += place - end;
    return place < to || (dfa.accepts[state] >> PositionAutomaton.KIND_EDGE & 1) != 0;
  }

  private LazyDfa dfa(int pattern) {
    LazyDfa dfa = dfas[pattern];
    if (dfa == null) {
      dfa = new LazyDfa(automata[pattern], entries[pattern], budget);
      dfas[pattern] = dfa;
    }
    return dfa;
  }

  /** Finds one match and returns where it ends, or a negative number if there is none. */
  private int nextMatch(int pattern, int startMin, int startMax, CandidateStarts starts) {
    PositionAutomaton automaton = automata[pattern];
    LazyDfa dfa = dfa(pattern);
    char[] localClass = automaton.localClass;
    byte[] kinds = automaton.kindOfClass;
    int classes = automaton.classes;
    int state = automaton.kindBefore(text, from, startMin, shared);
    int aliveFrom = startMin;
    int place = startMin;
    int leftOut = 0;
    boolean found = false;
    starts.find(place, startMax);
    while (place < to) {
      if (place >= starts.end && place <= startMax) {
        starts.find(place, startMax);
      }
      if (state < LazyDfa.EMPTY_STATES) {
        if (place > startMax || starts.start > startMax) {
          break;
        }
        if (place < starts.start) {
          leftOut += starts.start - place;
          place = starts.start;
          state = automaton.kindBefore(text, from, place, shared);
          continue;
        }
        int stop = Math.min(starts.end, to);
        while (place < stop) { // most units begin nothing
          int target =
              dfa.next[((state * classes + localClass[shared.classOf(text[place])]) << 1) + 1];
          if (target < 0 || target >= LazyDfa.EMPTY_STATES) {
            break;
          }
          state = target;
          place++;
        }
        aliveFrom = place;
        if (place == stop) {
          continue;
        }
      }
      int charClass = localClass[shared.classOf(text[place])];
      int accepts = dfa.accepts[state];
      if (accepts != 0 && (accepts >> kinds[charClass] & 1) != 0) {
        found = true;
        break;
      }
      int start = place >= starts.start && place < starts.end ? 1 : 0;
      int target = dfa.next[((state * classes + charClass) << 1) + start];
      if (target < 0) {
        target = dfa.move(state, charClass, start == 1);
        work += dfa.takeWork();
        if (work > limits.workMax()) {
          truncated = true;
          return -1;
        }
      }
      state = target;
      place++;
    }
    work += place - startMin - leftOut + 1L;
    if (work > limits.workMax()) {
      truncated = true;
      return -1;
    }
    if (!found && (place < to || (dfa.accepts[state] >> PositionAutomaton.KIND_EDGE & 1) == 0)) {
      return -1;
    }
    spans.find(
        automaton, text, from, to, Math.max(aliveFrom, place - automaton.maxLength), startMax);
    work += spans.takeWork();
    if (hits == hitPattern.length) {
      hitPattern = Arrays.copyOf(hitPattern, 2 * hits);
      hitStart = Arrays.copyOf(hitStart, 2 * hits);
      hitEnd = Arrays.copyOf(hitEnd, 2 * hits);
    }
    hitPattern[hits] = pattern;
    hitStart[hits] = spans.start();
    hitEnd[hits] = spans.end();
    hits++;
    hitsOfPattern[pattern]++;
    return spans.end();
  }

  boolean truncated() {
    return truncated;
  }

  int hits() {
    return hits;
  }

  int hitPattern(int hit) {
    return hitPattern[hit];
  }

  int hitStart(int hit) {
    return hitStart[hit];
  }

  int hitEnd(int hit) {
    return hitEnd[hit];
  }
}
