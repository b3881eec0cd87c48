package com.modalarmor.detect.match;

import java.util.ArrayList;
import java.util.List;

/**
 * A pattern with its repetitions written out, each unit of it numbered: the positions of its
 * automaton. Built and read by one thread.
 */
final class PositionTree {
  static final int POSITIONS_MAX = 4096;

  /** Marks a position that no neighbour can stand in for. */
  static final int NO_CHAIN = -1;

  /** A written-out tree: like {@link Node}, but leaves carry positions and repetition is gone. */
  sealed interface Part {}

  record Leaf(int position) implements Part {}

  record Both(Part first, Part second) implements Part {}

  record Any(List<Part> branches) implements Part {}

  record Maybe(Part body) implements Part {}

  record Check(Node.Place place) implements Part {}

  record Nothing() implements Part {}

  final List<CharSet> sets = new ArrayList<>();

  /**
   * Per position the run of optional equals it belongs to, or {@link #NO_CHAIN}. Within the run of
   * {@code x{m,n}} an earlier position allows whatever a later one does, and more, so once it is
   * reached the later ones may be forgotten: without that {@code .{0,60}} would have 2^60 states.
   */
  final List<Integer> chains = new ArrayList<>();

  final Part root;
  private final String patternId;
  private int chainCount;

  PositionTree(String patternId, Node pattern) {
    this.patternId = patternId;
    this.root = expand(pattern);
  }

  private Part expand(Node node) {
    if (node instanceof Node.Chars chars) {
      return leaf(chars.set(), NO_CHAIN);
    }
    if (node instanceof Node.Anchor anchor) {
      return new Check(anchor.place());
    }
    if (node instanceof Node.Either either) {
      List<Part> branches = new ArrayList<>();
      for (Node branch : either.branches()) {
        branches.add(expand(branch));
      }
      return new Any(branches);
    }
    if (node instanceof Node.Repeat repeat) {
      return repeated(repeat);
    }
    Part all = new Nothing();
    for (Node part : ((Node.Concat) node).parts()) {
      Part next = expand(part);
      all = all instanceof Nothing ? next : new Both(all, next);
    }
    return all;
  }

  /** {@code x{m,n}} becomes {@code x…x(x(x(x)?)?)?}, positions numbered from left to right. */
  private Part repeated(Node.Repeat repeat) {
    int chain = repeat.body() instanceof Node.Chars ? chainCount++ : NO_CHAIN;
    List<Part> copies = new ArrayList<>();
    for (int i = 1; i <= repeat.max(); i++) {
      boolean rest = i >= repeat.min();
      copies.add(
          repeat.body() instanceof Node.Chars chars
              ? leaf(chars.set(), rest ? chain : NO_CHAIN)
              : expand(repeat.body()));
    }
    Part optional = new Nothing();
    for (int i = repeat.max(); i > repeat.min(); i--) {
      Part copy = copies.get(i - 1);
      optional = new Maybe(optional instanceof Nothing ? copy : new Both(copy, optional));
    }
    Part all = optional;
    for (int i = repeat.min(); i >= 1; i--) {
      all = all instanceof Nothing ? copies.get(i - 1) : new Both(copies.get(i - 1), all);
    }
    return all;
  }

  private Part leaf(CharSet set, int chain) {
    if (sets.size() == POSITIONS_MAX) {
      throw new PatternFault(
          patternId,
          0,
          "expected at most " + POSITIONS_MAX + " positions once repetitions are written out");
    }
    sets.add(set);
    chains.add(chain);
    return new Leaf(sets.size() - 1);
  }
}
