package com.modalarmor.vector.chroma;

import com.modalarmor.vector.HeavyAnswer;
import com.modalarmor.vector.Hit;
import com.modalarmor.vector.Named;
import com.modalarmor.vector.Row;
import com.modalarmor.vector.Selection;
import com.modalarmor.vector.filter.Where;
import com.modalarmor.vector.rights.Clause;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/**
 * Reading from a Chroma server. Only the collections of labels that the clause permits are asked,
 * side by side; of the rows of one id one is shown. Thread-safe.
 */
final class ChromaSearch {

  private static final List<String> METADATA = List.of("metadatas");
  static final List<String> TEXTS = List.of("metadatas", "documents", "uris");
  static final List<String> ALL = List.of("metadatas", "documents", "uris", "embeddings");

  /** What a number of a vector takes in an answer, about. */
  private static final int NUMBER_BYTES = 11;

  private final ChromaHttp http;
  private final Directory directory;
  private final KnownVectors known;

  ChromaSearch(ChromaHttp http, Directory directory, KnownVectors known) {
    this.http = http;
    this.directory = directory;
    this.known = known;
  }

  Future<Map<String, Object>> post(String path, byte[] body, int rowDepth) {
    return http.object(HttpMethod.POST, path, body, rowDepth);
  }

  /** True on a thread that should not read answers of unknown size. */
  boolean isLightOnly() {
    return http.isHeavy(Long.MAX_VALUE);
  }

  /** What a {@code get} of that body brings. */
  Future<List<Row>> rows(LabelRows label, byte[] body) {
    return post(label.path() + "/get", body, 2)
        .map(tree -> ChromaAnswers.rows(tree, label.label()));
  }

  /** How many rows there are; those that somebody else wrote are among them. */
  Future<Integer> total(LabelRows label, Where where) {
    return where == null
        ? http.number(label.path() + "/count")
        : keys(label, where).map(List::size);
  }

  private Future<List<String>> keys(LabelRows label, Where where) {
    byte[] body = ChromaRows.get(where, null, List.of(), 0, Integer.MAX_VALUE);
    return post(label.path() + "/get", body, 2).map(ChromaAnswers::keys);
  }

  /**
   * Of rows that are not permitted no more than the directory tells.
   *
   * @param upward where rows are written that the subject cannot see: their metadata is told,
   *     because a write merges with it; null = nowhere
   */
  Future<Named> named(Layout layout, List<String> ids, Clause clause, LabelRows upward) {
    if (ids.isEmpty()) {
      return Future.succeededFuture(new Named(List.of(), new byte[0]));
    }
    Where named = ChromaRows.named(List.copyOf(new LinkedHashSet<>(ids)));
    Future<List<Row>> any = directory.entries(layout.info(), ids);
    Selection selection = Selection.of(clause, null, named, null);
    byte[] whole = ChromaRows.get(ChromaRows.where(selection), null, ALL, 0, Integer.MAX_VALUE);
    Future<List<List<Row>>> permitted =
        SideBySide.ask(layout.permitted(clause), label -> rows(label, whole));
    Future<List<Row>> above =
        upward == null
            ? Future.succeededFuture(List.of())
            : rows(upward, ChromaRows.get(named, null, METADATA, 0, Integer.MAX_VALUE));
    return Future.all(any, permitted, above)
        .map(
            v -> {
              Map<String, Row> byKey = new LinkedHashMap<>();
              List<Row> all = new ArrayList<>(any.result());
              all.removeIf(row -> clause.permits(row)); // told whole, if it is there
              all.addAll(above.result());
              permitted.result().forEach(all::addAll);
              all.removeIf(row -> row.label() == null);
              all.forEach(row -> byKey.put(row.key(), row));
              List<Row> rows = List.copyOf(byKey.values());
              return new Named(rows, ChromaRows.levels(ids, rows));
            });
  }

  /** Where rows of the selection may lie. */
  private static List<LabelRows> places(Layout layout, Selection selection) {
    boolean none =
        selection.clause().isNothing()
            || selection.limit() == 0
            || (selection.ids() != null && selection.ids().isEmpty());
    return none ? List.of() : layout.permitted(selection.clause());
  }

  /** Label after label, each in the order in which its rows were first written. */
  Future<List<Row>> get(Layout layout, Selection selection) {
    List<LabelRows> places = places(layout, selection);
    Clause clause = selection.clause();
    int hidden = layout.twins().hidden(clause);
    boolean simple = hidden == 0 && places.size() <= 1;
    if (selection.offset() > 0 && !simple) {
      return paged(layout, places, selection);
    }
    int limit = sum(selection.limit(), hidden);
    Where where = ChromaRows.where(selection);
    byte[] body = ChromaRows.get(where, null, include(selection), selection.offset(), limit);
    return SideBySide.ask(places, label -> rows(label, body))
        .map(
            lists -> {
              List<Row> rows = new ArrayList<>();
              lists.forEach(rows::addAll);
              rows.removeIf(row -> row.label() == null || layout.twins().hide(row, clause));
              return first(Twins.distinct(rows, row -> row), selection.limit());
            });
  }

