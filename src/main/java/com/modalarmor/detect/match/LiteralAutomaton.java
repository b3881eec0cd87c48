package com.modalarmor.detect.match;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds all occurrences of a few thousand literals in one pass (Aho and Corasick, 1975). Immutable.
 *
 * <p>The failure links are resolved beforehand into a dense table, one row of next states for each
 * state and one column for each class of ASCII units, so such a unit costs two or three look-ups.
 * The columns of frequent units come first, so that what texts ask of a row lies in two cache
 * lines. The states where a literal ends come last, so that this test is one comparison. What a
 * unit of other scripts does is kept apart in {@link RareMoves}: the hundreds of further columns
 * would make rows so long that plain English pays for them in memory looked at.
 *
 * <p>Each move waits for the one before it, so a processor that can do several things at once is
 * idle most of the time. Therefore a longer text is read at four places side by side. A place in
 * the middle begins at the root, as many units earlier as the longest literal has: from there on
 * its state is the one that a reader from the beginning would be in.
 */
final class LiteralAutomaton {
  /** Places of a text that are read side by side, and the fewest units for each. */
  private static final int LANES = 4;

  private static final int LANE_UNITS_MIN = 64;

  /** Texts are folded; most are English, and all have spaces. */
  private static final String FREQUENT = " etaoinshrdlcumwfgypbvkxjqz\n'-.,\"0123456789:;()?!/_*";

  private final CharClasses classes;

  /** The column of each cell of the classes, see {@link CharClasses#cells}. */
  private final char[] columns;

  /** The state after a unit, by state and column; a row is a power of two long. */
  private final char[] next;

  private final int rowShift;

  /** Columns of {@link #next}; those from here on are in {@link #rare}. */
  private final int width;

  /** Units before a place after which what came earlier no longer matters. */
  private final int warmUp;

  private final RareMoves rare;
  private final int literals;

  /** The first state at which a literal ends. */
  private final int hitFrom;

  private final int states;

  /** Per hit row the literals that end there. */
  private final List<List<String>> found = new ArrayList<>();

  LiteralAutomaton(Collection<String> texts) {
    TreeSet<String> sorted = new TreeSet<>(texts);
    classes = classesOf(sorted);
    char[] columnOf = new char[classes.count()];
    width = placeColumns(classes, columnOf);
    columns = new char[classes.cells.length];
    for (int cell = 0; cell < columns.length; cell++) {
      columns[cell] = columnOf[classes.cells[cell]];
    }
    literals = sorted.size();
    LiteralTree tree = new LiteralTree(width);
    sorted.forEach(text -> tree.add(columnsOf(text, columnOf), text));
    int[] order = tree.link();
    warmUp = sorted.stream().mapToInt(String::length).max().orElse(1) - 1;
    states = order.length;
    rowShift = Integer.SIZE - Integer.numberOfLeadingZeros(width - 1);

    int[] rowOf = new int[order.length];
    int row = 0;
    for (int node : order) {
      if (tree.endsAt(node).isEmpty()) {
        rowOf[node] = row++;
      }
    }
    hitFrom = row;
    for (int node : order) {
      if (!tree.endsAt(node).isEmpty()) {
        rowOf[node] = row++;
        found.add(List.copyOf(tree.endsAt(node)));
      }
    }
    next = new char[order.length << rowShift];
    RareMoves.Builder moves = new RareMoves.Builder(width, classes.count());
    for (int node : order) {
      for (int column = 0; column < width; column++) {
        next[(rowOf[node] << rowShift) + column] = (char) rowOf[tree.move(node, column)];
      }
      // The root comes first in the order, so what it does is known to those that differ.
      tree.rareMoves(node)
          .forEach(
              (column, target) ->
                  moves.add(rowOf[node], column, rowOf[target], node == LiteralTree.ROOT));
    }
    rare = moves.build();
  }

  /** Gives each class its column, frequent units first; returns how many are of ASCII units. */
  private static int placeColumns(CharClasses classes, char[] columnOf) {
    boolean[] placed = new boolean[columnOf.length];
    // Class 0, the units of no literal, needs a column of its own: most scripts are in it.
    StringBuilder ascii = new StringBuilder(FREQUENT);
    for (char unit = 0; unit < 0x80; unit++) {
      ascii.append(unit);
    }
    char column = 0;
    for (int i = 0; i < ascii.length(); i++) {
      column = place(classes.classOf(ascii.charAt(i)), column, columnOf, placed);
    }
    column = place(0, column, columnOf, placed);
    int dense = column;
    for (int number = 0; number < columnOf.length; number++) {
      column = place(number, column, columnOf, placed);
    }
    return dense;
  }

