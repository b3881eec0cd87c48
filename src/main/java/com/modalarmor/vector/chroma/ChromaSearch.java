package com.modalarmor.vector.chroma;

import com.modalarmor.vector.Hit;
import com.modalarmor.vector.Metric;
import com.modalarmor.vector.Row;
import com.modalarmor.vector.Selection;
import com.modalarmor.vector.filter.Where;
import com.modalarmor.vector.rights.Clause;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reading from a Chroma server, with what it lacks made good: of the rows of one id one is shown, a
 * filter counts, and an answer is full. Thread-safe.
 */
final class ChromaSearch {

  private static final List<String> METADATA = List.of("metadatas");
  private static final List<String> TEXTS = List.of("metadatas", "documents", "uris");
  private static final List<String> ALL = List.of("metadatas", "documents", "uris", "embeddings");
  private static final List<String> HITS = List.of("metadatas", "documents", "uris", "distances");
  private static final List<String> FULL_HITS =
      List.of("metadatas", "documents", "uris", "distances", "embeddings");

  /** Rows that are fetched whole and compared here when the server's own search comes up short. */
  private static final int COMPARED_MAX = 20_000;

  private final ChromaHttp http;

  ChromaSearch(ChromaHttp http) {
    this.http = http;
  }

  private Future<Map<String, Object>> post(String path, byte[] body, int rowDepth) {
    return http.object(HttpMethod.POST, path, body, rowDepth);
  }

  /** What is permitted is asked for by itself: of the rest nothing is fetched but its metadata. */
  Future<List<Row>> named(String path, List<String> ids, Clause whole) {
    if (ids.isEmpty()) {
      return Future.succeededFuture(List.of());
    }
    List<String> distinct = List.copyOf(new LinkedHashSet<>(ids));
    byte[] any = ChromaRows.get(ChromaRows.named(distinct), null, METADATA, Integer.MAX_VALUE);
    Future<List<Row>> all = post(path + "/get", any, 2).map(ChromaAnswers::rows);
    if (whole.isNothing()) {
      return all;
    }
    Where where = ChromaRows.where(Selection.of(whole, distinct, null, null));
    byte[] permitted = ChromaRows.get(where, null, ALL, Integer.MAX_VALUE);
    Future<List<Row>> some = post(path + "/get", permitted, 2).map(ChromaAnswers::rows);
    return Future.all(all, some).map(v -> completed(all.result(), some.result()));
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

  private Future<List<String>> shownKeys(String path, Where where) {
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
    Where where = ChromaRows.where(selection);
    byte[] body = ChromaRows.query(where, vectors, k, selection.vectors() ? FULL_HITS : HITS);
    return post(path + "/query", body, 3)
        .compose(
            tree -> {
              List<List<Hit>> hits = ChromaAnswers.hits(tree);
              boolean good =
                  hits.size() == vectors.size()
                      && !ChromaRows.marked(tree.get("metadatas"), selection.clause());
              for (List<Hit> list : hits) {
                good &= list.size() == k;
              }
              return good
                  ? Future.succeededFuture(hits)
                  : complete(path, metric, selection, where, vectors, k, hits);
            });
  }

  /** The answer is short, or some ids have several rows: does it show what it should? */
  private Future<List<List<Hit>>> complete(
      String path,
      Metric metric,
      Selection selection,
      Where where,
      List<float[]> vectors,
      int k,
      List<List<Hit>> hits) {
    return shownKeys(path, where)
        .compose(
            keys -> {
              int wanted = Math.min(k, keys.size());
              boolean full = hits.size() == vectors.size();
              for (List<Hit> list : hits) {
                full &= list.size() == wanted && onlyOf(keys, list);
              }
              if (full || keys.isEmpty()) {
                return Future.succeededFuture(hits);
              }
              if (keys.size() > COMPARED_MAX) {
                return Future.failedFuture(ChromaAnswers.unreadable());
              }
              byte[] body = ChromaRows.get(where, keys, ALL, Integer.MAX_VALUE);
              return post(path + "/get", body, 2)
                  .map(ChromaAnswers::rows)
                  .map(rows -> compared(metric, selection, rows, vectors, k));
            });
  }

  private static boolean onlyOf(List<String> keys, List<Hit> hits) {
    Set<String> shown = new HashSet<>(keys);
    for (Hit hit : hits) {
      if (hit.row().label() == null || !shown.contains(hit.row().key())) {
        return false;
      }
    }
    return true;
  }

  private static List<List<Hit>> compared(
      Metric metric, Selection selection, List<Row> rows, List<float[]> vectors, int k) {
    Map<String, Integer> order = new HashMap<>();
    rows.forEach(row -> order.put(row.id(), order.size()));
    List<List<Hit>> all = new ArrayList<>();
    for (float[] vector : vectors) {
      List<Hit> hits = new ArrayList<>(rows.size());
      for (Row row : rows) {
        float distance = distance(metric, row.vector(), vector);
        hits.add(new Hit(selection.vectors() ? row : without(row), distance));
      }
      hits.sort(
          Comparator.comparingDouble(Hit::distance)
              .thenComparingInt(hit -> order.get(hit.row().id())));
      all.add(List.copyOf(hits.subList(0, Math.min(k, hits.size()))));
    }
    return all;
  }

  private static float distance(Metric metric, float[] a, float[] b) {
    double dot = 0;
    double squareA = 0;
    double squareB = 0;
    for (int i = 0; i < a.length; i++) {
      dot += (double) a[i] * b[i];
      squareA += (double) a[i] * a[i];
      squareB += (double) b[i] * b[i];
    }
    return metric.distance((float) dot, (float) squareA, (float) squareB);
  }

  private static Row without(Row row) {
    return new Row(
        row.id(), row.label(), row.owner(), null, row.document(), row.uri(), row.metadata());
  }
}
