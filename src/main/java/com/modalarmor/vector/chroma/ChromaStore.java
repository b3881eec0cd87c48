package com.modalarmor.vector.chroma;

import static com.modalarmor.vector.chroma.ChromaNames.TENANTS;

import com.modalarmor.vector.Applied;
import com.modalarmor.vector.CollectionInfo;
import com.modalarmor.vector.Database;
import com.modalarmor.vector.Hit;
import com.modalarmor.vector.Named;
import com.modalarmor.vector.Row;
import com.modalarmor.vector.Selection;
import com.modalarmor.vector.Space;
import com.modalarmor.vector.VectorFault.Kind;
import com.modalarmor.vector.VectorStore;
import com.modalarmor.vector.rights.Clause;
import com.modalarmor.vector.rights.Guarded;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A Chroma server as the store. It authorises nobody and does not even hold data calls to the
 * tenant of their path, so each collection is looked up in its own space first. The rows of each
 * label lie in a Chroma collection of their own (docs/decisions/0044). Thread-safe; never blocks.
 */
public final class ChromaStore implements VectorStore {

  private final ChromaHttp http;
  private final Directory directory;
  private final Layouts layouts;
  private final ChromaSearch search;
  private final ChromaWrites writes;
  private final int searchWidth;
  private final Set<Space> ensured = ConcurrentHashMap.newKeySet();

  public ChromaStore(Vertx vertx, ChromaSettings settings) {
    this.http = new ChromaHttp(vertx, settings);
    this.directory = new Directory(http, settings.twinsMax());
    this.layouts = new Layouts(http, directory, settings);
    this.search = new ChromaSearch(http, directory, new KnownVectors(settings.vectorBytesMax()));
    this.writes = new ChromaWrites(http, directory, layouts);
    this.searchWidth = settings.searchWidth();
  }

  private Future<Void> post(String path, byte[] body) {
    return http.call(HttpMethod.POST, path, body).mapEmpty();
  }

  /** The space that every tenant has without making it. */
  private Future<Void> ensure(Space space) {
    boolean byDefault =
        space.tenant().equals(Space.DEFAULT_TENANT)
            && space.database().equals(Space.DEFAULT_DATABASE);
    if (!byDefault || ensured.contains(space)) {
      return Future.succeededFuture();
    }
    String tenant = ChromaNames.tenant(space.owner(), space.tenant());
    return Expected.unless(post(TENANTS, ChromaNames.named(tenant)), Kind.EXISTS)
        .compose(
            v ->
                Expected.unless(
                    post(
                        TENANTS + "/" + tenant + "/databases", ChromaNames.named(space.database())),
                    Kind.EXISTS))
        .onSuccess(v -> ensured.add(space));
  }

  @Override
  public Future<Void> createTenant(String owner, String tenant) {
    return post(TENANTS, ChromaNames.named(ChromaNames.tenant(owner, tenant)));
  }

  @Override
  public Future<Boolean> hasTenant(String owner, String tenant) {
    return http.call(HttpMethod.GET, ChromaNames.tenantPath(owner, tenant), null)
        .map(true)
        .recover(e -> Expected.absent(e, false));
  }

  @Override
  public Future<Void> createDatabase(Space space) {
    boolean byDefault = space.tenant().equals(Space.DEFAULT_TENANT);
    Space first = new Space(space.owner(), Space.DEFAULT_TENANT, Space.DEFAULT_DATABASE);
    return (byDefault ? ensure(first) : Future.<Void>succeededFuture())
        .compose(
            v ->
                post(
                    ChromaNames.tenantPath(space.owner(), space.tenant()) + "/databases",
                    ChromaNames.named(space.database())))
        .recover(
            e -> Future.failedFuture(Expected.named(e, "Database [" + space.database() + "]")));
  }

  @Override
  public Future<Database> database(Space space) {
    return ensure(space)
        .compose(v -> http.object(HttpMethod.GET, ChromaNames.path(space), null, 2))
        .map(tree -> new Database((String) tree.get("id"), space))
        .recover(e -> Expected.absent(e, null));
  }

  @Override
  public Future<List<Database>> databases(String owner, String tenant) {
    Space first = new Space(owner, tenant, Space.DEFAULT_DATABASE);
    return ensure(first)
        .compose(v -> http.list(ChromaNames.tenantPath(owner, tenant) + "/databases"))
        .map(
            list -> {
              List<Database> all = new ArrayList<>();
              for (Map<String, Object> one : list) {
                Space space = new Space(owner, tenant, (String) one.get("name"));
                all.add(new Database((String) one.get("id"), space));
              }
              return all;
            });
  }

  @Override
  public Future<Void> deleteDatabase(Space space) {
    ensured.remove(space);
    return collections(space)
        .compose(all -> InTurn.each(all, this::deleteCollection))
        .onComplete(v -> ensured.remove(space))
        .compose(v -> http.call(HttpMethod.DELETE, ChromaNames.path(space), null))
        .mapEmpty();
  }

