package com.modalarmor.vector;

import com.modalarmor.policy.VectorOperation;
import com.modalarmor.vector.VectorRequest.Path;
import io.vertx.core.Future;
import java.util.List;

/**
 * Tenants, databases and collections: what is there for a subject. A collection on which a subject
 * has no grant at all is not there, and what is said of it depends on names and grants alone.
 * Thread-safe.
 */
final class Catalogue {

  private final VectorStore store;

  Catalogue(VectorStore store) {
    this.store = store;
  }

  /** The gateway's tenant may be called by its own name, too. */
  private static String tenant(Call call, String named) {
    return named.equals(call.subject().tenant()) ? Space.DEFAULT_TENANT : named;
  }

  static Space space(Call call, Path path) {
    return new Space(call.subject().tenant(), tenant(call, path.tenant()), path.database());
  }

  private static VectorFault noTenant(String name) {
    return VectorFault.notFound("Tenant [" + name + "] not found");
  }

  private static VectorFault noDatabase(String name) {
    return VectorFault.notFound("Database [" + name + "] not found. Are you sure it exists?");
  }

  private static VectorFault noCollection(String name) {
    return VectorFault.notFound("Collection [" + name + "] does not exist");
  }

  private static VectorFault noCollectionId(String id) {
    return VectorFault.notFound("Collection [" + id + "] does not exist.");
  }

  Future<VectorResult> createTenant(Call call, VectorRequest.CreateTenant request) {
    requireDatabases(call);
    if (tenant(call, request.name()).equals(Space.DEFAULT_TENANT)) {
      throw new VectorFault(
          VectorFault.Kind.EXISTS, "Tenant [" + request.name() + "] already exists");
    }
    return store
        .createTenant(call.subject().tenant(), request.name())
        .map(v -> new VectorResult.Done());
  }

  Future<VectorResult> getTenant(Call call, VectorRequest.GetTenant request) {
    return knownTenant(call, request.name()).map(v -> new VectorResult.Tenant(request.name()));
  }

  private Future<Void> knownTenant(Call call, String name) {
    String tenant = tenant(call, name);
    if (tenant.equals(Space.DEFAULT_TENANT)) {
      return Future.succeededFuture();
    }
    if (!call.rights().isAny()) {
      throw noTenant(name);
    }
    return store
        .hasTenant(call.subject().tenant(), tenant)
        .compose(
            there -> there ? Future.<Void>succeededFuture() : Future.failedFuture(noTenant(name)));
  }

  private static void requireDatabases(Call call) {
    if (!call.rights().mayAnywhere(VectorOperation.DATABASES)) {
      throw call.refused(VectorOperation.DATABASES);
    }
  }

  Future<VectorResult> createDatabase(Call call, VectorRequest.CreateDatabase request) {
    requireDatabases(call);
    Space space = space(call, new Path(request.tenant(), request.name(), ""));
    return knownTenant(call, request.tenant())
        .compose(v -> store.createDatabase(space))
        .map(v -> new VectorResult.Done());
  }

  Future<VectorResult> listDatabases(Call call, VectorRequest.ListDatabases request) {
    return knownTenant(call, request.tenant())
        .compose(v -> store.databases(call.subject().tenant(), tenant(call, request.tenant())))
        .map(all -> all.stream().filter(one -> isThere(call, one.space())).toList())
        .map(all -> new VectorResult.Databases(page(all, request.offset(), request.limit())));
  }

  Future<VectorResult> getDatabase(Call call, VectorRequest.GetDatabase request) {
    return knownDatabase(call, request.path()).map(VectorResult.OneDatabase::new);
  }

  /** For whom nothing is granted there is what every tenant has, and no more. */
  private static boolean isThere(Call call, Space space) {
    return call.rights().isAny()
        || (space.tenant().equals(Space.DEFAULT_TENANT)
            && space.database().equals(Space.DEFAULT_DATABASE));
  }

  private Future<Database> knownDatabase(Call call, Path path) {
    Space space = space(call, path);
    if (!isThere(call, space)) {
      throw noDatabase(path.database());
    }
    return store
        .database(space)
        .compose(
            database ->
                database == null
                    ? Future.failedFuture(noDatabase(path.database()))
                    : Future.succeededFuture(database));
  }

  Future<VectorResult> deleteDatabase(Call call, VectorRequest.DeleteDatabase request) {
    requireDatabases(call);
    return store
        .database(space(call, request.path()))
        .compose(
            database ->
                database == null
                    ? Future.failedFuture(
                        VectorFault.notFound(
                            "Database [" + request.path().database() + "] not found"))
                    : store.deleteDatabase(database.space()))
        .map(v -> new VectorResult.Done());
  }

