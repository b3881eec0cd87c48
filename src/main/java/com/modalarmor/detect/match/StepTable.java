package com.modalarmor.detect.match;

import com.modalarmor.detect.match.PositionTree.Any;
import com.modalarmor.detect.match.PositionTree.Both;
import com.modalarmor.detect.match.PositionTree.Check;
import com.modalarmor.detect.match.PositionTree.Leaf;
import com.modalarmor.detect.match.PositionTree.Maybe;
import com.modalarmor.detect.match.PositionTree.Part;
import java.util.Arrays;
import java.util.Map;

/**
 * Which position may follow which, given what is true of the place between them. Immutable.
 *
 * <p>Glushkov's construction, once per truth of the anchors: all anchors between two units ask
 * about the same place, so with their truth given each is either the empty text or impossible.
 */
final class StepTable {
  /** Guards against patterns like {@code (a?b?c?…){64}}, whose steps grow with the square. */
  static final int STEPS_MAX = 1 << 18;

  /** Positions that may begin a match. */
  final int[] first;

  /** Bit set of the positions that may end a match. */
  final long[] last;

  /** Per position the positions that may come next, ascending. */
  final int[][] follow;

  private StepTable(int[] first, long[] last, int[][] follow) {
    this.first = first;
    this.last = last;
    this.follow = follow;
  }

  boolean ends(int position) {
    return (last[position >> 6] & 1L << position) != 0;
  }

  /** Without the lists of {@link #follow}, which tables of a pattern share. */
  long memoryBytes() {
    return 4L * first.length + 8L * last.length + 4L * follow.length;
  }

  /** A list of steps as a key. */
  record Steps(int[] positions) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Steps steps && Arrays.equals(positions, steps.positions);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(positions);
    }
  }

  /**
   * Builds the table of one truth.
   *
   * @param known the lists of steps of the tables so far: most places ask no anchor, and most lists
   *     hold the next position alone, so most are equal to one that is there
   */
  static StepTable build(
      String patternId, PositionTree tree, boolean[] truth, Map<Steps, int[]> known) {
    StepTable table = new Builder(patternId, tree, truth).build();
    for (int i = 0; i < table.follow.length; i++) {
      int[] own = table.follow[i];
      int[] other = known.putIfAbsent(new Steps(own), own);
      table.follow[i] = other == null ? own : other;
    }
    return table;
  }

  /** What a part contributes to the whole. */
  private record Edges(boolean nullable, int[] first, int[] last) {}

  private static final class Builder {
    private static final int[] NONE = {};

    private final String patternId;
    private final PositionTree tree;
    private final boolean[] truth;
    private final int[][] follow;
    private long steps;

    Builder(String patternId, PositionTree tree, boolean[] truth) {
      this.patternId = patternId;
      this.tree = tree;
      this.truth = truth;
      follow = new int[tree.sets.size()][];
      Arrays.fill(follow, NONE);
    }

    StepTable build() {
      Edges whole = edges(tree.root);
      long[] last = new long[(follow.length + 63) >> 6];
      for (int position : whole.last()) {
        last[position >> 6] |= 1L << position;
      }
      return new StepTable(whole.first(), last, follow);
    }

    private Edges edges(Part part) {
      if (part instanceof Leaf leaf) {
        int[] self = {leaf.position()};
        return new Edges(false, self, self);
      }
      if (part instanceof Check check) {
        return new Edges(truth[check.place().ordinal()], NONE, NONE);
      }
      if (part instanceof Maybe maybe) {
        Edges body = edges(maybe.body());
        return new Edges(true, body.first(), body.last());
      }
      if (part instanceof Both both) {
        return sequence(edges(both.first()), edges(both.second()));
      }
      if (part instanceof Any any) {
        Edges all = new Edges(false, NONE, NONE);
        for (Part branch : any.branches()) {
          Edges next = edges(branch);
          all =
              new Edges(
                  all.nullable() || next.nullable(),
                  merge(all.first(), next.first()),
                  merge(all.last(), next.last()));
        }
        return all;
      }
      return new Edges(true, NONE, NONE);
    }

    private Edges sequence(Edges left, Edges right) {
      for (int position : left.last()) {
        steps -= follow[position].length;
        follow[position] = merge(follow[position], right.first());
        steps += follow[position].length;
      }
      if (steps > STEPS_MAX) {
        throw new PatternFault(
            patternId, 0, "expected at most " + STEPS_MAX + " steps between positions");
      }
      return new Edges(
          left.nullable() && right.nullable(),
          left.nullable() ? merge(left.first(), right.first()) : left.first(),
          right.nullable() ? merge(left.last(), right.last()) : right.last());
    }

    /** The union of two ascending lists, shared where one of them is empty. */
    private static int[] merge(int[] left, int[] right) {
      if (left.length == 0 || right.length == 0) {
        return left.length == 0 ? right : left;
      }
      int[] all = Arrays.copyOf(left, left.length + right.length);
      System.arraycopy(right, 0, all, left.length, right.length);
      Arrays.sort(all);
      int count = 1;
      for (int i = 1; i < all.length; i++) {
        if (all[i] != all[count - 1]) {
          all[count++] = all[i];
        }
      }
      return Arrays.copyOf(all, count);
    }
  }
}