  @Override
  public Future<List<CollectionInfo>> collections(Space space) {
    Future<Map<String, Integer>> dimensions = directory.dimensions(space);
    return ensure(space)
        .compose(v -> http.list(ChromaNames.collections(space)))
        .map(tree -> ChromaAnswers.collections(space, tree))
        .compose(
            all ->
                dimensions.map(
                    known ->
                        all.stream()
                            .map(info -> Directory.sized(info, known.getOrDefault(info.id(), 0)))
                            .toList()));
  }

  @Override
  public Future<CollectionInfo> collection(Space space, String name) {
    if (!ChromaNames.isName(name) || !ChromaNames.isName(space.database())) {
      return Future.succeededFuture();
    }
    return ensure(space)
        .compose(
            v -> http.object(HttpMethod.GET, ChromaNames.collections(space) + "/" + name, null, 2))
        .map(tree -> name.equals(tree.get("name")) ? ChromaAnswers.inSpace(space, tree) : null)
        .recover(e -> Expected.absent(e, null))
        .compose(
            info ->
                info == null
                    ? Future.succeededFuture()
                    : directory
                        .marked(space, info.id())
                        .map(marked -> Directory.sized(info, marked.dimension())));
  }

  @Override
  public Future<CollectionInfo> collectionById(Space space, String id) {
    if (!ChromaNames.isName(id) || !ChromaNames.isName(space.database())) {
      return Future.succeededFuture();
    }
    return layouts.of(space, id).map(layout -> layout == null ? null : layout.info());
  }

  @Override
  public Future<CollectionInfo> createCollection(
      Space space, String name, Map<String, Object> metadata, Map<String, Object> configuration) {
    byte[] body = ChromaNames.creation(name, metadata, configuration);
    return ensure(space)
        .compose(v -> http.object(HttpMethod.POST, ChromaNames.collections(space), body, 2))
        .map(tree -> ChromaAnswers.collection(space, tree))
        .recover(e -> Future.failedFuture(Expected.named(e, "Collection [" + name + "]")));
  }

  @Override
  public Future<Void> modifyCollection(
      CollectionInfo collection,
      String name,
      Map<String, Object> metadata,
      Map<String, Object> configuration) {
    String path = ChromaNames.collections(collection.space()) + "/" + collection.id();
    return http.call(HttpMethod.PUT, path, ChromaNames.change(name, metadata, configuration))
        .compose(v -> reindexed(collection, configuration))
        .onComplete(v -> layouts.forget(collection));
  }

  /** What is said of the index counts for each label's. */
  private Future<Void> reindexed(CollectionInfo collection, Map<String, Object> configuration) {
    if (configuration == null || configuration.isEmpty()) {
      return Future.succeededFuture();
    }
    byte[] body = ChromaNames.change(configuration, searchWidth);
    return layouts
        .of(collection)
        .compose(
            layout ->
                SideBySide.ask(
                    layout.labels(), label -> http.call(HttpMethod.PUT, label.path(), body)))
        .mapEmpty();
  }

  @Override
  public Future<Void> deleteCollection(CollectionInfo collection) {
    layouts.forget(collection);
    return Removal.of(http, directory, collection).onComplete(v -> layouts.forget(collection));
  }

  @Override
  public Future<Named> named(
      CollectionInfo collection, List<String> ids, Clause clause, Guarded own) {
    return layouts
        .of(collection)
        .compose(
            layout -> {
              boolean upward = own != null && !clause.permits(own.label(), clause.owner());
              return upward && layout.info().dimension() > 0
                  ? layouts
                      .made(collection, own.label()) // whether it is there or not: as for any other
                      .compose(label -> search.named(layout, ids, clause, label))
                  : search.named(layout, ids, clause, null);
            });
  }

  @Override
  public Future<byte[]> levels(CollectionInfo collection, List<String> ids) {
    return directory.levels(collection, ids);
  }

  @Override
  public Future<List<Row>> get(CollectionInfo collection, Selection selection) {
    return layouts.of(collection).compose(layout -> search.get(layout, selection));
  }

  @Override
  public Future<List<List<Hit>>> query(
      CollectionInfo collection, Selection selection, List<float[]> vectors, int k) {
    return layouts.of(collection).compose(layout -> search.query(layout, selection, vectors, k));
  }

  @Override
  public Future<Integer> count(CollectionInfo collection, Clause clause) {
    return layouts.of(collection).compose(layout -> search.count(layout, clause));
  }

  @Override
  public Future<Applied> change(
      CollectionInfo collection, List<Row> rows, Map<String, Row> before, List<Row> gone) {
    return writes.change(collection, rows, before, gone).map(v -> Applied.AT_ONCE);
  }

  @Override
  public Future<Void> close() {
    http.close();
    return Future.succeededFuture();
  }
}