  private static char place(int number, char column, char[] columnOf, boolean[] placed) {
    if (placed[number]) {
      return column;
    }
    placed[number] = true;
    columnOf[number] = column;
    return (char) (column + 1);
  }

  private static CharClasses classesOf(Set<String> literals) {
    TreeSet<Character> units = new TreeSet<>();
    for (String literal : literals) {
      for (int i = 0; i < literal.length(); i++) {
        units.add(literal.charAt(i));
      }
    }
    return CharClasses.separating(units.stream().map(CharSet::of).toList());
  }

  private int[] columnsOf(String text, char[] columnOf) {
    int[] numbers = new int[text.length()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = columnOf[classes.classOf(text.charAt(i))];
    }
    return numbers;
  }

  /**
   * Records in {@code places} each place of the text where a literal ends; it has room for them. A
   * text may come in pieces.
   */
  void scan(char[] text, int from, int to, LiteralPlaces places) {
    int lane = (to - from) / LANES;
    int begin = from;
    if (lane >= LANE_UNITS_MIN && lane >= warmUp) {
      sideBySide(text, from, lane, places);
      begin = from + LANES * lane;
    }
    int[] foundRows = places.rows;
    int[] foundLast = places.last;
    int count = places.count;
    int hit = hitFrom;
    int row = places.row;
    for (int i = begin; i < to; i++) {
      row = move(row, text[i]);
      if (row >= hit) {
        foundRows[count] = row;
        foundLast[count++] = i;
      }
    }
    places.row = row;
    places.count = count;
  }

  /** Reads four stretches of equal length; what each finds is kept apart and joined in the end. */
  private void sideBySide(char[] text, int from, int units, LiteralPlaces places) {
    int[] rows = places.rows;
    int[] last = places.last;
    char[] moves = next;
    char[] cells = columns;
    int shift = rowShift;
    int dense = width;
    int hit = hitFrom;
    int second = from + units;
    int third = second + units;
    int fourth = third + units;
    int row1 = 0;
    int row2 = 0;
    int row3 = 0;
    for (int i = -warmUp; i < 0; i++) {
      row1 = move(row1, text[second + i]);
      row2 = move(row2, text[third + i]);
      row3 = move(row3, text[fourth + i]);
    }
    int row0 = places.row;
    int begin1 = places.count + units;
    int begin2 = begin1 + units;
    int begin3 = begin2 + units;
    int count0 = places.count;
    int count1 = begin1;
    int count2 = begin2;
    int count3 = begin3;
    for (int i = 0; i < units; i++) {
      char unit0 = text[from + i];
      char unit1 = text[second + i];
      char unit2 = text[third + i];
      char unit3 = text[fourth + i];
      if ((unit0 | unit1 | unit2 | unit3) < 128) {
        row0 = moves[(row0 << shift) + cells[unit0]];
        row1 = moves[(row1 << shift) + cells[unit1]];
        row2 = moves[(row2 << shift) + cells[unit2]];
        row3 = moves[(row3 << shift) + cells[unit3]];
      } else {
        row0 = move(row0, unit0);
        row1 = move(row1, unit1);
        row2 = move(row2, unit2);
        row3 = move(row3, unit3);
      }
      if (row0 >= hit) {
        rows[count0] = row0;
        last[count0++] = from + i;
      }
      if (row1 >= hit) {
        rows[count1] = row1;
        last[count1++] = second + i;
      }
      if (row2 >= hit) {
        rows[count2] = row2;
        last[count2++] = third + i;
      }
      if (row3 >= hit) {
        rows[count3] = row3;
        last[count3++] = fourth + i;
      }
    }
    places.row = row3;
    places.count = count0;
    places.join(begin1, count1);
    places.join(begin2, count2);
    places.join(begin3, count3);
  }

  private int move(int row, char unit) {
    int column = unit < 256 ? columns[unit] : columns[classes.pageStart[unit >> 8] + (unit & 0xFF)];
    return column < width ? next[(row << rowShift) + column] : rare.from(row, column);
  }

  /** The number of a row in which a literal ends, from 0 to {@link #hitRows}. */
  int hitRow(int row) {
    return row - hitFrom;
  }

  int hitRows() {
    return found.size();
  }

  /** The literals that end in a hit row. */
  List<String> literalsAt(int hitRow) {
    return found.get(hitRow);
  }

  /** All literals. */
  Set<String> texts() {
    Set<String> texts = new HashSet<>();
    found.forEach(texts::addAll);
    return texts;
  }

  int literalCount() {
    return literals;
  }

  int stateCount() {
    return states;
  }

  long memoryBytes() {
    return 2L * next.length + 2L * columns.length + classes.memoryBytes() + rare.memoryBytes();
  }
}
