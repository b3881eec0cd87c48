package com.modalarmor.vector.chroma;

import com.modalarmor.vector.Row;
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

  /** Of vectors in one answer that are asked for by their keys. */
  private static final int NUMBERS_AT_ONCE = 500_000;

  private final ChromaSearch search;
  private final KnownVectors known;
  private final KnownVectors.Place place;
  private final LabelRows label;
  private final Question question;

  FoundRows(
      ChromaSearch search,
      KnownVectors known,
      KnownVectors.Place place,
      LabelRows label,
      Question question) {
    this.search = search;
    this.known = known;
    this.place = place;
    this.label = label;
    this.question = question;
  }

  /** The nearest {@code rows} to each query, in the server's order. */
  Future<List<List<Row>>> ask(int rows) {
    return place.isKnown() ? lean(rows) : whole(rows);
  }

  private Future<Map<String, Object>> query(int rows, List<String> include) {
    return search.post(label.path() + "/query", question.body(rows, include), 3);
  }

  private Future<List<List<Row>>> whole(int rows) {
    long asked = System.nanoTime();
    return query(rows, ChromaSearch.ALL)
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

  private Future<List<List<Row>>> lean(int rows) {
    return query(rows, ChromaSearch.TEXTS)
        .compose(
            tree -> {
              List<List<Row>> found = ChromaAnswers.found(tree, label.label());
              List<List<String>> stamps = ChromaAnswers.stamps(tree);
              Set<String> unknown = new LinkedHashSet<>();
              for (int q = 0; q < found.size(); q++) {
                fill(found.get(q), stamps.get(q), unknown);
              }
              place.met(unknown.isEmpty());
              if (unknown.isEmpty()) {
                return Future.succeededFuture(found);
              }
              return fetch(unknown)
                  .compose(
                      vectors ->
                          vectors.keySet().containsAll(unknown)
                              ? Future.succeededFuture(with(found, vectors))
                              : whole(rows)); // gone meanwhile, or not ours
            });
  }

  private static List<List<Row>> with(List<List<Row>> found, Map<String, float[]> vectors) {
    for (List<Row> rows : found) {
      rows.replaceAll(row -> row.vector() == null ? row.withVector(vectors.get(row.key())) : row);
    }
    return found;
  }

  /** Puts known vectors to their rows, and the keys of those that have none then to the others. */
  void fill(List<Row> rows, List<String> stamps, Set<String> unknown) {
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      float[] vector = known.of(place, stamps.get(i));
      if (vector != null) {
        rows.set(i, row.withVector(vector));
      } else {
        unknown.add(row.label() == null ? "" : row.key());
      }
    }
  }

  /**
   * Vectors by keys that the server has just told. A key holds its row's label and owner, so what
   * is there under it now may be seen by whom it was told.
   */
  Future<Map<String, float[]>> fetch(Set<String> unknown) {
    Map<String, float[]> fetched = new HashMap<>();
    int atOnce = Math.max(1, NUMBERS_AT_ONCE / question.dimension());
    return InTurn.parts(List.copyOf(unknown), atOnce, keys -> fetch(keys, fetched)).map(fetched);
  }

  private Future<Void> fetch(List<String> keys, Map<String, float[]> fetched) {
    long asked = System.nanoTime();
    byte[] body = ChromaRows.get(null, keys, VECTORS, 0, Integer.MAX_VALUE);
    return search
        .post(label.path() + "/get", body, 2)
        .map(
            tree -> {
              List<Row> rows = ChromaAnswers.rows(tree, label.label());
              for (int i = 0; i < rows.size(); i++) {
                Row row = rows.get(i);
                if (row.label() != null && row.vector() != null) {
                  fetched.put(row.key(), row.vector());
                  known.met(place, ChromaAnswers.stamp(tree, i), row.vector(), asked);
                }
              }
              return null;
            });
  }
}
