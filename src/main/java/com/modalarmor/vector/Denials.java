package com.modalarmor.vector;

import io.vertx.core.Future;
import java.util.LinkedHashSet;
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
   * @param selection what was asked for, by ids or not
   * @param answered rows of these ids that are there for the subject
   */
  Future<Void> note(Call call, CollectionInfo info, Selection selection, List<Row> answered) {
    if (selection.ids() == null || selection.ids().isEmpty()) {
      return Future.succeededFuture();
    }
    Set<String> missing = new LinkedHashSet<>(selection.ids());
    answered.forEach(row -> missing.remove(row.id()));
    if (missing.isEmpty()) {
      return Future.succeededFuture();
    }
    boolean whole =
        !selection.isFiltered() && selection.offset() == 0 && answered.size() < selection.limit();
    return whole
        ? count(call, info, missing)
        : store
            .get(info, Selection.of(selection.clause(), List.copyOf(missing), null, null))
            .compose(
                rows -> {
                  // There for the subject, only not what its filter wants: nothing was denied.
                  rows.forEach(row -> missing.remove(row.id()));
                  return count(call, info, missing);
                });
  }

  private Future<Void> count(Call call, CollectionInfo info, Set<String> missing) {
    if (missing.isEmpty()) {
      return Future.succeededFuture();
    }
    return store
        .levels(info, List.copyOf(missing))
        .map(
            all -> {
              for (byte levels : all) {
                call.access().missed(levels);
              }
              return null;
            });
  }
}
