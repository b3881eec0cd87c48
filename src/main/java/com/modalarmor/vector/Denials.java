package com.modalarmor.vector;

import com.modalarmor.vector.rights.Clause;
import io.vertx.core.Future;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Notes which rows were asked for by their ids and are somebody else's. The store is asked about
 * every id that was not answered, so hidden and absent ones take the same way. Thread-safe.
 */
final class Denials {

  private final VectorStore store;

  Denials(VectorStore store) {
    this.store = store;
  }

  /**
   * @param ids as asked for; null = none by name
   * @param answered rows of these ids that are there for the subject
   */
  Future<Void> note(
      Call call, CollectionInfo info, Clause clause, List<String> ids, List<Row> answered) {
    if (ids == null || ids.isEmpty()) {
      return Future.succeededFuture();
    }
    Set<String> missing = new HashSet<>(ids);
    answered.forEach(row -> missing.remove(row.id()));
    if (missing.isEmpty()) {
      return Future.succeededFuture();
    }
    return store
        .named(info, List.copyOf(missing), Clause.NOTHING)
        .map(
            there -> {
              // Of an id with rows of both kinds one is there for the subject: nothing was denied.
              Set<String> visible = new HashSet<>();
              there.stream().filter(clause::permits).forEach(row -> visible.add(row.id()));
              for (Row row : there) {
                if (!visible.contains(row.id())) {
                  call.access().denied(row.label());
                }
              }
              return null;
            });
  }
}
