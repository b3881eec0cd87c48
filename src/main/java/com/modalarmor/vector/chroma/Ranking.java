package com.modalarmor.vector.chroma;

import com.modalarmor.vector.Hit;
import com.modalarmor.vector.Metric;
import com.modalarmor.vector.Row;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Distances of rows to one query, worked out here, and the order that follows from them. The
 * server's own numbers differ in their last digits with the way a row was found, and the way
 * depends on all rows of the label: also on those of other owners. Confined to one answer.
 */
final class Ranking {

  /** What a server's sum of floats may be off, as a part of what is summed up. */
  private static final double OFF_MAX = 2e-5;

  /** The vector of {@code row} may be left out of what is shown, not here. */
  private record Ranked(Row row, double distance) {}

  private final Metric metric;
  private final float[] query;
  private final double querySquare;
  private final List<Ranked> ranked;
  private double largestSquare;

  /**
   * @param rows with their vectors; of equally near ones the order stays
   */
  Ranking(Metric metric, float[] query, List<Row> rows) {
    this.metric = metric;
    this.query = query;
    this.querySquare = square(query);
    this.ranked = new ArrayList<>(rows.size());
    for (Row row : rows) {
      ranked.add(new Ranked(row, distance(row.vector())));
    }
    ranked.sort(Comparator.comparingDouble(Ranked::distance));
  }

  private static double square(float[] vector) {
    double sum = 0;
    for (float number : vector) {
      sum += (double) number * number;
    }
    return sum;
  }

  private double distance(float[] vector) {
    if (vector == null || vector.length != query.length) {
      throw ChromaAnswers.unreadable();
    }
    double dot = 0;
    double square = 0;
    double apart = 0;
    for (int i = 0; i < query.length; i++) {
      double a = vector[i];
      double b = query[i];
      dot += a * b;
      square += a * a;
      apart += (a - b) * (a - b);
    }
    largestSquare = Math.max(largestSquare, square);
    return switch (metric) {
      case L2 -> apart;
      case IP -> 1 - dot;
      case COSINE -> {
        double lengths = Math.sqrt(square * querySquare);
        yield lengths == 0 ? 1 : 1 - dot / lengths;
      }
    };
  }

  int size() {
    return ranked.size();
  }

  /**
   * True when these are more than {@code k} rows, and any row that a server left out is farther
   * than the k-th of them, whatever its rounding.
   */
  boolean settles(int k) {
    if (ranked.size() <= k) {
      return false;
    }
    double last = ranked.get(ranked.size() - 1).distance();
    double summed =
        switch (metric) {
          case L2 -> last;
          case IP -> 1 + Math.sqrt(largestSquare * querySquare);
          case COSINE -> 1;
        };
    return last - ranked.get(k - 1).distance() > OFF_MAX * summed;
  }

  /** The nearest {@code k}, fewer if there are no more. */
  List<Hit> first(int k, boolean vectors) {
    int count = Math.min(k, ranked.size());
    List<Hit> hits = new ArrayList<>(count);
    for (Ranked one : ranked.subList(0, count)) {
      Row row = vectors ? one.row() : one.row().withVector(null);
      hits.add(new Hit(row, (float) one.distance()));
    }
    return hits;
  }
}
