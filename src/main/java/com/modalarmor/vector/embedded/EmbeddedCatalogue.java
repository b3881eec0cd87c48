package com.modalarmor.vector.embedded;

import com.modalarmor.vector.CollectionInfo;
import com.modalarmor.vector.Database;
import com.modalarmor.vector.Space;
import com.modalarmor.vector.VectorFault;
import com.modalarmor.vector.VectorStore;
import io.vertx.core.Future;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/** The half of the embedded store that keeps tenants, databases and collections. Thread-safe. */
abstract class EmbeddedCatalogue implements VectorStore {

  final Disk disk;
  final GroupCommit commits;
  final Shelf shelf = new Shelf();

  /** Over all collections; guarded by this. */
  int rowsTotal;

  EmbeddedCatalogue(Disk disk, GroupCommit commits) {
    this.disk = disk;
    this.commits = commits;
  }

  /** What writes the catalogue or rows. */
  interface Change<T> {
    T apply() throws IOException;
  }

  final <T> Future<T> durably(Change<T> change) {
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

  final void requireWorking() {
    if (commits.failed()) {
      throw broken();
    }
  }

  static VectorFault broken() {
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
    return asked(() -> shelf.in(space).stream().map(EmbeddedCatalogue::info).toList());
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
          CollectionInfo info =
              new CollectionInfo(
                  old.id(),
                  old.space(),
                  name == null ? old.name() : name,
                  metadata == null ? old.metadata() : metadata,
                  old.changed(configuration),
                  old.dimension());
          disk.putEntry(Shelf.keyOf(info), Shelf.treeOf(info));
          shelf.put(new Shelf.Kept(info, kept.rows()));
          return null;
        });
  }

  final Shelf.Kept kept(CollectionInfo collection) {
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
}
