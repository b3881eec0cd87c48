package com.modalarmor.vector;

import com.modalarmor.policy.VectorOperation;
import com.modalarmor.vector.VectorRequest.Write;
import com.modalarmor.vector.VectorRequest.Writing;
import com.modalarmor.vector.rights.Clause;
import com.modalarmor.vector.rights.Label;
import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writing and removing rows. A request is granted as a whole or not at all. What a subject may not
 * read is not there for it: an update or removal passes it by, a new row of the same id is put
 * beside it. What it can read but may not change is refused. Thread-safe.
 */
final class RowWrites {

  private final VectorStore store;
  private final Catalogue catalogue;
  private final OddRows odd;
  private final Turns turns;
  private final WrittenLabels labels;
  private final Denials denials;

  RowWrites(
      VectorStore store, Catalogue catalogue, OddRows odd, Turns turns, WrittenLabels labels) {
    this.store = store;
    this.catalogue = catalogue;
    this.odd = odd;
    this.turns = turns;
    this.labels = labels;
    this.denials = new Denials(store);
  }

  Future<VectorResult> write(Call call, Write request) {
    Label label = request.label() == null ? call.subject().label() : request.label();
    if (!label.dominates(call.subject().label())) {
      call.access().denied(label);
      throw VectorFault.forbidden("A row's label must be at least that of its writer");
    }
    return catalogue
        .resolve(call, request.path())
        .compose(info -> turns.take(info.id(), () -> prepare(call, info, request, label)))
        .compose(Applied::durable)
        .map(
            v ->
                request.writing() == Writing.ADD
                    ? new VectorResult.Added()
                    : new VectorResult.Done());
  }

  private Future<Applied> prepare(Call call, CollectionInfo info, Write request, Label label) {
    String name = info.name();
    requireGrant(call, name, request.writing());
    labels.require(call, info, label);
    int dimension = info.dimension();
    if (request.vectors() != null) {
      for (float[] vector : request.vectors()) {
        if (vector != null) {
          dimension = dimension == 0 ? vector.length : dimension;
          requireDimension(dimension, vector);
        }
      }
    }
    Write watched = odd.marked(call, info, request, label);
    return store
        .named(info, request.ids(), call.visible(name), new Scoped(label, call.subject().actor()))
        .compose(
            named -> {
              Seen seen = new Seen(named, call.visible(name));
              Map<String, Row> changed = new LinkedHashMap<>();
              for (int i = 0; i < request.ids().size(); i++) {
                record(call, info, watched, label, seen, changed, i);
              }
              changed.values().forEach(call.access()::row);
              return changed.isEmpty()
                  ? Future.succeededFuture(Applied.AT_ONCE)
                  : store.change(
                      info,
                      List.copyOf(changed.values()),
                      seen.before(changed.values()),
                      List.of());
            });
  }

  /** Refuses whoever may not write in this way at all. */
  static void requireGrant(Call call, String name, VectorRequest.Writing writing) {
    switch (writing) {
      case ADD -> call.require(VectorOperation.ADD, name);
      case UPDATE -> call.require(VectorOperation.UPDATE, name);
      case UPSERT -> {
        boolean either =
            call.rights().may(VectorOperation.ADD, name)
                || call.rights().may(VectorOperation.UPDATE, name);
        if (!either) {
          throw call.refused(VectorOperation.ADD);
        }
      }
    }
  }

  static void requireDimension(int dimension, float[] vector) {
    if (dimension != 0 && vector.length != dimension) {
      throw VectorFault.invalid(
          "Collection expecting embedding with dimension of "
              + dimension
              + ", got "
              + vector.length);
    }
  }

  private static void record(
      Call call,
      CollectionInfo info,
      Write request,
      Label label,
      Seen seen,
      Map<String, Row> changed,
      int i) {
    String id = request.ids().get(i);
    String name = info.name();
    Row there = seen.visible(id);
    if (request.poisoned().contains(i)) {
      quarantine(call, name, request, label, there, changed, i);
      return;
    }
    if (there == null) {
      seen.missed(i, call.access());
    }
    if (there != null) {
      if (request.writing() == Writing.ADD) {
        return; // as Chroma does: what is there stays
      }
      Clause writable =
          call.rights().writable(VectorOperation.UPDATE, name, call.subject().actor());
      if (!writable.permits(there) || (request.label() != null && !label.equals(there.label()))) {
        call.access().denied(there.label());
        throw VectorFault.forbidden("This credential may read a row of these, but not change it");
      }
      put(seen, changed, merged(there, request, i));
      return;
    }
    if (request.writing() == Writing.UPDATE) {
      return; // as Chroma does: what is not there is passed by
    }
    call.require(VectorOperation.ADD, name);
    Row fresh = fresh(call, request, label, i);
    if (request.writing() == Writing.ADD && seen.has(fresh)) {
      return; // written upwards before by the same owner, who cannot see it
    }
    put(seen, changed, fresh);
  }

