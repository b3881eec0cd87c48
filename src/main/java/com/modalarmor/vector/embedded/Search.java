package com.modalarmor.vector.embedded;

import com.modalarmor.vector.Hit;
import com.modalarmor.vector.Metric;
import com.modalarmor.vector.Row;
import com.modalarmor.vector.Selection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Finds the nearest rows in the cells that a subject may see. For one query vector, under the
 * collection's lock.
 *
 * <p>Few numbers are all compared. With many, the codes tell first which rows can be near enough,
 * and only these are compared: so the answer is exact for some 159 of 160 of the nearest, and full
 * in any case. Nothing depends on rows outside the cells.
 */
final class Search {

  /** Above so many numbers in the cells the codes go first. */
  static final int EXACT_NUMBERS_MAX = 1_500_000;

  private final EmbeddedRows rows;
  private final Selection selection;
  private final Metric metric;
  private final int dimension;
  private final float[] query;
  private final float querySquare;
  private final float queryLength;
  private final Nearest nearest;
  private final Budget budget;

  Search(
      EmbeddedRows rows, Selection selection, Metric metric, float[] query, int k, Budget budget) {
    this.rows = rows;
    this.selection = selection;
    this.metric = metric;
    this.dimension = query.length;
    this.query = query;
    this.querySquare = Distances.dot(query, 0, query, 0, dimension);
    this.queryLength = (float) Math.sqrt(querySquare);
    this.nearest = new Nearest(k);
    this.budget = budget;
  }

  void among(List<Entry> entries) {
    for (Entry entry : entries) {
      compare(entry.cell.block(entry.index), Cell.inBlock(entry.index), entry);
    }
  }

  void among(List<Cell> cells, Codes coder) {
    long numbers = 0;
    for (Cell cell : cells) {
      numbers += (long) cell.size() * dimension;
    }
    if (numbers <= EXACT_NUMBERS_MAX) {
      cells.forEach(this::compareAll);
    } else {
      Codes.Query codes = coder.query(query);
      comparePromising(cells, coder, codes);
    }
  }

  private void compareAll(Cell cell) {
    for (int i = 0; i < cell.size(); i++) {
      compareSelected(cell, i);
    }
  }

  /** The distance first: it costs less than to see whether a row is asked for. */
  private void compareSelected(Cell cell, int index) {
    Cell.Block block = cell.block(index);
    int at = Cell.inBlock(index);
    float dot = Distances.dot(block.vectors, at * dimension, query, 0, dimension);
    float distance = metric.distance(dot, block.squares[at], querySquare);
    Entry entry = cell.entry(index);
    if (distance <= nearest.bound() && rows.selected(entry, selection, budget)) {
      nearest.offer(distance, entry);
    }
  }

  /** The most promising first, so that soon few others are near enough to be compared. */
  private void comparePromising(List<Cell> cells, Codes coder, Codes.Query codes) {
    Promising promising = new Promising(cells);
    int words = coder.words();
    for (int p = 0; p < promising.pieces(); p++) {
      Cell.Block block = promising.block(p);
      int size = promising.size(p);
      for (int at = 0; at < size; at++) {
        float fit = block.fits[at];
        promising.offer(
            p,
            at,
            fit == 0
                ? Float.NEGATIVE_INFINITY
                : atLeast(
                    block.squares[at],
                    codes.dot(block.codes, at * words) / fit + codes.error(fit)));
      }
    }
    promising.first(this::compareSelected);
    for (int p = 0; p < promising.pieces(); p++) {
      float[] least = promising.least(p);
      for (int at = 0; at < least.length; at++) {
        if (least[at] < nearest.bound()) {
          compareSelected(promising.cell(p), promising.index(p, at));
        }
      }
    }
  }

  /** The smallest distance that a row can have whose unit vector's product is at most that. */
  private float atLeast(float square, float product) {
    return switch (metric) {
      case L2 -> {
        float length = (float) Math.sqrt(square);
        yield square + querySquare - 2 * length * product;
      }
      case IP -> 1 - (float) Math.sqrt(square) * product;
      case COSINE -> queryLength == 0 ? 1 : 1 - product / queryLength;
    };
  }

  private void compare(Cell.Block block, int at, Entry entry) {
    float dot = Distances.dot(block.vectors, at * dimension, query, 0, dimension);
    nearest.offer(metric.distance(dot, block.squares[at], querySquare), entry);
  }

  /** The rows found, nearest first. */
  List<Hit> hits() {
    record Found(Hit hit, long sequence) {}
    List<Found> found = new ArrayList<>(nearest.size());
    for (int i = 0; i < nearest.size(); i++) {
      Entry entry = nearest.entry(i);
      Row row = selection.vectors() ? entry.withVector() : entry.row;
      found.add(new Found(new Hit(row, exact(entry)), entry.sequence));
    }
    found.sort(
        Comparator.comparingDouble((Found f) -> f.hit().distance())
            .thenComparingLong(Found::sequence));
    List<Hit> hits = new ArrayList<>(found.size());
    found.forEach(f -> hits.add(f.hit()));
    return hits;
  }

  private float exact(Entry entry) {
    Cell.Block block = entry.cell.block(entry.index);
    int at = Cell.inBlock(entry.index);
    if (metric == Metric.L2) {
      return Distances.square(block.vectors, at * dimension, query, 0, dimension);
    }
    float dot = Distances.dot(block.vectors, at * dimension, query, 0, dimension);
    return metric.distance(dot, block.squares[at], querySquare);
  }
}
