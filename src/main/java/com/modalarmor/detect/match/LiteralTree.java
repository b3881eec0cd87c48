package com.modalarmor.detect.match;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The tree of the literals from which a {@link LiteralAutomaton} is made. Used by one thread.
 *
 * <p>Moves on the columns below {@code width} are kept in a dense table, those on the hundreds of
 * others in small maps: few nodes have any, and they need no more than is said.
 */
final class LiteralTree {
  static final int ROOT = 0;

  /** Nodes are numbered in two bytes; a pack that needs more should be split or shortened. */
  static final int NODES_MAX = 1 << 16;

  private final int width;
  private final List<List<String>> ends = new ArrayList<>();

  /** Per node its moves on columns beyond the table, where they differ from the root's. */
  private final List<Map<Integer, Integer>> rare = new ArrayList<>();

  private int[] cells;

  LiteralTree(int width) {
    this.width = width;
    cells = new int[64 * width];
    newNode();
  }

  private int newNode() {
    int node = ends.size();
    if (node == NODES_MAX) {
      throw new IllegalArgumentException(
          "the patterns' literals need more than " + NODES_MAX + " automaton states");
    }
    ends.add(new ArrayList<>(1));
    rare.add(Map.of());
    if (ends.size() * width > cells.length) {
      cells = Arrays.copyOf(cells, 2 * cells.length);
    }
    return node;
  }

  /** Cell 0 reads "none yet": no move leads to the root while the tree grows. */
  void add(int[] columns, String text) {
    int node = ROOT;
    for (int column : columns) {
      int known = move(node, column);
      if (known == ROOT) {
        known = newNode();
        if (column < width) {
          cells[node * width + column] = known;
        } else {
          Map<Integer, Integer> moves = new HashMap<>(rare.get(node));
          moves.put(column, known);
          rare.set(node, moves);
        }
      }
      node = known;
    }
    ends.get(node).add(text);
  }

  /** Where a unit of a column leads. While the tree grows {@link #ROOT} says "nowhere yet". */
  int move(int node, int column) {
    return column < width
        ? cells[node * width + column]
        : rare.get(node).getOrDefault(column, ROOT);
  }

  /** The moves on columns beyond the table in which a node differs from the root; its own. */
  Map<Integer, Integer> rareMoves(int node) {
    return rare.get(node);
  }

  /** The literals that end at a node. */
  List<String> endsAt(int node) {
    return ends.get(node);
  }

  /**
   * Fills the missing moves and passes the literals on to longer texts; returns the nodes, nearest
   * first.
   */
  int[] link() {
    int[] order = new int[ends.size()];
    int[] fallback = new int[ends.size()];
    int count = 1;
    for (int done = 0; done < count; done++) {
      int node = order[done];
      int back = fallback[node];
      ends.get(node).addAll(node == ROOT ? List.of() : ends.get(back));
      for (int column = 0; column < width; column++) {
        int cell = node * width + column;
        int beside = node == ROOT ? ROOT : cells[back * width + column];
        if (cells[cell] == ROOT) {
          cells[cell] = beside;
        } else {
          fallback[cells[cell]] = beside;
          order[count++] = cells[cell];
        }
      }
      count = linkRare(node, back, fallback, order, count);
    }
    return order;
  }

  private int linkRare(int node, int back, int[] fallback, int[] order, int known) {
    int count = known;
    Map<Integer, Integer> own = rare.get(node);
    Map<Integer, Integer> fromRoot = node == ROOT ? Map.of() : rare.get(ROOT);
    for (Map.Entry<Integer, Integer> move : own.entrySet()) {
      int column = move.getKey();
      int otherwise = fromRoot.getOrDefault(column, ROOT);
      fallback[move.getValue()] =
          node == ROOT ? ROOT : rare.get(back).getOrDefault(column, otherwise);
      order[count++] = move.getValue();
    }
    if (node != ROOT && back != ROOT && !rare.get(back).isEmpty()) {
      Map<Integer, Integer> all = new HashMap<>(rare.get(back));
      all.putAll(own);
      rare.set(node, all);
    }
    return count;
  }
}
