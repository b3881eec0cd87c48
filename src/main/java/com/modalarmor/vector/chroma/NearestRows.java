package com.modalarmor.vector.chroma;

import com.modalarmor.vector.HeavyAnswer;
import com.modalarmor.vector.Hit;
import com.modalarmor.vector.Metric;
import com.modalarmor.vector.Row;
import com.modalarmor.vector.Selection;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

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

  /** Of so many rows of one owner all are compared; beyond it the server's search is taken. */
  private static final int OWN_MAX = 5_000;

  /** How often rows that have gone meanwhile are looked for anew. */
  private static final int ROUNDS_MAX = 3;

  private final ChromaSearch search;
  private final FoundRows found;
  private final KnownVectors.Place known;
  private final LabelRows label;
  private final Twins twins;
  private final Metric metric;
  private final Question question;
  private final int few;

  NearestRows(
      ChromaSearch search,
      KnownVectors vectorsKnown,
      LabelRows label,
      Layout layout,
      Question question) {
    this.search = search;
    this.known = vectorsKnown.place(label.path(), question.selection().clause());
    this.found = new FoundRows(search, vectorsKnown, known, label, question);
    this.label = label;
    this.twins = layout.twins();
    this.metric = layout.info().metric();
    this.question = question;
    this.few = few(question.dimension());
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
    int rows = Math.max(question.k(), few) + 1;
    if (!known.isFew()) {
      return first(rows);
    }
    return rows(few + 1)
        .compose(
            all -> {
              if (all.size() > few) {
                known.few(false);
                return first(rows);
              }
              return Future.succeededFuture(ranked(copies(all)));
            });
  }

  private Future<List<List<Hit>>> first(int rows) {
    return question.selection().clause().owner().isEmpty() ? ask(rows) : owned(rows, 1);
  }

  private List<List<Row>> copies(List<Row> rows) {
    return Collections.nCopies(question.vectors().size(), rows);
  }

  /**
   * Among the rows of one owner. The server's graph leads over those of others, so what it finds
   * might hang on them: all are compared here, as long as they are not too many.
   */
  private Future<List<List<Hit>>> owned(int rows, int round) {
    if (search.isLightOnly()) {
      return Future.failedFuture(new HeavyAnswer());
    }
    OwnRows own = new OwnRows(search, found, label, question);
    return own.list(Math.min(OWN_MAX, NUMBERS_MAX / question.dimension()))
        .compose(
            listed -> {
              if (listed == null) {
                return ask(rows);
              }
              noteFew(listed.rows().size());
              List<List<Hit>> hits = ranked(copies(listed.rows()));
              Set<String> keys = new LinkedHashSet<>();
              hits.forEach(list -> list.forEach(hit -> keys.add(hit.row().key())));
              if (keys.isEmpty()) {
                return Future.succeededFuture(hits);
              }
              return own.whole(listed, keys)
                  .compose(
                      whole ->
                          whole.size() < keys.size() && round < ROUNDS_MAX
                              ? owned(rows, round + 1) // some have gone: others are nearest then
                              : Future.succeededFuture(told(hits, whole)));
            });
  }

  /** The same hits with the texts of their rows; without those that have gone. */
  private static List<List<Hit>> told(List<List<Hit>> hits, Map<String, Row> whole) {
    for (List<Hit> list : hits) {
      list.removeIf(hit -> !whole.containsKey(hit.row().key()));
      list.replaceAll(
          hit ->
              new Hit(whole.get(hit.row().key()).withVector(hit.row().vector()), hit.distance()));
    }
    return hits;
  }

  private void noteFew(int total) {
    Selection selection = question.selection();
    if (total <= few && selection.ids() == null && !selection.isFiltered()) {
      known.few(true);
    }
  }

  /** Rows with their vectors, in no order. */
  private Future<List<Row>> rows(int limit) {
    byte[] body = ChromaRows.get(question.where(), null, ChromaSearch.ALL, 0, limit);
    return search.rows(label, body);
  }

  private Future<List<List<Hit>>> ask(int rows) {
    return found
        .ask(rows)
        .compose(
            all -> {
              boolean full = all.size() == question.vectors().size();
              for (List<Row> list : all) {
                full &= list.size() == rows;
              }
              return full ? settled(all, rows) : complete(all, rows);
            });
  }

  private int most() {
    return Math.min(ASKED_MAX, NUMBERS_MAX / question.vectors().size() / question.dimension());
  }

  /** Rows of nearly the same distance may go on beyond what was asked for: then for more. */
  private Future<List<List<Hit>>> settled(List<List<Row>> lists, int rows) {
    List<List<Hit>> all = new ArrayList<>(question.vectors().size());
    for (int i = 0; i < question.vectors().size(); i++) {
      Ranking ranking = ranking(i, lists.get(i));
      if (!ranking.settles(question.k())) {
        if (rows < most()) {
          return ask(Math.min(most(), rows * MORE));
        }
        if (ranking.size() < question.k()) {
          return compared(); // the others are hidden by rows of the same ids
        }
      }
      all.add(ranking.first(question.k(), question.selection().vectors()));
    }
    return Future.succeededFuture(all);
  }

  /** The answer is short: does it hold all there is? */
  private Future<List<List<Hit>>> complete(List<List<Row>> lists, int rows) {
    return search
        .total(label, question.where())
        .compose(
            total -> {
              noteFew(total);
              boolean whole = lists.size() == question.vectors().size();
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
                    : Future.succeededFuture(ranked(copies(all))));
  }

  private Ranking ranking(int query, List<Row> rows) {
    List<Row> shown = new ArrayList<>(rows.size());
    for (Row row : rows) {
      if (row.label() != null && !twins.hide(row, question.selection().clause())) {
        shown.add(row);
      }
    }
    return new Ranking(metric, question.vectors().get(query), shown);
  }

  private List<List<Hit>> ranked(List<List<Row>> lists) {
    List<List<Hit>> all = new ArrayList<>(question.vectors().size());
    for (int i = 0; i < question.vectors().size(); i++) {
      List<Row> rows = i < lists.size() ? lists.get(i) : List.of();
      all.add(ranking(i, rows).first(question.k(), question.selection().vectors()));
    }
    return all;
  }
}
