package com.modalarmor.vector.chroma;

import com.modalarmor.vector.Row;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The rows of one owner under a label, for one who may see no others there. A server's search leads
 * over the rows of others and may hang on them, so all of these are listed and compared instead:
 * their stamps tell the vectors, and texts are fetched of the nearest alone. For one request.
 */
final class OwnRows {

  private static final List<String> METADATA = List.of("metadatas");

  /** Rows whose metadata is in one answer: as many as a caller may ask for at once. */
  private static final int ROWS_AT_ONCE = 1_000;

  private final ChromaSearch search;
  private final FoundRows found;
  private final LabelRows label;
  private final Question question;

  /**
   * @param rows with their vectors and without their texts
   * @param stamps of the rows, by their keys; null values where they have none
   */
  record Listed(List<Row> rows, Map<String, String> stamps) {}

  OwnRows(ChromaSearch search, FoundRows found, LabelRows label, Question question) {
    this.search = search;
    this.found = found;
    this.label = label;
    this.question = question;
  }

  /** All that the question is about, in no order; null where they are more than {@code most}. */
  Future<Listed> list(int most) {
    int atOnce = Math.min(most, ROWS_AT_ONCE);
    byte[] body = ChromaRows.get(question.where(), null, METADATA, 0, atOnce + 1);
    return get(body)
        .compose(
            tree -> {
              Listed first = new Listed(new ArrayList<>(), new HashMap<>());
              if (add(first, tree) <= atOnce) {
                return withVectors(first);
              }
              return atOnce == most ? Future.succeededFuture() : many(most);
            });
  }

  private Future<Map<String, Object>> get(byte[] body) {
    return search.post(label.path() + "/get", body, 2);
  }

  /** The number of rows in an answer; what is not of the label is left out. */
  private int add(Listed all, Map<String, Object> tree) {
    List<Row> rows = ChromaAnswers.rows(tree, label.label());
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      if (row.label() != null) {
        all.rows().add(row);
        all.stamps().put(row.key(), ChromaAnswers.stamp(tree, i));
      }
    }
    return rows.size();
  }

  /** Their keys at once, and what else lies with them in parts. */
  private Future<Listed> many(int most) {
    return get(ChromaRows.get(question.where(), null, List.of(), 0, most + 1))
        .compose(
            tree -> {
              List<String> keys = ChromaAnswers.keys(tree);
              return keys.size() > most ? Future.succeededFuture() : many(keys);
            });
  }

  private Future<Listed> many(List<String> keys) {
    Listed all = new Listed(new ArrayList<>(keys.size()), new HashMap<>());
    return InTurn.parts(
            keys,
            ROWS_AT_ONCE,
            some ->
                get(ChromaRows.get(null, some, METADATA, 0, Integer.MAX_VALUE))
                    .onSuccess(tree -> add(all, tree))
                    .mapEmpty())
        .compose(v -> withVectors(all));
  }

  private Future<Listed> withVectors(Listed all) {
    Set<String> unknown = new LinkedHashSet<>();
    List<String> stamps = new ArrayList<>(all.rows().size());
    all.rows().forEach(row -> stamps.add(all.stamps().get(row.key())));
    found.fill(all.rows(), stamps, unknown);
    return found
        .fetch(unknown)
        .map(
            vectors -> {
              all.rows()
                  .replaceAll(
                      row -> row.vector() == null ? row.withVector(vectors.get(row.key())) : row);
              all.rows().removeIf(row -> row.vector() == null); // gone meanwhile
              return all;
            });
  }

  /** Some of the rows with their texts, as far as they are still what they were, by their keys. */
  Future<Map<String, Row>> whole(Listed listed, Set<String> keys) {
    byte[] body =
        ChromaRows.get(
            question.selection().isFiltered() ? question.where() : null,
            List.copyOf(keys),
            ChromaSearch.TEXTS,
            0,
            Integer.MAX_VALUE);
    return get(body)
        .map(
            tree -> {
              Listed now = new Listed(new ArrayList<>(keys.size()), new HashMap<>());
              add(now, tree);
              Map<String, Row> byKey = new HashMap<>();
              for (Row row : now.rows()) {
                String stamp = now.stamps().get(row.key());
                if (Objects.equals(stamp, listed.stamps().get(row.key()))) {
                  byKey.put(row.key(), row);
                }
              }
              return byKey;
            });
  }
}
