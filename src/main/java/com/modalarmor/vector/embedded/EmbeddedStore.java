package com.modalarmor.vector.embedded;

import com.modalarmor.vector.Applied;
import com.modalarmor.vector.CollectionInfo;
import com.modalarmor.vector.Hit;
import com.modalarmor.vector.Named;
import com.modalarmor.vector.Row;
import com.modalarmor.vector.Selection;
import com.modalarmor.vector.VectorFault;
import com.modalarmor.vector.rights.Clause;
import com.modalarmor.vector.rights.Guarded;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The store of one machine: rows and vectors in memory, every change in a Lucene index. A change is
 * seen by later requests at once and told to its caller when it is on disk. Thread-safe; its calls
 * compute or block, so not for an event loop.
 */
public final class EmbeddedStore extends EmbeddedCatalogue {

  private final EmbeddedSettings settings;
  private final WorkerExecutor executor;

  private EmbeddedStore(EmbeddedSettings settings, WorkerExecutor executor, Disk disk) {
    super(disk, new GroupCommit(executor, disk::commit));
    this.settings = settings;
    this.executor = executor;
  }

  /** Reads everything into memory; blocks. */
  public static EmbeddedStore open(Vertx vertx, EmbeddedSettings settings) throws IOException {
    WorkerExecutor executor = vertx.createSharedWorkerExecutor("modal-armor-vector-commit", 1);
    EmbeddedStore store =
        new EmbeddedStore(settings, executor, new Disk(settings.folder().toAbsolutePath()));
    store.disk.load(
        new Disk.Found() {
          @Override
          public void entry(String key, Map<String, Object> json) {
            store.shelf.found(key, json);
          }

          @Override
          public void row(String collection, Row row, long sequence) {
            Shelf.Kept kept = store.shelf.byId(collection);
            if (kept != null && row.label() != null) {
              kept.rows().dimension(row.vector().length);
              kept.rows().put(row, sequence);
              store.rowsTotal++;
            }
          }
        });
    return store;
  }

  private EmbeddedRows rows(CollectionInfo collection) {
    synchronized (this) {
      return kept(collection).rows();
    }
  }

  @Override
  public Future<Named> named(
      CollectionInfo collection, List<String> ids, Clause clause, Guarded own) {
    return Future.succeededFuture(rows(collection).named(ids, clause, own));
  }

  @Override
  public Future<byte[]> levels(CollectionInfo collection, List<String> ids) {
    return Future.succeededFuture(rows(collection).levels(ids));
  }

  @Override
  public Future<List<Row>> get(CollectionInfo collection, Selection selection) {
    return Future.succeededFuture(rows(collection).get(selection));
  }

  @Override
  public Future<List<List<Hit>>> query(
      CollectionInfo collection, Selection selection, List<float[]> vectors, int k) {
    EmbeddedRows rows = rows(collection);
    List<List<Hit>> hits = new ArrayList<>(vectors.size());
    Budget budget = new Budget();
    for (float[] vector : vectors) {
      hits.add(rows.query(selection, collection.metric(), vector, k, budget));
    }
    return Future.succeededFuture(hits);
  }

  @Override
  public Future<Integer> count(CollectionInfo collection, Clause clause) {
    return Future.succeededFuture(rows(collection).count(clause));
  }

  @Override
  public Future<Applied> change(
      CollectionInfo collection, List<Row> changed, Map<String, Row> before, List<Row> gone) {
    try {
      synchronized (this) {
        requireWorking();
        apply(kept(collection), changed, gone.stream().map(Row::key).toList());
      }
    } catch (IOException e) {
      return Future.failedFuture(broken());
    }
    return Future.succeededFuture(
        new Applied(commits.durable().recover(e -> Future.failedFuture(broken()))));
  }

  /** Disk first: what cannot be written is not shown either. Holds the store's lock. */
  private void apply(Shelf.Kept kept, List<Row> changed, List<String> goneKeys) throws IOException {
    EmbeddedRows rows = kept.rows();
    int before = rows.size();
    if (rowsTotal + changed.size() > settings.rowsMax()) {
      throw new VectorFault(
          VectorFault.Kind.STORE_GONE,
          "The embedded vector store holds at most " + settings.rowsMax() + " rows");
    }
    String id = kept.info().id();
    requireOneDimension(rows, changed);
    if (rows.dimension() == 0 && !changed.isEmpty()) {
      CollectionInfo sized = kept.info().withDimension(changed.get(0).vector().length);
      disk.putEntry(Shelf.keyOf(sized), Shelf.treeOf(sized));
    }
    for (String key : goneKeys) {
      disk.remove(id, key);
    }
    long[] sequences = new long[changed.size()];
    for (int i = 0; i < sequences.length; i++) {
      sequences[i] = rows.sequenceOf(changed.get(i).key());
      disk.put(id, changed.get(i), sequences[i]);
    }
    rows.change(
        () -> {
          goneKeys.forEach(rows::remove);
          for (int i = 0; i < sequences.length; i++) {
            rows.dimension(changed.get(i).vector().length);
            rows.put(changed.get(i), sequences[i]);
          }
        });
    rowsTotal += rows.size() - before;
  }

  private static void requireOneDimension(EmbeddedRows rows, List<Row> changed) {
    int dimension = rows.dimension();
    for (Row row : changed) {
      int its = row.vector().length;
      dimension = dimension == 0 ? its : dimension;
      if (its != dimension) {
        throw VectorFault.invalid(
            "Collection expecting embedding with dimension of " + dimension + ", got " + its);
      }
    }
  }

  @Override
  public Future<Void> close() {
    try {
      disk.close();
    } catch (IOException e) {
      return executor.close().compose(v -> Future.failedFuture(e));
    }
    return executor.close();
  }
}
