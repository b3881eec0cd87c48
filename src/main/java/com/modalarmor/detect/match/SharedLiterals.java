package com.modalarmor.detect.match;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The literals of several lists of patterns, found in one pass over a text that all of them look
 * at. Immutable, shared between threads.
 *
 * <p>Reading a text for literals costs about the same whether there are fifty or five thousand, and
 * more than anything that is done with those found. So what three lists look for in the same text
 * is looked for once, and each list goes on from there.
 */
public final class SharedLiterals {
  /** Longer texts are read by each list for itself, in stretches: memory stays bounded. */
  public static final int UNITS_MAX = 1 << 16;

  private static final int NOT_ITS = -1;

  private final LiteralAutomaton automaton;
  private final Map<MultiPattern, int[]> rowsOf = new HashMap<>();

  public SharedLiterals(List<MultiPattern> engines) {
    Set<String> texts = new HashSet<>();
    for (MultiPattern engine : engines) {
      texts.addAll(engine.literals().texts());
    }
    automaton = new LiteralAutomaton(texts);
    for (MultiPattern engine : engines) {
      rowsOf.put(engine, rows(engine.literals()));
    }
  }

  /** Per hit row of this automaton the one of an engine's own with the same of its literals. */
  private int[] rows(LiteralAutomaton own) {
    Map<Set<String>, Integer> ownRows = new HashMap<>();
    for (int row = 0; row < own.hitRows(); row++) {
      ownRows.putIfAbsent(Set.copyOf(own.literalsAt(row)), row);
    }
    Set<String> ownTexts = own.texts();
    int[] rows = new int[automaton.hitRows()];
    for (int row = 0; row < rows.length; row++) {
      List<String> here = new ArrayList<>(automaton.literalsAt(row));
      here.retainAll(ownTexts);
      rows[row] = here.isEmpty() ? NOT_ITS : ownRows.get(Set.copyOf(here));
    }
    return rows;
  }

  /** Where the literals end in one text. Confined to one thread; made for each text anew. */
  public static final class Places {
    private final SharedLiterals owner;
    private final LiteralPlaces places = new LiteralPlaces();

    private Places(SharedLiterals owner) {
      this.owner = owner;
    }

    public SharedLiterals owner() {
      return owner;
    }

    /** Reads the first {@code length} units of a text, {@link #UNITS_MAX} at most. */
    public void read(char[] text, int length) {
      places.reset();
      places.reserve(length);
      owner.automaton.scan(text, 0, length, places);
      for (int i = 0; i < places.count; i++) {
        places.rows[i] = owner.automaton.hitRow(places.rows[i]);
      }
    }

    /**
     * Adds those of an engine's literals that end before {@code to} to its own list.
     *
     * @param next the first place that the engine has not seen
     * @return the next one that it has not seen then
     */
    int take(int[] ownRows, int next, int to, LiteralPlaces own) {
      int[] rows = places.rows;
      int[] last = places.last;
      int count = places.count;
      int i = next;
      int kept = own.count;
      for (; i < count && last[i] < to; i++) {
        int row = ownRows[rows[i]];
        if (row != NOT_ITS) {
          own.rows[kept] = row;
          own.last[kept++] = last[i];
        }
      }
      own.count = kept;
      return i;
    }

    /** The rows of an engine that is one of those that share. */
    int[] rowsOf(MultiPattern engine) {
      return owner.rowsOf.get(engine);
    }
  }

  /** Working memory for one thread. */
  public Places newPlaces() {
    return new Places(this);
  }

  /** The size of the compiled tables, about. */
  public long memoryBytes() {
    return automaton.memoryBytes()
        + rowsOf.values().stream().mapToLong(rows -> 4L * rows.length).sum();
  }
}
