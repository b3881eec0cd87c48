package com.modalarmor.vector.chroma;

import com.modalarmor.vector.HeavyAnswer;
import com.modalarmor.vector.Hit;
import com.modalarmor.vector.Metric;
import com.modalarmor.vector.Named;
import com.modalarmor.vector.Row;
import com.modalarmor.vector.Selection;
import com.modalarmor.vector.filter.Where;
import com.modalarmor.vector.rights.Clause;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/**
 * Reading from a Chroma server, with what it lacks made good: of the rows of one id one is shown, a
 * filter counts, and an answer is full. Thread-safe.
 */
final class ChromaSearch {

  private static final List<String> METADATA = List.of("metadatas");
  static final List<String> TEXTS = List.of("metadatas", "documents", "uris");
  static final List<String> ALL = List.of("metadatas", "documents", "uris", "embeddings");

  /** What a number of a vector takes in an answer, about. */
  private static final int NUMBER_BYTES = 11;

  private final ChromaHttp http;
  private final KnownVectors known;
  private final int comparedMax;

  /**
   * @param comparedMax permitted rows up to which all are compared, whatever the server finds
   */
  ChromaSearch(ChromaHttp http, KnownVectors known, int comparedMax) {
    this.http = http;
    this.known = known;
    this.comparedMax = comparedMax;
  }

  int comparedMax() {
    return comparedMax;
  }

  Future<Map<String, Object>> post(String path, byte[] body, int rowDepth) {
    return http.object(HttpMethod.POST, path, body, rowDepth);
  }

  /** What is permitted is asked for by itself: of the rest nothing is fetched but its metadata. */
  Future<Named> named(String path, List<String> ids, Clause clause) {
    if (ids.isEmpty()) {
      return Future.succeededFuture(new Named(List.of(), new byte[0]));
    }
    List<String> distinct = List.copyOf(new LinkedHashSet<>(ids));
    byte[] any = ChromaRows.get(ChromaRows.named(distinct), null, METADATA, Integer.MAX_VALUE);
    Future<List<Row>> all = post(path + "/get", any, 2).map(ChromaAnswers::rows);
    if (clause.isNothing()) {
      return all.map(rows -> new Named(rows, ChromaRows.levels(ids, rows)));
    }
    Where where = ChromaRows.where(Selection.of(clause, distinct, null, null));
    byte[] permitted = ChromaRows.get(where, null, ALL, Integer.MAX_VALUE);
    Future<List<Row>> some = post(path + "/get", permitted, 2).map(ChromaAnswers::rows);
    return Future.all(all, some)
        .map(
            v ->
                new Named(
                    completed(all.result(), some.result()), ChromaRows.levels(ids, all.result())));
  }

  /** The keys tell them: nothing else of a row is fetched. */
  Future<byte[]> levels(String path, List<String> ids) {
    List<String> distinct = List.copyOf(new LinkedHashSet<>(ids));
    byte[] body = ChromaRows.get(ChromaRows.named(distinct), null, List.of(), Integer.MAX_VALUE);
    return post(path + "/get", body, 2)
        .map(ChromaAnswers::keys)
        .map(keys -> ChromaRows.levelsOfKeys(ids, keys));
  }

  private static List<Row> completed(List<Row> rows, List<Row> whole) {
    Map<String, Row> byKey = new HashMap<>();
    for (Row row : whole) {
      if (row.label() != null) {
        byKey.put(row.key(), row);
      }
    }
    List<Row> completed = new ArrayList<>(rows.size());
    for (Row row : rows) {
      completed.add(row.label() == null ? row : byKey.getOrDefault(row.key(), row));
    }
    return completed;
  }

  private static boolean none(Selection selection) {
    return selection.clause().isNothing()
        || selection.limit() == 0
        || (selection.ids() != null && selection.ids().isEmpty());
  }

  Future<List<Row>> get(String path, Selection selection) {
    if (none(selection)) {
      return Future.succeededFuture(List.of());
    }
    Where where = ChromaRows.where(selection);
    if (selection.offset() > 0) {
      return paged(path, selection, where);
    }
    byte[] body = ChromaRows.get(where, null, include(selection), selection.limit());
    return post(path + "/get", body, 2)
        .compose(
            tree ->
                ChromaRows.marked(tree.get("metadatas"), selection.clause())
                    ? paged(path, selection, where)
                    : Future.succeededFuture(ChromaAnswers.rows(tree)));
  }

  private static List<String> include(Selection selection) {
    return selection.vectors() ? ALL : TEXTS;
  }

  /** The keys first, so that a page is counted in rows that are shown. */
  private Future<List<Row>> paged(String path, Selection selection, Where where) {
    return shownKeys(path, where)
        .compose(
            keys -> {
              int from = Math.min(selection.offset(), keys.size());
              int until = from + Math.min(selection.limit(), keys.size() - from);
              if (from == until) {
                return Future.succeededFuture(List.of());
              }
              byte[] body =
                  ChromaRows.get(
                      where, keys.subList(from, until), include(selection), Integer.MAX_VALUE);
              return post(path + "/get", body, 2).map(ChromaAnswers::rows);
            });
  }

  /** Of each id the one that is shown. */
  Future<List<String>> shownKeys(String path, Where where) {
    byte[] body = ChromaRows.get(where, null, List.of(), Integer.MAX_VALUE);
    return post(path + "/get", body, 2).map(ChromaAnswers::keys).map(ChromaAnswers::shown);
  }

  Future<Integer> count(String path, Clause clause) {
    Selection selection = Selection.of(clause, null, null, null);
    return none(selection)
        ? Future.succeededFuture(0)
        : shownKeys(path, ChromaRows.where(selection)).map(List::size);
  }

  Future<List<List<Hit>>> query(
      String path, Metric metric, Selection selection, List<float[]> vectors, int k) {
    if (none(selection)) {
      List<List<Hit>> nothing = new ArrayList<>();
      vectors.forEach(vector -> nothing.add(List.of()));
      return Future.succeededFuture(nothing);
    }
    long numbers = NearestRows.numbers(k, vectors.get(0).length);
    if (http.isHeavy(numbers * vectors.size() * NUMBER_BYTES)) {
      return Future.failedFuture(new HeavyAnswer());
    }
    KnownVectors.Place place = known.place(path, selection.clause());
    int atOnce = (int) Math.max(1, NearestRows.NUMBERS_MAX / numbers);
    Future<List<List<Hit>>> all = Future.succeededFuture(new ArrayList<>(vectors.size()));
    for (int from = 0; from < vectors.size(); from += atOnce) {
      List<float[]> some = vectors.subList(from, Math.min(vectors.size(), from + atOnce));
      FoundRows found = new FoundRows(this, known, place, path, some);
      NearestRows nearest = new NearestRows(this, found, place, path, metric, selection, some, k);
      all = all.compose(hits -> nearest.find().onSuccess(hits::addAll).map(hits));
    }
    return all;
  }
}
