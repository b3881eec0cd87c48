package com.modalarmor.vector.chroma;

import com.modalarmor.vector.Row;
import com.modalarmor.vector.filter.Where;
import com.modalarmor.vector.rights.Clause;
import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;


/**
 * What a Chroma server finds for some queries, each row with its vector. Vectors are the greater
 * part of an answer, and the dear one. So where most of late were known, the server is asked for
 * the rest alone, and for what turns out to be unknown by itself. For one request.
 */
final class FoundRows {

  private static final List<String> VECTORS = List.of("embeddings");

  private final ChromaSearch search;
  private final KnownVectors known;
  private final KnownVectors.Place place;
  private final String path;
  private final List<float[]> queries;

  /** For each query the rows in the server's order; and whether some have rows beside them. */
  record Found(List<List<Row>> rows, boolean marked) {}

  FoundRows(
      ChromaSearch search,
      KnownVectors known,
      KnownVectors.Place place,
      String path,
      List<float[]> queries) {
    this.search = search;
    this.known = known;
    this.place = place;
    this.path = path;
    this.queries = queries;
  }

  /** The nearest {@code rows} to each query. */
  Future<Found> ask(Where where, Clause clause, int rows) {
    return place.isKnown() ? lean(where, clause, rows) : whole(where, clause, rows);
  }

  private Future<Map<String, Object>> query(Where where, int rows, List<String> include) {
    return search.post(path + "/query", ChromaRows.query(where, queries, rows, include), 3);
  }

  private Future<Found> whole(Where where, Clause clause, int rows) {
    return query(where, rows, ChromaSearch.ALL)
        .map(
            tree -> {
              List<List<Row>> found = ChromaAnswers.found(tree);
              learn(found, ChromaAnswers.stamps(tree));
              return new Found(found, ChromaRows.marked(tree.get("metadatas"), clause));
            });
  }

  private void learn(List<List<Row>> found, List<List<String>> stamps) {
    boolean all = true;
    for (int q = 0; q < found.size(); q++) {
      for (int i = 0; i < found.get(q).size(); i++) {
        String stamp = stamps.get(q).get(i);
        if (known.of(place, stamp) == null) {
          all = false;
          known.keep(place, stamp, found.get(q).get(i).vector());
        }
      }
    }
    place.met(all);
  }

  private Future<Found> lean(Where where, Clause clause, int rows) {
    return query(where, rows, ChromaSearch.TEXTS)
        .compose(
            tree -> {
              List<List<Row>> found = ChromaAnswers.found(tree);
              List<List<String>> stamps = ChromaAnswers.stamps(tree);
              Map<String, String> unknown = fill(found, stamps);
              place.met(unknown.isEmpty());
              Found all = new Found(found, ChromaRows.marked(tree.get("metadatas"), clause));
              if (unknown.isEmpty()) {
                return Future.succeededFuture(all);
              }
              return fetch(unknown)
                  .compose(
                      done ->
                          fill(found, stamps).isEmpty()
                              ? Future.succeededFuture(all)
                              : whole(where, clause, rows)); // changed meanwhile, or not ours
            });
  }

  /** Puts known vectors to their rows; the stamps of those that have none then, by their keys. */
  private Map<String, String> fill(List<List<Row>> found, List<List<String>> stamps) {
    Map<String, String> unknown = new LinkedHashMap<>();
    for (int q = 0; q < found.size(); q++) {
      List<Row> rows = found.get(q);
      for (int i = 0; i < rows.size(); i++) {
        Row row = rows.get(i);
        String stamp = stamps.get(q).get(i);
        float[] vector = row.vector() == null ? known.of(place, stamp) : row.vector();
        if (vector == null) {
          unknown.put(row.label() == null ? "" : row.key(), stamp);
        } else if (row.vector() == null) {
          rows.set(i, row.withVector(vector));
        }
      }
    }
    return unknown;
  }

  /**
   * Vectors by keys that the server has just told, and of them those that are of the stamp. A key
   * holds its row's label, so what is there under it now may be seen by whom it was told.
   */
  private Future<Void> fetch(Map<String, String> unknown) {
    List<String> keys = List.copyOf(unknown.keySet());
    return search
        .post(path + "/get", ChromaRows.get(null, keys, VECTORS, Integer.MAX_VALUE), 2)
        .map(
            tree -> {
              List<String> told = ChromaAnswers.keys(tree);
              List<?> vectors = tree.get("embeddings") instanceof List<?> list ? list : List.of();
              for (int i = 0; i < Math.min(told.size(), vectors.size()); i++) {
                if (vectors.get(i) instanceof float[] vector) {
                  known.keep(place, unknown.get(told.get(i)), vector);
                }
              }
              return null;
            });
  }
}
