package com.modalarmor.vector.chroma;

import com.modalarmor.vector.Row;
import com.modalarmor.vector.filter.Where;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a Chroma server finds for some queries, each row with its vector. Vectors are the greater
 * part of an answer, and the dear one. So where most of late were known, the server is asked for
 * the rest alone, and for what turns out to be unknown by itself. For one request.
 */
final class FoundRows {

  private static final List<String> VECTORS = List.of("metadatas", "embeddings");

  private final ChromaSearch search;
  private final KnownVectors known;
  private final KnownVectors.Place place;
  private final LabelRows label;
  private final List<float[]> queries;

  FoundRows(
      ChromaSearch search,
      KnownVectors known,
      KnownVectors.Place place,
      LabelRows label,
      List<float[]> queries) {
    this.search = search;
    this.known = known;
    this.place = place;
    this.label = label;
    this.queries = queries;
  }

  /** The nearest {@code rows} to each query, in the server's order. */
  Future<List<List<Row>>> ask(Where where, int rows) {
    return place.isKnown() ? lean(where, rows) : whole(where, rows);
  }

  private Future<Map<String, Object>> query(Where where, int rows, List<String> include) {
    return search.post(label.path() + "/query", ChromaRows.query(where, queries, rows, include), 3);
  }

  private Future<List<List<Row>>> whole(Where where, int rows) {
    long asked = System.nanoTime();
    return query(where, rows, ChromaSearch.ALL)
        .map(
            tree -> {
              List<List<Row>> found = ChromaAnswers.found(tree, label.label());
              learn(found, ChromaAnswers.stamps(tree), asked);
              return found;
            });
  }

  private void learn(List<List<Row>> found, List<List<String>> stamps, long asked) {
    boolean all = true;
    for (int q = 0; q < found.size(); q++) {
      for (int i = 0; i < found.get(q).size(); i++) {
        String stamp = stamps.get(q).get(i);
        if (known.of(place, stamp) == null) {
          all = false;
          known.met(place, stamp, found.get(q).get(i).vector(), asked);
        }
      }
    }
    place.met(all);
  }

  private Future<List<List<Row>>> lean(Where where, int rows) {
    return query(where, rows, ChromaSearch.TEXTS)
        .compose(
            tree -> {
              List<List<Row>> found = ChromaAnswers.found(tree, label.label());
              Set<String> unknown = fill(found, ChromaAnswers.stamps(tree));
              place.met(unknown.isEmpty());
              if (unknown.isEmpty()) {
                return Future.succeededFuture(found);
              }
              return fetch(unknown)
                  .compose(
                      vectors ->
                          vectors.keySet().containsAll(unknown)
                              ? Future.succeededFuture(with(found, vectors))
                              : whole(where, rows)); // gone meanwhile, or not ours
            });
  }

  private static List<List<Row>> with(List<List<Row>> found, Map<String, float[]> vectors) {
    for (List<Row> rows : found) {
      rows.replaceAll(row -> row.vector() == null ? row.withVector(vectors.get(row.key())) : row);
    }
    return found;
  }

  /** Puts known vectors to their rows; the keys of those that have none then. */
  private Set<String> fill(List<List<Row>> found, List<List<String>> stamps) {
    Set<String> unknown = new LinkedHashSet<>();
    for (int q = 0; q < found.size(); q++) {
      List<Row> rows = found.get(q);
      for (int i = 0; i < rows.size(); i++) {
        Row row = rows.get(i);
        float[] vector = known.of(place, stamps.get(q).get(i));
        if (vector != null) {
          rows.set(i, row.withVector(vector));
        } else {
          unknown.add(row.label() == null ? "" : row.key());
        }
      }
    }
    return unknown;
  }

  /**
   * Vectors by keys that the server has just told. A key holds its row's label and owner, so what
   * is there under it now may be seen by whom it was told.
   */
  private Future<Map<String, float[]>> fetch(Set<String> unknown) {
    long asked = System.nanoTime();
    byte[] body = ChromaRows.get(null, List.copyOf(unknown), VECTORS, 0, Integer.MAX_VALUE);
    return search
        .post(label.path() + "/get", body, 2)
        .map(
            tree -> {
              Map<String, float[]> fetched = new HashMap<>();
              List<Row> rows = ChromaAnswers.rows(tree, label.label());
              for (int i = 0; i < rows.size(); i++) {
                Row row = rows.get(i);
                if (row.label() != null && row.vector() != null) {
                  fetched.put(row.key(), row.vector());
                  known.met(place, ChromaAnswers.stamp(tree, i), row.vector(), asked);
                }
              }
              return fetched;
            });
  }
}
