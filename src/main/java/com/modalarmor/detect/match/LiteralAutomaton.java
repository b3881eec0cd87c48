package com.modalarmor.detect.match;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Finds all occurrences of a few thousand literals in one pass (Aho and Corasick, 1975). Immutable.
 *
 * <p>The failure links are resolved beforehand into a dense table, one row of next states for each
 * state and one column for each class of units, so a unit costs two or three look-ups. Row numbers
 * come multiplied by the row length, and the states where a literal ends come last, so that this
 * test is one comparison.
 */
final class LiteralAutomaton {
  /** Cells of the table; a pack that needs more should be split or shortened. */
  static final int CELLS_MAX = 1 << 24;

  private static final int USE_FIELDS = 5;

  /**
   * One use of a literal.
   *
   * @param pattern the pattern that wants it
   * @param number which of the pattern's literals it is
   * @param literal the literal, and where in a match it stands
   */
  record Use(int pattern, int number, Literal literal) {}

  private final CharClasses classes;
  private final int[] next;
  private final int width;
  private final int literals;

  /** The first row, multiplied, at which a literal ends. */
  private final int hitFrom;

  /**
   * Uses of the hit rows, one list after the other: pattern, number, length, before min and max.
   */
  private final int[] uses;

  /** Where each hit row's list starts in {@link #uses}; one more entry than there are hit rows. */
  private final int[] useStart;

  LiteralAutomaton(Map<String, List<Use>> usesByLiteral) {
    TreeMap<String, List<Use>> sorted = new TreeMap<>(usesByLiteral);
    classes = classesOf(sorted);
    width = classes.count();
    literals = sorted.size();
    Trie trie = new Trie(width);
    sorted.forEach((text, list) -> trie.add(classNumbers(text), list));
    int[] order = trie.link();

    int[] rowOf = new int[order.length];
    int row = 0;
    for (int node : order) {
      if (trie.uses.get(node).isEmpty()) {
        rowOf[node] = row++ * width;
      }
    }
    hitFrom = row * width;
    useStart = new int[order.length - row + 1];
    List<Use> flat = new ArrayList<>();
    int hits = 0;
    for (int node : order) {
      if (!trie.uses.get(node).isEmpty()) {
        rowOf[node] = row++ * width;
        flat.addAll(trie.uses.get(node));
        useStart[++hits] = flat.size() * USE_FIELDS;
      }
    }
    uses = flatten(flat);
    next = new int[order.length * width];
    for (int node : order) {
      for (int column = 0; column < width; column++) {
        next[rowOf[node] + column] = rowOf[trie.cells[node * width + column]];
      }
    }
  }

  private static int[] flatten(List<Use> uses) {
    int[] fields = new int[uses.size() * USE_FIELDS];
    int count = 0;
    for (Use use : uses) {
      fields[count++] = use.pattern();
      fields[count++] = use.number();
      fields[count++] = use.literal().text().length();
      fields[count++] = use.literal().beforeMin();
      fields[count++] = use.literal().beforeMax();
    }
    return fields;
  }

  private static CharClasses classesOf(Map<String, List<Use>> usesByLiteral) {
    TreeSet<Character> units = new TreeSet<>();
    for (String literal : usesByLiteral.keySet()) {
      for (int i = 0; i < literal.length(); i++) {
        units.add(literal.charAt(i));
      }
    }
    return CharClasses.separating(units.stream().map(CharSet::of).toList());
  }

  private int[] classNumbers(String text) {
    int[] numbers = new int[text.length()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = classes.classOf(text.charAt(i));
    }
    return numbers;
  }

  /** Reports each use of each literal that ends in the text to {@code windows}, by rising end. */
  void scan(char[] text, int from, int to, CandidateWindows windows) {
    int[] rows = next;
    int[] pages = classes.pageStart;
    char[] cells = classes.cells;
    int hit = hitFrom;
    int row = 0;
    for (int i = from; i < to; i++) {
      char unit = text[i];
      int column = unit < 256 ? cells[unit] : cells[pages[unit >> 8] + (unit & 0xFF)];
      row = rows[row + column];
      if (row >= hit) {
        report(row, i + 1, windows);
      }
    }
  }

  private void report(int row, int end, CandidateWindows windows) {
    int number = (row - hitFrom) / width;
    int stop = useStart[number + 1];
    for (int i = useStart[number]; i < stop; i += USE_FIELDS) {
      int start = end - uses[i + 2];
      if (windows.wants(uses[i], uses[i + 1], start, end)) {
        windows.add(uses[i], start - uses[i + 4], start - uses[i + 3]);
      }
    }
  }

  int literalCount() {
    return literals;
  }

  int stateCount() {
    return next.length / width;
  }

  long memoryBytes() {
    return 4L * (next.length + uses.length + useStart.length) + classes.memoryBytes();
  }

  /** The tree of the literals while it is built. Used by one thread. */
  private static final class Trie {
    private static final int ROOT = 0;
    private final int width;
    private final List<List<Use>> uses = new ArrayList<>();
    private int[] cells;

    Trie(int width) {
      this.width = width;
      cells = new int[64 * width];
      uses.add(new ArrayList<>());
    }

    /** Cell 0 reads "none yet": no move leads to the root while the tree grows. */
    void add(int[] units, List<Use> wanted) {
      int node = ROOT;
      for (int unit : units) {
        int cell = node * width + unit;
        if (cells[cell] == ROOT) {
          cells[cell] = uses.size();
          uses.add(new ArrayList<>());
          reserve();
        }
        node = cells[cell];
      }
      uses.get(node).addAll(wanted);
    }

    private void reserve() {
      long needed = (long) uses.size() * width;
      if (needed > CELLS_MAX) {
        throw new IllegalArgumentException(
            "the patterns' literals need more than " + CELLS_MAX + " automaton cells");
      }
      if (needed > cells.length) {
        cells = Arrays.copyOf(cells, (int) Math.min(2 * needed, CELLS_MAX));
      }
    }

    /**
     * Fills the missing moves and passes uses on to longer texts; returns the nodes, nearest first.
     */
    int[] link() {
      int[] order = new int[uses.size()];
      int[] fallback = new int[uses.size()];
      int count = 1;
      for (int done = 0; done < count; done++) {
        int node = order[done];
        uses.get(node).addAll(node == ROOT ? List.of() : uses.get(fallback[node]));
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
