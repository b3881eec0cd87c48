package com.modalarmor.vector.chroma;

import com.modalarmor.vector.CollectionInfo;
import com.modalarmor.vector.Row;
import com.modalarmor.vector.rights.Label;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Changes of rows in a Chroma server. First written, then entered into the directory, then what is
 * gone taken out of the directory, then away: a crash between them leaves the old row beside the
 * new one, and no answer. Thread-safe.
 */
final class ChromaWrites {

  private final ChromaHttp http;
  private final Directory directory;
  private final Layouts layouts;

  ChromaWrites(ChromaHttp http, Directory directory, Layouts layouts) {
    this.http = http;
    this.directory = directory;
    this.layouts = layouts;
  }

  private Future<Void> post(String path, byte[] body) {
    return http.call(HttpMethod.POST, path, body).mapEmpty();
  }

  Future<Void> change(
      CollectionInfo info, List<Row> rows, Map<String, Row> before, List<Row> gone) {
    return layouts
        .of(info)
        .compose(
            layout ->
                rows.isEmpty()
                    ? Future.succeededFuture(layout)
                    : layouts.sized(layout, rows.get(0).vector().length))
        .compose(layout -> written(layout, rows, before, gone).map(layout))
        .compose(layout -> gone.isEmpty() ? Future.succeededFuture() : removed(layout, gone));
  }

  private Future<Void> written(
      Layout layout, List<Row> rows, Map<String, Row> before, List<Row> gone) {
    if (rows.isEmpty()) {
      return Future.succeededFuture();
    }
    List<String> goneKeys = gone.stream().map(Row::key).toList();
    Collection<Row> twins = Entries.twins(rows, before, goneKeys);
    return SideBySide.ask(byLabel(rows), some -> upsert(layout, some, before))
        .compose(v -> directory.enter(layout.info(), rows, twins))
        .onSuccess(v -> layouts.changed(layout.info(), twins, goneKeys));
  }

  private static List<List<Row>> byLabel(List<Row> rows) {
    Map<Label, List<Row>> groups = new LinkedHashMap<>();
    rows.forEach(row -> groups.computeIfAbsent(row.label(), l -> new ArrayList<>()).add(row));
    return List.copyOf(groups.values());
  }

  /** Rows of one label. */
  private Future<Void> upsert(Layout layout, List<Row> rows, Map<String, Row> before) {
    Label label = rows.get(0).label();
    byte[] body = ChromaRows.upsert(rows, before);
    LabelRows known = layout.of(label);
    if (label.isQuarantined()) {
      // Whoever writes there sees nothing of it, so it takes the same calls whatever there is.
      List<String> keys = rows.stream().map(Row::key).toList();
      return layouts
          .made(layout.info(), label)
          .compose(made -> delete(made.path(), keys).map(made))
          .compose(made -> post(made.path() + "/upsert", body));
    }
    return (known == null ? layouts.made(layout.info(), label) : Future.succeededFuture(known))
        .compose(its -> post(its.path() + "/upsert", body));
  }

  private Future<Void> removed(Layout layout, List<Row> gone) {
    List<String> keys = gone.stream().map(Row::key).toList();
    return directory
        .remove(layout.info(), keys)
        .compose(
            v ->
                SideBySide.ask(
                    byLabel(gone),
                    rows -> {
                      LabelRows label = layout.of(rows.get(0).label());
                      List<String> its = rows.stream().map(Row::key).toList();
                      return label == null
                          ? Future.<Void>succeededFuture()
                          : delete(label.path(), its);
                    }))
        .onSuccess(v -> layouts.changed(layout.info(), List.of(), keys))
        .mapEmpty();
  }

  private Future<Void> delete(String path, List<String> keys) {
    return post(path + "/delete", ChromaRows.delete(keys));
  }
}
