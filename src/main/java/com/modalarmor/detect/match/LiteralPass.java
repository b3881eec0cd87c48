package com.modalarmor.detect.match;

import com.modalarmor.text.Pause;
import java.util.Arrays;

/**
 * Finds the literals of a text, and hands on those that stand together with the other literals
 * their pattern needs. Confined to one thread.
 *
 * <p>A text is worked through in stretches. First the automaton lists where literals end, and each
 * hit row marks the places it was met at in the bits of one long; then the listed triggers are
 * looked at, and the bits of each group around them. The bits are coarse, so a trigger may be
 * handed on in vain, but none is lost. Triggers near a stretch's end wait for the next one, and
 * what stands near its end is marked there again, so that each sees all that a match can hold.
 */
final class LiteralPass {
  /**
   * The most units between a trigger and another literal of its match that is looked for in a text
   * of several stretches. Literals that may stand farther away tell little, and would make the bits
   * coarse for all.
   */
  static final int REACH = 512;

  private static final int NEAR_CHECKS = 6;
  private static final int ALL_CHECKS = 7;
  private static final int BITS_LOG = 6;
  private static final int SHIFT_MIN = 4;
  private static final int NOWHERE = -1;

  /** The units of a stretch: three times as many new ones as are carried over. */
  static final int STRETCH = 8 * REACH;

  private final LiteralAutomaton automaton;
  private final TriggerTable table;
  private final CandidateWindows windows;
  private final Pause pause;
  private final LiteralPlaces places = new LiteralPlaces();

  /** Per hit row where its literals end in this stretch. */
  private final long[] met;

  private final int[] metRows;
  private int metCount;

  /** Per group where one of its literals ends in this stretch. */
  private final long[] groupMet;

  private char[] text;
  private int from;
  private int to;
  private int base;
  private int shift;

  /** Which field of a use says where its checks end. */
  private int checksEnd;

  LiteralPass(
      LiteralAutomaton automaton, TriggerTable table, CandidateWindows windows, Pause pause) {
    this.automaton = automaton;
    this.table = table;
    this.windows = windows;
    this.pause = pause;
    met = new long[automaton.hitRows()];
    metRows = new int[met.length];
    groupMet = new long[table.groups];
  }

  /**
   * Adds each place where a match may start to the windows.
   *
   * @param shared where the literals end, when that is known already, else null
   * @param ownRows this automaton's hit row for each row of {@code shared}
   */
  void scan(char[] text, int from, int to, SharedLiterals.Places shared, int[] ownRows) {
    this.text = text;
    this.from = from;
    this.to = to;
    places.reset();
    base = from;
    checksEnd = to - from <= STRETCH ? ALL_CHECKS : NEAR_CHECKS;
    int units = Math.min(to - from, STRETCH);
    int unitsLog = Integer.SIZE - Integer.numberOfLeadingZeros(Math.max(units - 1, 1));
    shift = Math.max(SHIFT_MIN, unitsLog - BITS_LOG);
    int scanned = from;
    int decided = 0;
    int taken = 0;
    while (scanned < to) {
      int stop = Math.min(base + STRETCH, to);
      int known = places.count;
      places.reserve(stop - scanned);
      if (shared != null) {
        taken = shared.take(ownRows, taken, stop, places);
      } else {
        automaton.scan(text, scanned, stop, places);
        number(known);
      }
      mark(known);
      joinGroups();
      int ripe = stop == to ? to : stop - REACH;
      decided = decide(decided, ripe);
      forget();
      scanned = stop;
      if (scanned < to) {
        base = ripe - REACH;
        decided -= places.dropBefore(base);
        pause.here();
        mark(0);
      }
    }
    this.text = null; // the caller's
  }

  private void number(int known) {
    for (int i = known; i < places.count; i++) {
      places.rows[i] = automaton.hitRow(places.rows[i]);
    }
  }

  private void mark(int known) {
    int[] rows = places.rows;
    int[] last = places.last;
    for (int i = known; i < places.count; i++) {
      int row = rows[i];
      long bits = met[row];
      if (bits == 0) {
        metRows[metCount++] = row;
      }
      met[row] = bits | 1L << (last[i] - base >> shift);
    }
  }

  private void joinGroups() {
    for (int i = 0; i < metCount; i++) {
      int row = metRows[i];
      int stop = table.rowGroupStart[row + 1];
      for (int group = table.rowGroupStart[row]; group < stop; group++) {
        groupMet[table.rowGroups[group]] |= met[row];
      }
    }
  }

  /** Undoes what this stretch marked. */
  private void forget() {
    for (int i = 0; i < metCount; i++) {
      met[metRows[i]] = 0;
    }
    if (metCount > 0) {
      Arrays.fill(groupMet, 0); // some hundred: as fast as to look each up
    }
    metCount = 0;
  }

  /** Looks at the triggers before {@code ripe}; returns the first place not looked at. */
  private int decide(int first, int ripe) {
    int[] uses = table.uses;
    char[] firstGroup = table.firstGroup;
    int place = first;
    for (; place < places.count && places.last[place] < ripe; place++) {
      int hitRow = places.rows[place];
      int last = places.last[place];
      int stop = table.useStart[hitRow + 1];
      int besideOf = NOWHERE;
      long beside = 0;
      boolean inside = last + Surroundings.REACH < to;
      for (int use = table.useStart[hitRow]; use < stop; use += TriggerTable.USE_FIELDS) {
        char group = firstGroup[use / TriggerTable.USE_FIELDS];
        if (group != TriggerTable.NO_GROUP && groupMet[group] == 0) {
          continue;
        }
        int start = last + 1 - uses[use + 2];
        int sets = table.surroundingsOf[use / TriggerTable.USE_FIELDS];
        boolean fits;
        if (inside && start - from >= Surroundings.REACH) {
          if (start != besideOf) { // uses of one literal follow one another
            besideOf = start;
            beside = Surroundings.beside(text, start, last + 1);
          }
          fits = Surroundings.fit(table.surroundings, sets, beside);
        } else {
          fits = Surroundings.fit(table.surroundings, sets, text, from, to, start, last + 1);
        }
        if (fits && accompanied(uses[use + 5], uses[use + checksEnd], last)) {
          int startMin = start - uses[use + 4];
          windows.offer(uses[use], uses[use + 1], start, last + 1, startMin, start - uses[use + 3]);
        }
      }
    }
    return place;
  }

  /** Whether every group that must stand near a trigger does, as far as the bits tell. */
  private boolean accompanied(int firstCheck, int behindChecks, int last) {
    int[] checks = table.checks;
    for (int check = firstCheck; check < behindChecks; check += TriggerTable.CHECK_FIELDS) {
      long bits = groupMet[checks[check]];
      if (bits == 0) {
        return false;
      }
      int low = Math.max(last + checks[check + 1] - base, 0) >> shift;
      int high = Math.min(last + checks[check + 2] - base >> shift, Long.SIZE - 1);
      if (high < low || bits >>> low << Long.SIZE - 1 - (high - low) == 0) {
        return false;
      }
    }
    return true;
  }
}
