package com.modalarmor.vector;

import com.modalarmor.json.JsonBytes;
import com.modalarmor.json.JsonTree;
import com.modalarmor.policy.VectorOperation;
import com.modalarmor.settings.Sha256;
import com.modalarmor.vector.rights.Clause;
import com.modalarmor.vector.rights.Label;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.LongSupplier;

/**
 * Gives rows other labels. Raising is one person's work. Anything else takes two: the first asks,
 * and another one with the same right, who can see all the rows, confirms within an hour what was
 * asked for, and only while the rows are as they were. Thread-safe; what is asked for is kept in
 * this process.
 */
final class Relabels {

  private static final int PENDING_MAX = 10_000;

  /** Of one tenant, so that nobody keeps others from asking. */
  private static final int PENDING_OF_TENANT_MAX = 100;

  /** Over all that wait; some 200 bytes each. */
  private static final int ROWS_MAX = 500_000;

  private static final int ROWS_OF_TENANT_MAX = 50_000;
  private static final long PENDING_MS = 3_600_000;

  private final VectorStore store;
  private final Catalogue catalogue;
  private final Turns turns;
  private final WrittenLabels labels;
  private final LongSupplier nowMs;
  private final Map<String, Pending> pending = new LinkedHashMap<>();

  /**
   * @param contents of each row as the first person saw it, by its key
   * @param scopes where these rows lay
   */
  private record Pending(
      String tenant,
      String collection,
      String actor,
      Label label,
      Map<String, String> contents,
      Set<Scoped> scopes,
      long untilMs) {}

  Relabels(
      VectorStore store,
      Catalogue catalogue,
      Turns turns,
      WrittenLabels labels,
      LongSupplier nowMs) {
    this.store = store;
    this.catalogue = catalogue;
    this.turns = turns;
    this.labels = labels;
    this.nowMs = nowMs;
  }

  Future<VectorResult> relabel(Call call, VectorRequest.Relabel request) {
    return catalogue
        .resolve(call, request.path())
        .compose(
            info -> {
              call.require(VectorOperation.RELABEL, info.name());
              return turns.take(
                  info.id(),
                  () ->
                      request.confirm() == null
                          ? ask(call, info, request)
                          : confirm(call, info, request));
            });
  }

  private Future<VectorResult> ask(Call call, CollectionInfo info, VectorRequest.Relabel request) {
    labels.require(call, info, request.label());
    return store
        .named(info, request.ids(), call.visible(info.name()), new Scoped(request.label(), ""))
        .compose(
            named -> {
              Seen seen = new Seen(named, call.visible(info.name()));
              List<Row> meant = new ArrayList<>();
              boolean lowered = false;
              for (int i = 0; i < request.ids().size(); i++) {
                Row row = seen.visible(request.ids().get(i));
                if (row == null) {
                  seen.missed(i, call.access());
                  continue; // not there, as far as this subject goes
                }
                requireOwned(call, info, row);
                meant.add(row);
                lowered |= !request.label().dominates(row.label());
              }
              meant.forEach(call.access()::row);
              return lowered
                  ? Future.succeededFuture(remember(call, info, request.label(), meant))
                  : apply(info, meant, seen.before(meant), request.label());
            });
  }

  private static void requireOwned(Call call, CollectionInfo info, Row row) {
    boolean may =
        call.rights()
            .readable(VectorOperation.RELABEL, info.name(), call.subject().actor())
            .permits(row);
    if (!may) {
      call.access().denied(row.label());
      throw VectorFault.forbidden("This credential may read a row of these, but not relabel it");
    }
  }

  private VectorResult remember(Call call, CollectionInfo info, Label label, List<Row> rows) {
    Map<String, String> contents = new TreeMap<>();
    Set<Scoped> scopes = new LinkedHashSet<>();
    for (Row row : rows) {
      contents.put(row.key(), contentOf(row));
      scopes.add(new Scoped(row.label(), row.owner()));
    }
    String id = UUID.randomUUID().toString();
    synchronized (pending) {
      expire();
      requireRoom(call.subject().tenant(), rows.size());
      pending.put(
          id,
          new Pending(
              call.subject().tenant(),
              info.id(),
              call.subject().actor(),
              label,
              contents,
              scopes,
              nowMs.getAsLong() + PENDING_MS));
    }
    return new VectorResult.Relabelled(rows.size(), id);
  }

