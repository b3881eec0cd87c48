package com.modalarmor.vector;

import com.modalarmor.policy.VectorOperation;
import com.modalarmor.vector.rights.Clause;
import com.modalarmor.vector.watch.VectorWatch;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;

/**
 * Reading rows: the subject's clause goes into the store's search, and each row that comes back is
 * checked against it again. Thread-safe.
 */
final class RowReads {

  private final VectorStore store;
  private final Catalogue catalogue;
  private final OddRows odd;
  private final LongAdder disagreements;
  private final Denials denials;

  /**
   * @param disagreements counts rows that a store returned against the clause: none, if all is well
   */
  RowReads(VectorStore store, Catalogue catalogue, OddRows odd, LongAdder disagreements) {
    this.store = store;
    this.catalogue = catalogue;
    this.odd = odd;
    this.disagreements = disagreements;
    this.denials = new Denials(store);
  }

  Future<VectorResult> get(Call call, VectorRequest.Get request) {
    return catalogue
        .resolve(call, request.path())
        .compose(
            info -> {
              boolean vectors = request.include().contains(Include.EMBEDDINGS);
              Clause clause = call.readable(VectorOperation.GET, info.name(), vectors);
              Selection selection =
                  Selection.of(clause, request.ids(), request.where(), request.document())
                      .page(request.offset(), request.limit())
                      .withVectors(vectors);
              return store
                  .get(info, selection)
                  .map(rows -> checked(clause, rows))
                  .compose(
                      rows -> {
                        rows.forEach(call.access()::row);
                        return denials.note(call, info, selection, rows).map(rows);
                      });
            })
        .map(rows -> new VectorResult.Rows(rows, request.include()));
  }

  /** A store that ignores a clause, or a row whose label changed on the way, is caught here. */
  private List<Row> checked(Clause clause, List<Row> rows) {
    List<Row> permitted = new ArrayList<>(rows.size());
    for (Row row : rows) {
      if (clause.permits(row)) {
        permitted.add(row);
      } else {
        disagreements.increment();
      }
    }
    return permitted;
  }

  Future<VectorResult> query(Call call, VectorRequest.Query request) {
    return catalogue
        .resolve(call, request.path())
        .compose(
            info -> {
              boolean vectors = request.include().contains(Include.EMBEDDINGS);
              Clause clause = call.readable(VectorOperation.QUERY, info.name(), vectors);
              for (float[] vector : request.vectors()) {
                RowWrites.requireDimension(info.dimension(), vector);
              }
              Selection selection =
                  Selection.of(clause, request.ids(), request.where(), request.document())
                      .withVectors(vectors);
              return watched(call, info, selection, request.vectors(), request.results())
                  .compose(
                      hits ->
                          selection.ids() == null
                              ? Future.succeededFuture(hits) // nothing by its id: nothing denied
                              : denials
                                  .note(
                                      call,
                                      info,
                                      selection.page(0, request.results()),
                                      rowsOf(hits))
                                  .map(hits));
            })
        .map(
            hits -> {
              hits.forEach(list -> list.forEach(hit -> call.access().row(hit.row())));
              return new VectorResult.Hits(hits, request.include());
            });
  }

  private static List<Row> rowsOf(List<List<Hit>> hits) {
    List<Row> rows = new ArrayList<>();
    hits.forEach(list -> list.forEach(hit -> rows.add(hit.row())));
    return rows;
  }

  /** The passages that a subject may be answered from; rows without a document are none. */
  Future<VectorResult> retrieve(Call call, VectorRequest.Retrieve request) {
    return catalogue
        .resolveByName(call, request.path())
        .compose(
            info -> {
              Clause clause = call.readable(VectorOperation.QUERY, info.name(), false);
              RowWrites.requireDimension(info.dimension(), request.vector());
              return watched(
                  call,
                  info,
                  Selection.of(clause, null, null, null),
                  List.of(request.vector()),
                  request.results());
            })
        .map(
            hits -> {
              List<Hit> passages = new ArrayList<>();
              for (Hit hit : hits.get(0)) {
                if (hit.row().document() != null) {
                  passages.add(hit);
                  call.access().row(hit.row());
                }
              }
              return new VectorResult.Hits(List.of(passages), Set.of());
            });
  }

  /** What can be done without the answer is done while a server works on it. */
  private Future<List<List<Hit>>> watched(
      Call call, CollectionInfo info, Selection selection, List<float[]> vectors, int results) {
    Future<List<List<Hit>>> found = search(info, selection, vectors, results);
    List<VectorWatch.Asked> asked = odd.asked(call, info, vectors);
    return found.onSuccess(hits -> odd.met(call, asked, hits));
  }

  private Future<List<List<Hit>>> search(
      CollectionInfo info, Selection selection, List<float[]> vectors, int results) {
    if (info.dimension() == 0 || results == 0 || vectors.isEmpty()) {
      List<List<Hit>> none = new ArrayList<>();
      vectors.forEach(vector -> none.add(List.of()));
      return Future.succeededFuture(none);
    }
    return store
        .query(info, selection, vectors, results)
        .map(
            all -> {
              List<List<Hit>> checked = new ArrayList<>(all.size());
              for (List<Hit> hits : all) {
                List<Hit> permitted = new ArrayList<>(hits.size());
                for (Hit hit : hits) {
                  if (selection.clause().permits(hit.row())) {
                    permitted.add(hit);
                  } else {
                    disagreements.increment();
                  }
                }
                checked.add(permitted);
              }
              return checked;
            });
  }

  Future<VectorResult> count(Call call, VectorRequest.Count request) {
    return catalogue
        .resolve(call, request.path())
        .compose(
            info -> store.count(info, call.readable(VectorOperation.COUNT, info.name(), false)))
        .map(VectorResult.Counted::new);
  }
}