  Future<VectorResult> createCollection(Call call, VectorRequest.CreateCollection request) {
    String name = request.name();
    call.access().in(name);
    boolean may = call.rights().may(VectorOperation.CREATE_COLLECTION, name);
    boolean mayOpen = request.getOrCreate() && call.rights().may(VectorOperation.LIST, name);
    if (!may && !mayOpen) {
      throw call.refused(VectorOperation.CREATE_COLLECTION);
    }
    Space space = space(call, request.path());
    return knownDatabase(call, request.path())
        .compose(database -> store.collection(space, name))
        .compose(
            there -> {
              if (there != null && request.getOrCreate()) {
                return Future.succeededFuture(there);
              }
              if (!may) {
                return Future.failedFuture(call.refused(VectorOperation.CREATE_COLLECTION));
              }
              return store.createCollection(
                  space, name, request.metadata(), request.configuration());
            })
        .map(VectorResult.OneCollection::new);
  }

  Future<VectorResult> listCollections(Call call, VectorRequest.ListCollections request) {
    return listed(call, request.path())
        .map(all -> new VectorResult.Collections(page(all, request.offset(), request.limit())));
  }

  Future<VectorResult> countCollections(Call call, VectorRequest.CountCollections request) {
    return listed(call, request.path()).map(all -> new VectorResult.Counted(all.size()));
  }

  private Future<List<CollectionInfo>> listed(Call call, Path path) {
    return store
        .collections(space(call, path))
        .map(
            all ->
                all.stream()
                    .filter(info -> call.rights().may(VectorOperation.LIST, info.name()))
                    .toList());
  }

  private static <T> List<T> page(List<T> all, int offset, int limit) {
    int from = Math.min(offset, all.size());
    return all.subList(from, from + Math.min(limit, all.size() - from));
  }

  Future<VectorResult> getCollection(Call call, VectorRequest.GetCollection request) {
    String name = request.path().collection();
    call.access().in(name);
    if (!call.rights().may(VectorOperation.LIST, name)) {
      call.access().deniedOperation();
      throw noCollection(name);
    }
    return byName(call, request.path()).map(VectorResult.OneCollection::new);
  }

  /** The collection of a path that names it by its name, for what is not about the catalogue. */
  Future<CollectionInfo> resolveByName(Call call, Path path) {
    String name = path.collection();
    call.access().in(name);
    if (!call.rights().sees(name)) {
      call.access().deniedOperation();
      throw noCollection(name);
    }
    return byName(call, path).onSuccess(call.access()::in);
  }

  private Future<CollectionInfo> byName(Call call, Path path) {
    return store
        .collection(space(call, path), path.collection())
        .compose(
            info ->
                info == null
                    ? Future.failedFuture(noCollection(path.collection()))
                    : Future.succeededFuture(info));
  }

  Future<VectorResult> getCollectionById(Call call, VectorRequest.GetCollectionById request) {
    return resolve(call, request.path()).map(VectorResult.OneCollection::new);
  }

  /**
   * The collection of a path that names it by its id. The store itself would not care which tenant
   * and database the path names; here they must be its own.
   */
  Future<CollectionInfo> resolve(Call call, Path path) {
    Space space = space(call, path);
    return store
        .collectionById(space, path.collection())
        .map(
            info -> {
              boolean there = info != null && info.space().equals(space);
              if (there) {
                call.access().in(info);
                if (call.rights().sees(info.name())) {
                  return info;
                }
                call.access().deniedOperation();
              }
              throw noCollectionId(path.collection());
            });
  }

  Future<VectorResult> modifyCollection(Call call, VectorRequest.ModifyCollection request) {
    return resolve(call, request.path())
        .compose(
            info -> {
              call.require(VectorOperation.MODIFY_COLLECTION, info.name());
              String name = request.name();
              boolean renamed = name != null && !name.equals(info.name());
              if (renamed) {
                call.require(VectorOperation.MODIFY_COLLECTION, name);
              }
              return renamed
                  ? store.collection(info.space(), name).compose(free(name)).map(v -> info)
                  : Future.succeededFuture(info);
            })
        .compose(
            info ->
                store.modifyCollection(
                    info, request.name(), request.metadata(), request.configuration()))
        .map(v -> new VectorResult.Done());
  }

  private static java.util.function.Function<CollectionInfo, Future<Void>> free(String name) {
    return taken ->
        taken == null
            ? Future.succeededFuture()
            : Future.failedFuture(
                new VectorFault(
                    VectorFault.Kind.EXISTS, "Collection [" + name + "] already exists"));
  }

  Future<VectorResult> deleteCollection(Call call, VectorRequest.DeleteCollection request) {
    String name = request.path().collection();
    call.access().in(name);
    if (!call.rights().sees(name)) {
      call.access().deniedOperation();
      throw noCollection(name);
    }
    call.require(VectorOperation.DELETE_COLLECTION, name);
    return byName(call, request.path())
        .compose(store::deleteCollection)
        .map(v -> new VectorResult.Done());
  }
}
