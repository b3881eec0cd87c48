package com.modalarmor.detect.secret;

import java.util.Arrays;

/**
 * What was found in one reading, and which of it stays where findings overlap. Scratch of one
 * thread, used again for each reading.
 */
final class SecretHits {

  private int[] starts = new int[16];
  private int[] ends = new int[16];
  private float[] scores = new float[16];
  private SecretRule[] rules = new SecretRule[16];
  private long[] order = new long[16];
  private int count;
  private int kept;

  void clear() {
    Arrays.fill(rules, 0, count, null);
    count = 0;
    kept = 0;
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
   * Keeps one hit of each group that overlap one another: the surest, among equals the longest,
   * among equals the one added first.
   */
  void settle() {
    kept = 0;
    sortByStart();
    int at = 0;
    while (at < count) {
      int best = (int) order[at];
      int end = ends[best];
      for (at++; at < count && starts[(int) order[at]] < end; at++) {
        int other = (int) order[at];
        end = Math.max(end, ends[other]);
        best = better(other, best) ? other : best;
      }
      order[kept++] = best;
    }
  }

  /** Keeps one hit of each range: the surest, among equals by name, whatever came first. */
  void settleSame() {
    sortByStart();
    kept = 0;
    for (int at = 0; at < count; at++) {
      int hit = (int) order[at];
      int same = kept - 1;
      while (same >= 0 && starts[(int) order[same]] == starts[hit]) {
        if (ends[(int) order[same]] == ends[hit]) {
          break;
        }
        same--;
      }
      if (same < 0 || starts[(int) order[same]] != starts[hit]) {
        order[kept++] = hit;
      } else if (surer(hit, (int) order[same])) {
        order[same] = hit;
      }
    }
  }

  private boolean surer(int candidate, int best) {
    return scores[candidate] > scores[best]
        || (scores[candidate] == scores[best]
            && rules[candidate].detector().compareTo(rules[best].detector()) < 0);
  }

  private void sortByStart() {
    for (int i = 0; i < count; i++) {
      order[i] = ((long) starts[i] << 32) | i;
    }
    Arrays.sort(order, 0, count);
  }

  private boolean better(int candidate, int best) {
    if (scores[candidate] != scores[best]) {
      return scores[candidate] > scores[best];
    }
    int longer = (ends[candidate] - starts[candidate]) - (ends[best] - starts[best]);
    return longer > 0 || (longer == 0 && candidate < best);
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
}
