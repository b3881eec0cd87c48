package com.modalarmor.detect.secret;

import java.util.Arrays;

/**
 * What was found in one reading, and which of it stays where findings overlap. Scratch of one
 * thread, used again for each reading.
 */
final class SecretHits {

  private static final int SCORE_STEPS = 1 << 16;
  private static final int LENGTH_BITS = 21;
  private static final long LENGTH_MASK = (1 << LENGTH_BITS) - 1;
  private static final int HIT_BITS = 24;
  private static final long HIT_MASK = (1 << HIT_BITS) - 1;

  private int[] starts = new int[16];
  private int[] ends = new int[16];
  private float[] scores = new float[16];
  private SecretRule[] rules = new SecretRule[16];
  private long[] order = new long[16];
  private int count;
  private int kept;

  /** Of the groups of hits that overlap one another. */
  private int[] groupStarts = new int[16];

  private int[] groupEnds = new int[16];
  private int groups;
  private long[] ranked = new long[16];

  void clear() {
    Arrays.fill(rules, 0, count, null);
    count = 0;
    kept = 0;
    groups = 0;
  }

  void add(SecretRule rule, int start, int end, float score) {
    if (count == starts.length) {
      starts = Arrays.copyOf(starts, count * 2);
      ends = Arrays.copyOf(ends, count * 2);
      scores = Arrays.copyOf(scores, count * 2);
      rules = Arrays.copyOf(rules, count * 2);
      order = new long[count * 2];
    }
    starts[count] = start;
    ends[count] = end;
    scores[count] = score;
    rules[count] = rule;
    count++;
  }

  /**
   * Of hits that overlap the surest stays, among equals the longest, among equals the one added
   * first; what overlaps none that stays is kept too, so that a weak hit over two sure ones costs
   * neither.
   */
  void settle() {
    kept = 0;
    groups = 0;
    sortByStart();
    int at = 0;
    while (at < count) {
      int first = at;
      int end = ends[(int) order[at]];
      for (at++; at < count && starts[(int) order[at]] < end; at++) {
        end = Math.max(end, ends[(int) order[at]]);
      }
      addGroup(starts[(int) order[first]], end);
      if (at - first == 1) {
        order[kept++] = order[first];
      } else {
        settleGroup(first, at);
      }
    }
  }

  private void addGroup(int from, int to) {
    if (groups == groupStarts.length) {
      groupStarts = Arrays.copyOf(groupStarts, groups * 2);
      groupEnds = Arrays.copyOf(groupEnds, groups * 2);
    }
    groupStarts[groups] = from;
    groupEnds[groups++] = to;
  }

  /** Hits of which each overlaps another: the best first, each that no better one overlaps. */
  private void settleGroup(int first, int to) {
    int size = to - first;
    if (ranked.length < size) {
      ranked = new long[order.length];
    }
    for (int i = 0; i < size; i++) {
      ranked[i] = rank((int) order[first + i]);
    }
    Arrays.sort(ranked, 0, size);
    int base = kept;
    for (int i = 0; i < size; i++) {
      int hit = (int) (ranked[i] & HIT_MASK);
      int place = base;
      for (int high = kept; place < high; ) {
        int middle = (place + high) >>> 1;
        if (starts[(int) order[middle]] <= starts[hit]) {
          place = middle + 1;
        } else {
          high = middle;
        }
      }
      boolean free =
          (place == base || ends[(int) order[place - 1]] <= starts[hit])
              && (place == kept || starts[(int) order[place]] >= ends[hit]);
      if (free) {
        System.arraycopy(order, place, order, place + 1, kept - place);
        order[place] = hit;
        kept++;
      }
    }
  }

  /** Sorts the surest first, then the longest, then the one added first. */
  private long rank(int hit) {
    long doubt = SCORE_STEPS - Math.round(scores[hit] * SCORE_STEPS);
    long brevity = Math.max(0, LENGTH_MASK - (ends[hit] - starts[hit]));
    return (doubt << LENGTH_BITS | brevity) << HIT_BITS | hit;
  }

  /**
   * Keeps what lies within no surer hit; of one range the surest, among equals by name, whatever
   * came first. Hits are taken the surest first, and of those taken it is kept how far they reach
   * from each start on: steps grow with n log n, as an attacker chooses how many there are.
   */
  void settleWithin() {
    sortByStart();
    kept = count;
    if (count < 2) {
      return;
    }
    int[] places = new int[count];
    Integer[] surest = new Integer[count];
    for (int i = 0; i < count; i++) {
      int hit = (int) order[i];
      boolean first = i == 0 || starts[(int) order[i - 1]] != starts[hit];
      places[hit] = first ? i : places[(int) order[i - 1]];
      surest[i] = i;
    }
    Arrays.sort(surest, this::surestFirst);
    int[] reaches = new int[count + 1];
    boolean[] within = new boolean[count];
    for (int hit : surest) {
      within[hit] = reach(reaches, places[hit]) >= ends[hit];
      for (int i = places[hit] + 1; i <= count; i += i & -i) {
        reaches[i] = Math.max(reaches[i], ends[hit]);
      }
    }
    kept = 0;
    for (int i = 0; i < count; i++) {
      if (!within[(int) order[i]]) {
        order[kept++] = order[i];
      }
    }
  }

  /** How far the hits up to a place reach, by a tree of sums (Fenwick) that keeps maxima. */
  private static int reach(int[] reaches, int place) {
    int reach = 0;
    for (int i = place + 1; i > 0; i -= i & -i) {
      reach = Math.max(reach, reaches[i]);
    }
    return reach;
  }

  /** A hit before whatever it outdoes: surer, or as sure and longer; of one range by name. */
  private int surestFirst(int one, int other) {
    int order = Float.compare(scores[other], scores[one]);
    if (order == 0) {
      order = Integer.compare(ends[other] - starts[other], ends[one] - starts[one]);
    }
    if (order == 0) {
      order = rules[one].detector().compareTo(rules[other].detector());
    }
    return order == 0 ? Integer.compare(one, other) : order;
  }

  private void sortByStart() {
    for (int i = 0; i < count; i++) {
      order[i] = ((long) starts[i] << 32) | i;
    }
    Arrays.sort(order, 0, count);
  }

  /** Number of hits after {@link #settle}. */
  int kept() {
    return kept;
  }

  SecretRule rule(int hit) {
    return rules[(int) order[hit]];
  }

  int start(int hit) {
    return starts[(int) order[hit]];
  }

  int end(int hit) {
    return ends[(int) order[hit]];
  }

  float score(int hit) {
    return scores[(int) order[hit]];
  }

  /** Groups of hits that overlap one another, of those kept and those not. */
  int groups() {
    return groups;
  }

  int groupStart(int group) {
    return groupStarts[group];
  }

  int groupEnd(int group) {
    return groupEnds[group];
  }
}
