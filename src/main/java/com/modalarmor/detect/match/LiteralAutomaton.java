package com.modalarmor.detect.match;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds all occurrences of a few thousand literals in one pass (Aho and Corasick, 1975). Immutable.
 *
 * <p>The failure links are resolved beforehand into a dense table, one row of next states for each
 * state and one column for each class of ASCII units, so such a unit costs two or three look-ups.
 * The columns of frequent units come first, so that what texts ask of a row lies in two cache
 * lines. Row numbers come multiplied by the row length, and the states where a literal ends come
 * last, so that this test is one comparison. What a unit of other scripts does is kept apart in
 * {@link RareMoves}: the hundreds of further columns would make rows so long that plain English
 * pays for them in memory looked at.
 */
final class LiteralAutomaton {
  /** Cells of the tree it is made from; a pack that needs more should be split or shortened. */
  static final int CELLS_MAX = 1 << 24;

  /** Texts are folded; most are English, and all have spaces. */
  private static final String FREQUENT = " etaoinshrdlcumwfgypbvkxjqz\n'-.,\"0123456789:;()?!/_*";

  private final CharClasses classes;

  /** The column of each cell of the classes, see {@link CharClasses#cells}. */
  private final char[] columns;

  private final int[] next;

  /** Columns of {@link #next}; those from here on are in {@link #rare}. */
  private final int width;

  private final RareMoves rare;
  private final int literals;

  /** The first row, multiplied, at which a literal ends. */
  private final int hitFrom;

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
    Trie trie = new Trie(classes.count());
    sorted.forEach(text -> trie.add(columnsOf(text, columnOf), text));
    int[] order = trie.link();

    int[] rowOf = new int[order.length];
    int row = 0;
    for (int node : order) {
      if (trie.ends.get(node).isEmpty()) {
        rowOf[node] = row++ * width;
      }
    }
    hitFrom = row * width;
    for (int node : order) {
      if (!trie.ends.get(node).isEmpty()) {
        rowOf[node] = row++ * width;
        found.add(List.copyOf(trie.ends.get(node)));
      }
    }
    next = new int[order.length * width];
    RareMoves.Builder moves = new RareMoves.Builder(width, classes.count());
    for (int node : order) {
      for (int column = 0; column < classes.count(); column++) {
        int target = rowOf[trie.cells[node * classes.count() + column]];
        if (column < width) {
          next[rowOf[node] + column] = target;
        } else {
          // The root comes first in the order, so what it does is known to those that differ.
          moves.add(rowOf[node], column, target, node == Trie.ROOT);
        }
      }
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
    int[] rows = next;
    int[] pages = classes.pageStart;
    char[] cells = columns;
    int[] foundRows = places.rows;
    int[] foundLast = places.last;
    int count = places.count;
    int hit = hitFrom;
    int dense = width;
    RareMoves rareMoves = rare;
    int row = places.row;
    for (int i = from; i < to; i++) {
      char unit = text[i];
      int column = unit < 256 ? cells[unit] : cells[pages[unit >> 8] + (unit & 0xFF)];
      row = column < dense ? rows[row + column] : rareMoves.from(row, column);
      if (row >= hit) {
        foundRows[count] = row;
        foundLast[count++] = i;
      }
    }
    places.row = row;
    places.count = count;
  }

  /** The number of a row in which a literal ends, from 0 to {@link #hitRows}. */
  int hitRow(int row) {
    return (row - hitFrom) / width;
  }

  int hitRows() {
    return found.size();
  }

  /** The literals that end in a hit row. */
  List<String> literalsAt(int hitRow) {
    return found.get(hitRow);
  }

  int literalCount() {
    return literals;
  }

  int stateCount() {
    return next.length / width;
  }

  long memoryBytes() {
    return 4L * next.length + 2L * columns.length + classes.memoryBytes() + rare.memoryBytes();
  }

  /** The tree of the literals while it is built. Used by one thread. */
  private static final class Trie {
    static final int ROOT = 0;
    private final int width;
    private final List<List<String>> ends = new ArrayList<>();
    private int[] cells;

    Trie(int width) {
      this.width = width;
      cells = new int[64 * width];
      ends.add(new ArrayList<>());
    }

    /** Cell 0 reads "none yet": no move leads to the root while the tree grows. */
    void add(int[] units, String text) {
      int node = ROOT;
      for (int unit : units) {
        int cell = node * width + unit;
        if (cells[cell] == ROOT) {
          cells[cell] = ends.size();
          ends.add(new ArrayList<>());
          reserve();
        }
        node = cells[cell];
      }
      ends.get(node).add(text);
    }

    private void reserve() {
      long needed = (long) ends.size() * width;
      if (needed > CELLS_MAX) {
        throw new IllegalArgumentException(
            "the patterns' literals need more than " + CELLS_MAX + " automaton cells");
      }
      if (needed > cells.length) {
        cells = Arrays.copyOf(cells, (int) Math.min(2 * needed, CELLS_MAX));
      }
    }

    /**
     * Fills the missing moves and passes the literals on to longer texts; returns the nodes,
     * nearest first.
     */
    int[] link() {
      int[] order = new int[ends.size()];
      int[] fallback = new int[ends.size()];
      int count = 1;
      for (int done = 0; done < count; done++) {
        int node = order[done];
        ends.get(node).addAll(node == ROOT ? List.of() : ends.get(fallback[node]));
        for (int column = 0; column < width; column++) {
          int cell = node * width + column;
          int beside = node == ROOT ? ROOT : cells[fallback[node] * width + column];
          if (cells[cell] == ROOT) {
            cells[cell] = beside;
          } else {
            fallback[cells[cell]] = beside;
            order[count++] = cells[cell];
          }
        }
      }
      return order;
    }
  }
}
