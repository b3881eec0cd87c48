package com.modalarmor.vector.chroma;

import com.modalarmor.vector.Hit;
import com.modalarmor.vector.Metric;
import com.modalarmor.vector.Row;
import com.modalarmor.vector.Selection;
import com.modalarmor.vector.filter.Where;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * One search among the rows of one label. Distances are worked out here, so that they are the same
 * however the server came by a row; and an answer that comes up short is completed by comparing all
 * rows: after removals the server's graph may have lost some. Confined to one request.
 */
final class NearestRows {

  /** Numbers of vectors in one answer of the server. */
  static final int NUMBERS_MAX = 3_000_000;

  /** Of so few numbers all are fetched and compared: that costs what a search does. */
  private static final int FEW_NUMBERS = 4_096;

  private static final int FEW_ROWS = 64;

  /** Rows that are fetched whole and compared here when the server's own search comes up short. */
  private static final int COMPARED_MAX = 20_000;

  /** A search is asked again for so many times the rows while its end is not certain. */
  private static final int MORE = 4;

  /** Beyond so many rows of nearly one distance the server's choice among them is taken. */
  private static final int ASKED_MAX = 1_024;

  private final ChromaSearch search;
  private final FoundRows found;
  private final KnownVectors.Place known;
  private final LabelRows label;
  private final Twins twins;
  private final Metric metric;
  private final Selection selection;
  private final Where where;
  private final List<float[]> vectors;
  private final int k;
  private final int few;

  NearestRows(
      ChromaSearch search,
      KnownVectors vectorsKnown,
      LabelRows label,
      Layout layout,
      Selection selection,
      List<float[]> vectors,
      int k) {
    this.search = search;
    this.known = vectorsKnown.place(label.path(), selection.clause());
    this.found = new FoundRows(search, vectorsKnown, known, label, vectors);
    this.label = label;
    this.twins = layout.twins();
    this.metric = layout.info().metric();
    this.selection = selection;
    this.where = ChromaRows.where(selection);
    this.vectors = vectors;
    this.k = k;
    this.few = few(vectors.get(0).length);
  }

  private static int few(int dimension) {
    return Math.min(FEW_ROWS, FEW_NUMBERS / dimension);
  }

  /** Numbers of vectors that an answer to one query holds. */
  static long numbers(int k, int dimension) {
    return (Math.max(k, few(dimension)) + 1L) * dimension;
  }

  /** For each vector the nearest rows. */
  Future<List<List<Hit>>> find() {
    // More than are wanted: so it is seen whether the last one is nearer than the next.
    int rows = Math.max(k, few) + 1;
    if (!known.isFew()) {
      return ask(rows);
    }
    return rows(few + 1)
        .compose(
            all -> {
              if (all.size() > few) {
                known.few(false);
                return ask(rows);
              }
              return Future.succeededFuture(ranked(Collections.nCopies(vectors.size(), all)));
            });
  }

  /** Rows with their vectors, in no order. */
  private Future<List<Row>> rows(int limit) {
    byte[] body = ChromaRows.get(where, null, ChromaSearch.ALL, 0, limit);
    return search.rows(label, body);
  }

  private Future<List<List<Hit>>> ask(int rows) {
    return found
        .ask(where, rows)
        .compose(
            all -> {
              boolean full = all.size() == vectors.size();
              for (List<Row> list : all) {
                full &= list.size() == rows;
              }
              return full ? settled(all, rows) : complete(all, rows);
            });
  }

  private int most() {
    return Math.min(ASKED_MAX, NUMBERS_MAX / vectors.size() / vectors.get(0).length);
  }

  /** Rows of nearly the same distance may go on beyond what was asked for: then for more. */
  private Future<List<List<Hit>>> settled(List<List<Row>> lists, int rows) {
    List<List<Hit>> all = new ArrayList<>(vectors.size());
    for (int i = 0; i < vectors.size(); i++) {
      Ranking ranking = ranking(i, lists.get(i));
      if (!ranking.settles(k)) {
        if (rows < most()) {
          return ask(Math.min(most(), rows * MORE));
        }
        if (ranking.size() < k) {
          return compared(); // the others are hidden by rows of the same ids
        }
      }
      all.add(ranking.first(k, selection.vectors()));
    }
    return Future.succeededFuture(all);
  }

  /** The answer is short: does it hold all there is? */
  private Future<List<List<Hit>>> complete(List<List<Row>> lists, int rows) {
    return search
        .total(label, where)
        .compose(
            total -> {
              if (total <= few && selection.ids() == null && !selection.isFiltered()) {
                known.few(true);
              }
              boolean whole = lists.size() == vectors.size();
              for (List<Row> list : lists) {
                whole &= list.size() == Math.min(rows, total);
              }
              return whole || total == 0 ? Future.succeededFuture(ranked(lists)) : compared();
            });
  }

  private Future<List<List<Hit>>> compared() {
    return rows(COMPARED_MAX + 1)
        .compose(
            all ->
                all.size() > COMPARED_MAX
                    ? Future.failedFuture(ChromaAnswers.unreadable())
                    : Future.succeededFuture(ranked(Collections.nCopies(vectors.size(), all))));
  }

  private Ranking ranking(int query, List<Row> rows) {
    List<Row> shown = new ArrayList<>(rows.size());
    for (Row row : rows) {
      if (row.label() != null && !twins.hide(row, selection.clause())) {
        shown.add(row);
      }
    }
    return new Ranking(metric, vectors.get(query), shown);
  }

  private List<List<Hit>> ranked(List<List<Row>> lists) {
    List<List<Hit>> all = new ArrayList<>(vectors.size());
    for (int i = 0; i < vectors.size(); i++) {
      List<Row> rows = i < lists.size() ? lists.get(i) : List.of();
      all.add(ranking(i, rows).first(k, selection.vectors()));
    }
    return all;
  }
}
