package com.modalarmor.vector.watch;

import com.modalarmor.vector.Metric;
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

  private record Asked(float[] query, int[] rows) {}

  private final ArrayDeque<Asked> asked = new ArrayDeque<>();
  private final Map<Integer, Integer> counts = new HashMap<>();

  /** The number of hubs among the nearest rows of a query, which are told by their keys. */
  int add(float[] query, List<String> keys) {
    float[] direction = Sketch.of(query, Metric.COSINE);
    int[] rows = new int[Math.min(NEAREST, keys.size())];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = keys.get(i).hashCode();
    }
    if (isUnlike(direction)) {
      asked.addLast(new Asked(direction, rows));
      for (int row : rows) {
        counts.merge(row, 1, Integer::sum);
      }
      if (asked.size() > QUERIES_MAX) {
        for (int row : asked.removeFirst().rows()) {
          counts.computeIfPresent(row, (key, n) -> n == 1 ? null : n - 1);
        }
      }
    }
    return hubs(rows);
  }

  private boolean isUnlike(float[] direction) {
    for (Asked before : asked) {
      boolean comparable = before.query().length == direction.length;
      if (comparable && Sketch.dot(direction, before.query()) > UNLIKE) {
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
