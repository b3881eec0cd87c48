package com.modalarmor.vector.chroma;

import com.modalarmor.vector.Hit;
import com.modalarmor.vector.Metric;
import com.modalarmor.vector.Row;
import com.modalarmor.vector.Selection;
import com.modalarmor.vector.filter.Where;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * One search in a Chroma server. The server's graph leads along all rows: a row that the subject
 * may see can be lost in it, or come with other last digits, for the sake of one that it may not.
 * So distances are worked out here, more rows are asked for than are wanted, and what comes up
 * short is compared with what there is; few rows are all compared. Confined to one request.
 */
final class NearestRows {

  /** Numbers of vectors in one answer of the server. */
  static final int NUMBERS_MAX = 3_000_000;

  /**
   * Of so few rows, and no more numbers than those, all are compared: they cost what a search does.
   */
  private static final int FEW_ROWS = 64;

  private static final int FEW_NUMBERS = 4_096;

  /** Rows that are fetched whole and compared here when the server's own search comes up short. */
  private static final int COMPARED_MAX = 20_000;

  /** A search is asked again for so many times the rows while its end is not certain. */
  private static final int MORE = 4;

  /** Beyond so many rows of nearly one distance the server's choice among them is taken. */
  private static final int ASKED_MAX = 1_024;

  private final ChromaSearch search;
  private final FoundRows found;
  private final KnownVectors.Place place;
  private final String path;
  private final Metric metric;
  private final Selection selection;
  private final Where where;
  private final List<float[]> vectors;
  private final int k;
  private final int few;

  NearestRows(
      ChromaSearch search,
      FoundRows found,
      KnownVectors.Place place,
      String path,
      Metric metric,
      Selection selection,
      List<float[]> vectors,
      int k) {
    this.search = search;
    this.found = found;
    this.place = place;
    this.path = path;
    this.metric = metric;
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
    boolean all = search.comparedMax() > few && !place.isMany();
    if (!all && !place.isFew()) {
      return ask(rows);
    }
    int most = all ? search.comparedMax() : few;
    byte[] body = ChromaRows.get(where, null, ChromaSearch.ALL, most + 1);
    return search
        .post(path + "/get", body, 2)
        .compose(
            tree -> {
              List<String> keys = ChromaAnswers.keys(tree);
              if (keys.size() > most) {
                place.many();
                return ask(rows);
              }
              Set<String> shown = new HashSet<>(ChromaAnswers.shown(keys));
              List<Row> there = ChromaAnswers.rows(tree);
              there.removeIf(row -> row.label() == null || !shown.contains(row.key()));
              return Future.succeededFuture(ranked(Collections.nCopies(vectors.size(), there)));
            });
  }

  private Future<List<List<Hit>>> ask(int rows) {
    return found
        .ask(where, selection.clause(), rows)
        .compose(
            answer -> {
              List<List<Row>> all = answer.rows();
              boolean full = all.size() == vectors.size() && !answer.marked();
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
  private Future<List<List<Hit>>> settled(List<List<Row>> found, int rows) {
    List<List<Hit>> all = new ArrayList<>();
    for (int i = 0; i < vectors.size(); i++) {
      Ranking ranking = new Ranking(metric, vectors.get(i), found.get(i));
      if (!ranking.settles(k) && rows < most()) {
        return ask(Math.min(most(), rows * MORE));
      }
      all.add(ranking.first(k, selection.vectors()));
    }
    return Future.succeededFuture(all);
  }

  /** The answer is short, or some ids have several rows: does it show what it should? */
  private Future<List<List<Hit>>> complete(List<List<Row>> found, int rows) {
    return search
        .shownKeys(path, where)
        .compose(
            keys -> {
              boolean whole = selection.ids() == null && !selection.isFiltered();
              if (whole && keys.size() <= few) {
                place.few();
              }
              int wanted = Math.min(rows, keys.size());
              boolean full = found.size() == vectors.size();
              for (List<Row> list : found) {
                full &= list.size() == wanted && onlyOf(keys, list);
              }
              if (keys.isEmpty() || (full && wanted < rows)) {
                return Future.succeededFuture(ranked(found));
              }
              if (full) {
                return settled(found, rows);
              }
              if (keys.size() > COMPARED_MAX) {
                return Future.failedFuture(ChromaAnswers.unreadable());
              }
              byte[] body = ChromaRows.get(where, keys, ChromaSearch.ALL, Integer.MAX_VALUE);
              return search
                  .post(path + "/get", body, 2)
                  .map(ChromaAnswers::rows)
                  .map(all -> ranked(Collections.nCopies(vectors.size(), all)));
            });
  }

  private static boolean onlyOf(List<String> keys, List<Row> rows) {
    Set<String> shown = new HashSet<>(keys);
    for (Row row : rows) {
      if (row.label() == null || !shown.contains(row.key())) {
        return false;
      }
    }
    return true;
  }

  private List<List<Hit>> ranked(List<List<Row>> rows) {
    List<List<Hit>> all = new ArrayList<>();
    for (int i = 0; i < vectors.size(); i++) {
      List<Row> its = i < rows.size() ? rows.get(i) : List.of();
      all.add(new Ranking(metric, vectors.get(i), its).first(k, selection.vectors()));
    }
    return all;
  }
}
