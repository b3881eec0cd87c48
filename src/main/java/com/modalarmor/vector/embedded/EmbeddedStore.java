package com.modalarmor.vector.embedded;

import com.modalarmor.vector.Applied;
import com.modalarmor.vector.CollectionInfo;
import com.modalarmor.vector.Database;
import com.modalarmor.vector.Hit;
import com.modalarmor.vector.Row;
import com.modalarmor.vector.Selection;
import com.modalarmor.vector.Space;
import com.modalarmor.vector.VectorFault;
import com.modalarmor.vector.VectorStore;
import com.modalarmor.vector.rights.Clause;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * The store of one machine: rows and vectors in memory, every change in a Lucene index. A change is
 * seen by later requests at once and told to its caller when it is on disk. Thread-safe; its calls
 * compute or block, so not for an event loop.
 */
public final class EmbeddedStore implements VectorStore {

  private final EmbeddedSettings settings;
  private final WorkerExecutor executor;
  private final Disk disk;
  private final GroupCommit commits;
  private final Shelf shelf = new Shelf();
  private int rowsTotal;

  private EmbeddedStore(EmbeddedSettings settings, WorkerExecutor executor, Disk disk) {
    this.settings = settings;
    this.executor = executor;
    this.disk = disk;
    this.commits = new GroupCommit(executor, disk::commit);
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

  /** What writes the catalogue or rows. */
  private interface Change<T> {
    T apply() throws IOException;
  }

  private <T> Future<T> durably(Change<T> change) {
    T value;
    try {
      synchronized (this) {
        requireWorking();
        value = change.apply();
      }
    } catch (IOException e) {
      return Future.failedFuture(broken());
    } catch (VectorFault fault) {
      return Future.failedFuture(fault);
    }
    return commits.durable().map(value).recover(e -> Future.failedFuture(broken()));
  }

  private void requireWorking() {
    if (commits.failed()) {
      throw broken();
    }
  }

  private static VectorFault broken() {
    return new VectorFault(VectorFault.Kind.STORE_GONE, "The vector store cannot write its disk");
  }

  private <T> Future<T> asked(Supplier<T> question) {
    synchronized (this) {
      return Future.succeededFuture(question.get());
    }
  }

  @Override
  public Future<Void> createTenant(String owner, String tenant) {
    return durably(() -> create(Shelf.tenantOf(owner, tenant), "Tenant [" + tenant + "]"));
  }

  @Override
  public Future<Boolean> hasTenant(String owner, String tenant) {
    return asked(() -> shelf.has(Shelf.tenantOf(owner, tenant)));
  }

  @Override
  public Future<Void> createDatabase(Space space) {
    return durably(() -> create(space, "Database [" + space.database() + "]"));
  }

  private Void create(Space space, String what) throws IOException {
    if (shelf.has(space)) {
      throw exists(what);
    }
    disk.putEntry(Shelf.keyOf(space), Shelf.treeOf(space));
    shelf.add(space);
    return null;
  }

  private static VectorFault exists(String what) {
    return new VectorFault(VectorFault.Kind.EXISTS, what + " already exists");
  }

  @Override
  public Future<Database> database(Space space) {
    return asked(() -> shelf.has(space) ? Shelf.database(space) : null);
  }

  @Override
  public Future<List<Database>> databases(String owner, String tenant) {
    return asked(() -> shelf.databases(owner, tenant));
  }

  @Override
  public Future<Void> deleteDatabase(Space space) {
    return durably(
        () -> {
          for (Shelf.Kept kept : shelf.in(space)) {
            drop(kept.info());
          }
          disk.removeEntry(Shelf.keyOf(space));
          shelf.remove(space);
          return null;
        });
  }

  @Override
  public Future<List<CollectionInfo>> collections(Space space) {
    return asked(() -> shelf.in(space).stream().map(EmbeddedStore::info).toList());
  }

  /** With the dimension that its rows have by now. */
  private static CollectionInfo info(Shelf.Kept kept) {
    return kept == null ? null : kept.info().withDimension(kept.rows().dimension());
  }

  @Override
  public Future<CollectionInfo> collection(Space space, String name) {
    return asked(() -> info(shelf.byName(space, name)));
  }

  @Override
  public Future<CollectionInfo> collectionById(Space space, String id) {
    return asked(
        () -> {
          CollectionInfo info = info(shelf.byId(id));
          return info == null || !info.space().equals(space) ? null : info;
        });
  }

  @Override
  public Future<CollectionInfo> createCollection(
      Space space, String name, Map<String, Object> metadata, Map<String, Object> configuration) {
    return durably(
        () -> {
          if (shelf.byName(space, name) != null) {
            throw exists("Collection [" + name + "]");
          }
          String id = UUID.randomUUID().toString();
          CollectionInfo info = new CollectionInfo(id, space, name, metadata, configuration, 0);
          disk.putEntry(Shelf.keyOf(info), Shelf.treeOf(info));
          shelf.put(new Shelf.Kept(info, new EmbeddedRows()));
          return info;
        });
  }

  @Override
  public Future<Void> modifyCollection(
      CollectionInfo collection,
      String name,
      Map<String, Object> metadata,
      Map<String, Object> configuration) {
    return durably(
        () -> {
          Shelf.Kept kept = kept(collection);
          CollectionInfo old = info(kept);
          Map<String, Object> merged = new LinkedHashMap<>(old.configuration());
          if (configuration != null) {
            merged.putAll(configuration);
          }
          CollectionInfo info =
              new CollectionInfo(
                  old.id(),
                  old.space(),
                  name == null ? old.name() : name,
                  metadata == null ? old.metadata() : metadata,
                  merged,
                  old.dimension());
          disk.putEntry(Shelf.keyOf(info), Shelf.treeOf(info));
          shelf.put(new Shelf.Kept(info, kept.rows()));
          return null;
        });
  }

  private Shelf.Kept kept(CollectionInfo collection) {
    Shelf.Kept kept = shelf.byId(collection.id());
    if (kept == null) {
      throw VectorFault.notFound("Collection [" + collection.id() + "] does not exist.");
    }
    return kept;
  }

  @Override
  public Future<Void> deleteCollection(CollectionInfo collection) {
    return durably(
        () -> {
          drop(kept(collection).info());
          return null;
        });
  }

  private void drop(CollectionInfo info) throws IOException {
    disk.removeRows(info.id());
    disk.removeEntry(Shelf.keyOf(info));
    rowsTotal -= shelf.byId(info.id()).rows().size();
    shelf.remove(info.id());
  }

  private EmbeddedRows rows(CollectionInfo collection) {
    synchronized (this) {
      return kept(collection).rows();
    }
  }

  @Override
  public Future<List<Row>> named(CollectionInfo collection, List<String> ids) {
    return Future.succeededFuture(rows(collection).named(ids));
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
    for (float[] vector : vectors) {
      hits.add(rows.query(selection, collection.metric(), vector, k));
    }
    return Future.succeededFuture(hits);
  }

  @Override
  public Future<Integer> count(CollectionInfo collection, Clause clause) {
    return Future.succeededFuture(rows(collection).count(clause));
  }

  @Override
  public Future<Applied> change(
      CollectionInfo collection,
      List<Row> changed,
      Map<String, Row> before,
      List<String> goneKeys) {
    try {
      synchronized (this) {
        requireWorking();
        apply(kept(collection), changed, goneKeys);
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
