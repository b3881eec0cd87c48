package com.modalarmor.vector.chroma;

import com.modalarmor.vector.rights.Level;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Map;

/**
 * Takes all rows out of collections before they are removed. Of a collection that is removed with
 * its rows a Chroma server forgets to remove lists among the metadata, and gives them to whatever
 * row is written next, in whosever collection. Stateless.
 */
final class Emptying {

  private static final int AT_ONCE = 5_000;

  private Emptying() {}

  static Future<Void> all(ChromaHttp http, List<String> paths) {
    Future<Void> done = Future.succeededFuture();
    for (String path : paths) {
      done = done.compose(v -> one(http, path));
    }
    return done;
  }

  /**
   * Ends: each round leaves fewer, and rows written meanwhile are as many as their writers make.
   */
  private static Future<Void> one(ChromaHttp http, String path) {
    byte[] body = ChromaRows.deleteSome(Level.ALL, AT_ONCE);
    return http.object(HttpMethod.POST, path + "/delete", body, 2)
        .compose(tree -> gone(tree) > 0 ? one(http, path) : Future.succeededFuture());
  }

  private static long gone(Map<String, Object> tree) {
    return tree.get("deleted") instanceof Long count ? count : 0;
  }
}