  private static <T> List<T> first(List<T> all, int count) {
    return all.size() <= count ? all : all.subList(0, count);
  }

  private static int sum(int limit, int more) {
    return limit > Integer.MAX_VALUE - more ? Integer.MAX_VALUE : limit + more;
  }

  private static List<String> include(Selection selection) {
    return selection.vectors() ? ALL : TEXTS;
  }

  /** The keys first, so that a page is counted in rows that are shown. */
  private Future<List<Row>> paged(Layout layout, List<LabelRows> places, Selection selection) {
    Where where = ChromaRows.where(selection);
    return SideBySide.ask(places, label -> keys(label, where))
        .compose(
            all -> {
              Map<LabelRows, List<String>> page = page(layout, places, all, selection);
              return SideBySide.ask(
                  List.copyOf(page.keySet()),
                  label -> {
                    List<String> keys = page.get(label);
                    List<String> include = include(selection);
                    return rows(label, ChromaRows.get(where, keys, include, 0, Integer.MAX_VALUE));
                  });
            })
        .map(
            lists -> {
              List<Row> rows = new ArrayList<>();
              lists.forEach(rows::addAll);
              return rows;
            });
  }

  private static Map<LabelRows, List<String>> page(
      Layout layout, List<LabelRows> places, List<List<String>> keys, Selection selection) {
    Map<LabelRows, List<String>> page = new LinkedHashMap<>();
    int passed = 0;
    int taken = 0;
    for (int i = 0; i < places.size(); i++) {
      for (String key : keys.get(i)) {
        boolean shown =
            Row.isKey(key) && !layout.twins().hide(Row.idOf(key), key, selection.clause());
        if (!shown || taken == selection.limit()) {
          continue;
        }
        if (passed < selection.offset()) {
          passed++;
        } else {
          taken++;
          page.computeIfAbsent(places.get(i), label -> new ArrayList<>()).add(key);
        }
      }
    }
    return page;
  }

  Future<Integer> count(Layout layout, Clause clause) {
    Selection selection = Selection.of(clause, null, null, null);
    Where where = ChromaRows.where(selection);
    return SideBySide.ask(places(layout, selection), label -> total(label, where))
        .map(
            counts -> {
              int sum = counts.stream().mapToInt(Integer::intValue).sum();
              return Math.max(0, sum - layout.twins().hidden(clause));
            });
  }

  Future<List<List<Hit>>> query(Layout layout, Selection selection, List<float[]> vectors, int k) {
    long numbers = NearestRows.numbers(k, vectors.get(0).length);
    if (http.isHeavy(numbers * vectors.size() * NUMBER_BYTES)) {
      return Future.failedFuture(new HeavyAnswer());
    }
    List<LabelRows> places = places(layout, selection);
    int atOnce = (int) Math.max(1, NearestRows.NUMBERS_MAX / numbers);
    Question first = question(selection, vectors, 0, atOnce, k);
    Future<List<List<Hit>>> all = nearest(layout, places, first);
    for (int from = atOnce; from < vectors.size(); from += atOnce) {
      Question next = question(selection, vectors, from, atOnce, k);
      all = all.compose(hits -> nearest(layout, places, next).onSuccess(hits::addAll).map(hits));
    }
    return all;
  }

  private static Question question(
      Selection selection, List<float[]> vectors, int from, int atOnce, int k) {
    int until = Math.min(vectors.size(), from + atOnce);
    return new Question(selection, vectors.subList(from, until), k);
  }

  private Future<List<List<Hit>>> nearest(
      Layout layout, List<LabelRows> places, Question question) {
    return SideBySide.ask(
            places, label -> new NearestRows(this, known, label, layout, question).find())
        .map(found -> merged(found, question.vectors().size(), question.k()));
  }

  /**
   * @param found for each label, for each query
   */
  private static List<List<Hit>> merged(List<List<List<Hit>>> found, int queries, int k) {
    List<List<Hit>> merged = new ArrayList<>(queries);
    for (int q = 0; q < queries; q++) {
      List<Hit> hits = new ArrayList<>();
      for (List<List<Hit>> ofLabel : found) {
        hits.addAll(ofLabel.get(q));
      }
      if (found.size() > 1) {
        hits.sort(Comparator.comparingDouble(Hit::distance)); // equally near ones by their labels
      }
      merged.add(first(Twins.distinct(hits, Hit::row), k));
    }
    return merged;
  }
}
