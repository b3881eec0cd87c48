package com.modalarmor.vector.chroma;

import com.modalarmor.vector.Row;
import io.vertx.core.Future;
import java.util.ArrayList;
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

  private static final List<String> METADATA = List.of("metadatas");
  private static final List<String> VECTORS = List.of("metadatas", "embeddings");

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
  private void fill(List<Row> rows, List<String> stamps, Set<String> unknown) {
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
   * All rows that the question is about, each with its vector and without its texts; null where
   * there are more of them than {@code most}. In no order.
   */
  Future<List<Row>> all(int most) {
    byte[] body = ChromaRows.get(question.where(), null, METADATA, 0, most + 1);
    return search
        .post(label.path() + "/get", body, 2)
        .compose(
            tree -> {
              List<Row> told = ChromaAnswers.rows(tree, label.label());
              if (told.size() > most) {
                return Future.succeededFuture();
              }
              List<Row> rows = new ArrayList<>(told.size());
              List<String> stamps = new ArrayList<>(told.size());
              for (int i = 0; i < told.size(); i++) {
                if (told.get(i).label() != null) {
                  rows.add(told.get(i));
                  stamps.add(ChromaAnswers.stamp(tree, i));
                }
              }
              Set<String> unknown = new LinkedHashSet<>();
              fill(rows, stamps, unknown);
              return (unknown.isEmpty()
                      ? Future.succeededFuture(Map.<String, float[]>of())
                      : fetch(unknown))
                  .map(
                      vectors -> {
                        List<Row> all = with(List.of(rows), vectors).get(0);
                        all.removeIf(row -> row.vector() == null); // gone meanwhile
                        return all;
                      });
            });
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