  /** Holds the lock. */
  private void requireRoom(String tenant, int rows) {
    int ofTenant = 0;
    int rowsOfTenant = rows;
    int allRows = rows;
    for (Pending one : pending.values()) {
      allRows += one.contents().size();
      if (one.tenant().equals(tenant)) {
        ofTenant++;
        rowsOfTenant += one.contents().size();
      }
    }
    if (pending.size() >= PENDING_MAX
        || ofTenant >= PENDING_OF_TENANT_MAX
        || rowsOfTenant > ROWS_OF_TENANT_MAX
        || allRows > ROWS_MAX) {
      throw new VectorFault(
          VectorFault.Kind.STORE_GONE, "Too many relabellings wait for confirmation");
    }
  }

  /** The oldest first: all live equally long. Holds the lock. */
  private void expire() {
    Iterator<Pending> oldest = pending.values().iterator();
    while (oldest.hasNext() && oldest.next().untilMs() <= nowMs.getAsLong()) {
      oldest.remove();
    }
  }

  private Future<VectorResult> confirm(
      Call call, CollectionInfo info, VectorRequest.Relabel request) {
    Pending asked;
    synchronized (pending) {
      expire();
      asked = pending.get(request.confirm());
    }
    boolean known =
        asked != null
            && asked.tenant().equals(call.subject().tenant())
            && asked.collection().equals(info.id());
    if (!known) {
      throw VectorFault.notFound("There is no such relabelling");
    }
    Clause visible = call.visible(info.name());
    for (Scoped scope : asked.scopes()) {
      if (!visible.permits(scope)) {
        call.access().denied(scope.label());
        throw VectorFault.notFound("There is no such relabelling");
      }
    }
    List<String> ids = asked.contents().keySet().stream().map(Row::idOf).distinct().toList();
    return store
        .named(info, ids, visible, new Scoped(asked.label(), ""))
        .compose(
            named -> {
              List<Row> meant = new ArrayList<>();
              for (Row row : named.rows()) {
                String content = row.label() == null ? null : asked.contents().get(row.key());
                if (content != null && content.equals(contentOf(row))) {
                  meant.add(row);
                }
              }
              if (asked.actor().equals(call.subject().actor())) {
                throw VectorFault.forbidden("Another person must confirm a lower label");
              }
              meant.forEach(row -> requireOwned(call, info, row));
              synchronized (pending) {
                pending.remove(request.confirm());
              }
              if (meant.size() != asked.contents().size()) {
                throw new VectorFault(
                    VectorFault.Kind.EXISTS, "The rows have changed since; ask again");
              }
              meant.forEach(call.access()::row);
              Seen all = new Seen(named, visible);
              return apply(info, meant, all.before(meant), asked.label());
            });
  }

  private Future<VectorResult> apply(
      CollectionInfo info, List<Row> rows, Map<String, Row> before, Label label) {
    List<Row> relabelled = new ArrayList<>();
    List<Row> gone = new ArrayList<>();
    for (Row row : rows) {
      if (!row.label().equals(label)) {
        gone.add(row);
        relabelled.add(row.at(label));
      }
    }
    Future<Applied> change =
        gone.isEmpty()
            ? Future.succeededFuture(Applied.AT_ONCE)
            : store.change(info, relabelled, before, gone);
    return change.compose(Applied::durable).map(v -> new VectorResult.Relabelled(rows.size(), ""));
  }

  /** Everything of a row that a reader meets, its vector too: by it the row is found. */
  private static String contentOf(Row row) {
    byte[] content =
        JsonBytes.object(
            out -> {
              out.writeStringField("document", row.document());
              out.writeStringField("uri", row.uri());
              out.writeFieldName("vector");
              JsonTree.write(out, row.vector());
              out.writeFieldName("metadata");
              JsonTree.write(out, row.metadata() == null ? null : new TreeMap<>(row.metadata()));
            });
    return Sha256.over(content).hex();
  }
}
