package com.modalarmor.detect.match;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * A pattern as a graph with empty moves, before it is made deterministic. Built and read by one
 * thread.
 */
final class ShapeGraph {

  /** What a node does. */
  private enum Kind {
    UNIT,
    FORK,
    CHECK,
    ACCEPT
  }

  private final List<Kind> kinds = new ArrayList<>();
  private final List<CharSet> sets = new ArrayList<>();
  private final List<Node.Place> places = new ArrayList<>();
  private final List<int[]> next = new ArrayList<>();
  final int start;
  final int accept;
  private boolean asksWords;

  ShapeGraph(Node pattern) {
    accept = node(Kind.ACCEPT, null, null);
    start = build(pattern, accept);
  }

  int size() {
    return kinds.size();
  }

  /** True when the pattern asks for word boundaries. */
  boolean asksWords() {
    return asksWords;
  }

  private int node(Kind kind, CharSet set, Node.Place place, int... to) {
    if (kinds.size() == PositionTree.POSITIONS_MAX) {
      throw new IllegalArgumentException("a shape of too many positions");
    }
    kinds.add(kind);
    sets.add(set);
    places.add(place);
    next.add(to);
    return kinds.size() - 1;
  }

  /** Builds {@code pattern} so that it leads to {@code then}; the way in is returned. */
  private int build(Node pattern, int then) {
    if (pattern instanceof Node.Chars chars) {
      return node(Kind.UNIT, chars.set(), null, then);
    }
    if (pattern instanceof Node.Anchor anchor) {
      asksWords = true;
      return node(Kind.CHECK, null, anchor.place(), then);
    }
    if (pattern instanceof Node.Either either) {
      int[] ways = new int[either.branches().size()];
      for (int i = 0; i < ways.length; i++) {
        ways[i] = build(either.branches().get(i), then);
      }
      return node(Kind.FORK, null, null, ways);
    }
    if (pattern instanceof Node.Repeat repeat) {
      int entry = then;
      for (int i = repeat.max(); i > 0; i--) {
        int body = build(repeat.body(), entry);
        entry = i > repeat.min() ? node(Kind.FORK, null, null, body, then) : body;
      }
      return entry;
    }
    List<Node> parts = ((Node.Concat) pattern).parts();
    int entry = then;
    for (int i = parts.size() - 1; i >= 0; i--) {
      entry = build(parts.get(i), entry);
    }
    return entry;
  }

  /** What is reached from {@code from} without consuming, between units of the two kinds. */
  BitSet closure(BitSet from, boolean wordBefore, boolean wordAfter) {
    BitSet reached = new BitSet(size());
    List<Integer> open = new ArrayList<>();
    from.stream().forEach(open::add);
    while (!open.isEmpty()) {
      int at = open.remove(open.size() - 1);
      if (reached.get(at)) {
        continue;
      }
      reached.set(at);
      Kind kind = kinds.get(at);
      boolean on =
          kind == Kind.FORK
              || (kind == Kind.CHECK && holds(places.get(at), wordBefore != wordAfter));
      if (on) {
        for (int to : next.get(at)) {
          open.add(to);
        }
      }
    }
    return reached;
  }

  private static boolean holds(Node.Place place, boolean boundary) {
    return switch (place) {
      case WORD_BOUNDARY -> boundary;
      case NO_WORD_BOUNDARY -> !boundary;
      case TEXT_START, TEXT_END -> false;
    };
  }

  /** Where {@code reached} leads over a unit. */
  BitSet over(BitSet reached, char unit) {
    BitSet after = new BitSet(size());
    for (int at = reached.nextSetBit(0); at >= 0; at = reached.nextSetBit(at + 1)) {
      if (kinds.get(at) == Kind.UNIT && sets.get(at).contains(unit)) {
        after.set(next.get(at)[0]);
      }
    }
    return after;
  }

  /** All sets of the pattern. */
  List<CharSet> sets() {
    return sets.stream().filter(set -> set != null).distinct().toList();
  }
}