  /**
   * A record with a poisoned text changes nothing that is there: it is put aside, where only those
   * who review such rows see it.
   */
  private static void quarantine(
      Call call,
      String name,
      Write request,
      Label label,
      Row there,
      Map<String, Row> changed,
      int i) {
    boolean passedBy =
        there == null ? request.writing() == Writing.UPDATE : request.writing() == Writing.ADD;
    if (passedBy) {
      return;
    }
    if (there == null) {
      call.require(VectorOperation.ADD, name);
    }
    float[] vector = at(request.vectors(), i);
    Row aside =
        new Row(
            request.ids().get(i),
            label.quarantined(),
            call.subject().actor(),
            vector == null && there != null ? there.vector() : vector,
            at(request.documents(), i),
            at(request.uris(), i),
            Row.merged(null, at(request.metadatas(), i)));
    call.access().quarantined();
    changed.put(aside.key(), aside);
  }

  private static void put(Seen seen, Map<String, Row> changed, Row row) {
    seen.written(row);
    changed.put(row.key(), row);
  }

  private static Row fresh(Call call, Write request, Label label, int i) {
    Map<String, Object> metadata = at(request.metadatas(), i);
    return new Row(
        request.ids().get(i),
        label,
        call.subject().actor(),
        request.vectors().get(i),
        at(request.documents(), i),
        at(request.uris(), i),
        Row.merged(null, metadata));
  }

  private static Row merged(Row old, Write request, int i) {
    float[] vector = at(request.vectors(), i);
    String document = at(request.documents(), i);
    String uri = at(request.uris(), i);
    return new Row(
        old.id(),
        old.label(),
        old.owner(),
        vector == null ? old.vector() : vector,
        document == null ? old.document() : document,
        uri == null ? old.uri() : uri,
        Row.merged(old.metadata(), at(request.metadatas(), i)));
  }

  private static <T> T at(List<T> list, int i) {
    return list == null ? null : list.get(i);
  }

  Future<VectorResult> delete(Call call, VectorRequest.Delete request) {
    return catalogue
        .resolve(call, request.path())
        .compose(
            info -> {
              call.require(VectorOperation.DELETE, info.name());
              return turns.take(info.id(), () -> remove(call, info, request));
            });
  }

  private Future<VectorResult> remove(
      Call call, CollectionInfo info, VectorRequest.Delete request) {
    boolean filtered = request.where() != null || request.document() != null;
    if (request.ids() == null && !filtered) {
      return Future.succeededFuture(new VectorResult.Deleted(0));
    }
    Clause visible = call.visible(info.name());
    Selection selection =
        Selection.of(visible, request.ids(), request.where(), request.document())
            .page(0, filtered ? request.limit() : Integer.MAX_VALUE);
    Future<List<Row>> meant =
        store
            .get(info, selection)
            .compose(rows -> denials.note(call, info, selection, rows).map(rows));
    return meant.compose(
        rows -> {
          Clause writable =
              call.rights().writable(VectorOperation.DELETE, info.name(), call.subject().actor());
          for (Row row : rows) {
            if (!writable.permits(row)) {
              call.access().denied(row.label());
              throw VectorFault.forbidden(
                  "This credential may read a row of these, but not delete it");
            }
            call.access().row(row);
          }
          // Chroma counts the ids as they were sent, whether there is a row or not.
          int count = filtered ? rows.size() : request.ids().size();
          Future<Applied> change =
              rows.isEmpty()
                  ? Future.succeededFuture(Applied.AT_ONCE)
                  : store.change(info, List.of(), Map.of(), rows);
          return change
              .compose(Applied::durable)
              .map(v -> (VectorResult) new VectorResult.Deleted(count));
        });
  }
}
