package com.modalarmor.vector.chroma;

import com.modalarmor.vector.CollectionInfo;
import com.modalarmor.vector.filter.Where;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;

/**
 * Removes collections, and all rows before them: of a collection that is removed with its rows a
 * Chroma server forgets to remove lists among the metadata, and gives them to whatever row is
 * written next, in whosever collection. The collection itself goes last, so that what was cut off
 * can be done again. Stateless.
 */
final class Removal {

  private static final int AT_ONCE = 5_000;

  private Removal() {}

  static Future<Void> of(ChromaHttp http, Directory directory, CollectionInfo collection) {
    String rows = ChromaNames.rows(collection.space(), collection.id());
    String there = ChromaNames.collections(collection.space());
    return http.list(rows + "/collections")
        .compose(
            all ->
                InTurn.each(
                    all,
                    one -> emptied(http, rows + "/collections", one.get("id"), one.get("name"))))
        .compose(v -> gone(http, rows))
        .compose(v -> directory.remove(collection))
        .compose(v -> emptied(http, there, collection.id(), collection.name()));
  }

  private static Future<Void> emptied(ChromaHttp http, String path, Object id, Object name) {
    return empty(http, path + "/" + id, ChromaRows.ANY).compose(v -> gone(http, path + "/" + name));
  }

  /**
   * Takes away what the filter wants. Ends: each round leaves fewer, and rows written meanwhile are
   * as many as their writers make.
   */
  static Future<Void> empty(ChromaHttp http, String path, Where where) {
    return http.object(HttpMethod.POST, path + "/delete", ChromaRows.deleteSome(where, AT_ONCE), 2)
        .compose(
            tree ->
                tree.get("deleted") instanceof Long count && count > 0
                    ? empty(http, path, where)
                    : Future.succeededFuture());
  }

  private static Future<Void> gone(ChromaHttp http, String path) {
    Future<Void> done = http.call(HttpMethod.DELETE, path, null).mapEmpty();
    return done.recover(e -> Expected.absent(e, null));
  }
}
