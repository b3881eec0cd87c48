package com.modalarmor.vector.watch;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How often a row is among the nearest to recent queries that have little to do with each other. A
 * row that answers half of them is a hub. Not thread-safe; bounded.
 */
final class Occurrences {

  private static final int QUERIES_MAX = 64;

  /** Fewer say nothing. */
  private static final int QUERIES_MIN = 32;

  /** Rows of one answer that count. */
  private static final int NEAREST = 10;

  /** In a collection with fewer rows than this every row answers many queries. */
  private static final int ROWS_MIN = 5 * NEAREST;

  private static final float HUB_SHARE = 0.5f;

  /** Cosine up to which two queries ask for different things. */
  private static final float UNLIKE = 0.7f;

  /** Rows of the queries' answers, the oldest query first. */
  private final ArrayDeque<int[]> asked = new ArrayDeque<>();

  /** Directions of the queries, one after another in one array: all are looked at each time. */
  private float[] directions = new float[0];

  /** The next query's place among them. */
  private int next;

  private final Map<Integer, Integer> counts = new HashMap<>();

  /** Queries that were kept, ever. */
  private long kept;

  /** A query whose answer is not there yet. */
  record Asked(float[] direction, boolean unlike, long kept) {}

  /**
   * What can be told of a query before its answer comes.
   *
   * @param direction of the same length each time
   */
  Asked asked(float[] direction) {
    if (directions.length == 0) {
      directions = new float[QUERIES_MAX * direction.length];
    }
    return new Asked(direction, isUnlike(direction), kept);
  }

  /** The number of hubs among the nearest rows of a query, which are told by their keys. */
  int add(Asked query, List<String> keys) {
    int[] rows = new int[Math.min(NEAREST, keys.size())];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = keys.get(i).hashCode();
    }
    float[] direction = query.direction();
    if (query.unlike() && (kept == query.kept() || isUnlike(direction))) {
      System.arraycopy(direction, 0, directions, next * direction.length, direction.length);
      next = (next + 1) % QUERIES_MAX;
      kept++;
      asked.addLast(rows);
      for (int row : rows) {
        counts.merge(row, 1, Integer::sum);
      }
      if (asked.size() > QUERIES_MAX) {
        for (int row : asked.removeFirst()) {
          counts.computeIfPresent(row, (key, n) -> n == 1 ? null : n - 1);
        }
      }
    }
    return hubs(rows);
  }

  private boolean isUnlike(float[] direction) {
    int all = Math.min(asked.size(), QUERIES_MAX);
    for (int i = 0; i < all; i++) {
      if (Sketch.dot(directions, i * direction.length, direction) > UNLIKE) {
        return false;
      }
    }
    return true;
  }

  private int hubs(int[] rows) {
    if (asked.size() < QUERIES_MIN || counts.size() < ROWS_MIN) {
      return 0;
    }
    int hubs = 0;
    for (int row : rows) {
      hubs += counts.getOrDefault(row, 0) >= HUB_SHARE * asked.size() ? 1 : 0;
    }
    return hubs;
  }
}
