package com.modalarmor.vector.chroma;

import static com.modalarmor.vector.chroma.ChromaNames.API;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.modalarmor.json.JsonBytes;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A Chroma server as the store. It authorises nobody and does not even hold data calls to the
 * tenant of their path, so each collection is looked up in its own space first; what was found is
 * remembered for half a second. Thread-safe; never blocks.
 */
public final class ChromaStore implements VectorStore {

  private static final Duration REMEMBERED = Duration.ofMillis(500);
  private static final int REMEMBERED_MAX = 10_000;

  private record Known(Space space, String id) {}

  private final ChromaHttp http;
  private final ChromaSearch search;
  private final int searchWidth;
  private final Set<Space> ensured = ConcurrentHashMap.newKeySet();

  /** Absent ones too: an id that a caller may not use must not be answered faster than none. */
  private final Cache<Known, Optional<CollectionInfo>> remembered =
      Caffeine.newBuilder().maximumSize(REMEMBERED_MAX).expireAfterWrite(REMEMBERED).build();

  public ChromaStore(Vertx vertx, ChromaSettings settings) {
    this.http = new ChromaHttp(vertx, settings);
    this.search =
        new ChromaSearch(http, new KnownVectors(settings.vectorBytesMax()), settings.comparedMax());
    this.searchWidth = settings.searchWidth();
  }

  private static byte[] name(String name) {
    return JsonBytes.object(out -> out.writeStringField("name", name));
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
    return Expected.unless(post(API + "/tenants", name(tenant)), Kind.EXISTS)
        .compose(
            v ->
                Expected.unless(
                    post(API + "/tenants/" + tenant + "/databases", name(space.database())),
                    Kind.EXISTS))
        .onSuccess(v -> ensured.add(space));
  }

  @Override
  public Future<Void> createTenant(String owner, String tenant) {
    return post(API + "/tenants", name(ChromaNames.tenant(owner, tenant)));
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
                    name(space.database())))
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
            tree -> {
              List<Database> all = new ArrayList<>();
              for (Object entry : (List<?>) tree.get("list")) {
                Map<?, ?> one = (Map<?, ?>) entry;
                Space space = new Space(owner, tenant, (String) one.get("name"));
                all.add(new Database((String) one.get("id"), space));
              }
              return all;
            });
  }

  @Override
  public Future<Void> deleteDatabase(Space space) {
    remembered.invalidateAll();
    ensured.remove(space);
    return collections(space)
        .compose(all -> Emptying.all(http, all.stream().map(ChromaStore::path).toList()))
        .onComplete(v -> ensured.remove(space))
        .compose(v -> http.call(HttpMethod.DELETE, ChromaNames.path(space), null))
        .mapEmpty();
  }

  @Override
  public Future<List<CollectionInfo>> collections(Space space) {
    return ensure(space)
        .compose(v -> http.list(ChromaNames.collections(space)))
        .map(tree -> ChromaAnswers.collections(space, tree));
  }

  @Override
  public Future<CollectionInfo> collection(Space space, String name) {
    if (!ChromaNames.isName(name) || !ChromaNames.isName(space.database())) {
      return Future.succeededFuture();
    }
    return ensure(space)
        .compose(
            v -> http.object(HttpMethod.GET, ChromaNames.collections(space) + "/" + name, null, 2))
        .map(tree -> name.equals(tree.get("name")) ? inSpace(space, tree) : null)
        .recover(e -> Expected.absent(e, null));
  }

  /** By the server's own word for where the collection is, not the path we asked with. */
  private static CollectionInfo inSpace(Space space, Map<String, Object> tree) {
    boolean here =
        ChromaNames.tenant(space.owner(), space.tenant()).equals(tree.get("tenant"))
            && space.database().equals(tree.get("database"));
    return here ? ChromaAnswers.collection(space, tree) : null;
  }

  @Override
  public Future<CollectionInfo> collectionById(Space space, String id) {
    if (!ChromaNames.isName(id) || !ChromaNames.isName(space.database())) {
      return Future.succeededFuture();
    }
    Optional<CollectionInfo> known = remembered.getIfPresent(new Known(space, id));
    if (known != null) {
      return Future.succeededFuture(known.orElse(null));
    }
    return http.object(HttpMethod.GET, ChromaNames.collections(space) + "/by-id/" + id, null, 2)
        .map(tree -> inSpace(space, tree))
        .recover(e -> Expected.absent(e, null))
        .onSuccess(
            info -> {
              if (info == null || info.dimension() > 0) {
                remembered.put(new Known(space, id), Optional.ofNullable(info));
              }
            });
  }

  @Override
  public Future<CollectionInfo> createCollection(
      Space space, String name, Map<String, Object> metadata, Map<String, Object> configuration) {
    byte[] body = ChromaNames.creation(name, metadata, configuration, searchWidth);
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
    byte[] body = ChromaNames.change(collection, name, metadata, configuration, searchWidth);
    return http.call(HttpMethod.PUT, path(collection), body)
        .onComplete(v -> remembered.invalidate(new Known(collection.space(), collection.id())))
        .mapEmpty();
  }

  private static String path(CollectionInfo collection) {
    return ChromaNames.collections(collection.space()) + "/" + collection.id();
  }

  @Override
  public Future<Void> deleteCollection(CollectionInfo collection) {
    remembered.invalidate(new Known(collection.space(), collection.id()));
    String named = ChromaNames.collections(collection.space()) + "/" + collection.name();
    return Emptying.all(http, List.of(path(collection)))
        .compose(v -> http.call(HttpMethod.DELETE, named, null))
        .mapEmpty();
  }

  @Override
  public Future<Named> named(
      CollectionInfo collection, List<String> ids, Clause clause, Guarded own) {
    return search.named(path(collection), ids, clause);
  }

  @Override
  public Future<byte[]> levels(CollectionInfo collection, List<String> ids) {
    return search.levels(path(collection), ids);
  }

  @Override
  public Future<List<Row>> get(CollectionInfo collection, Selection selection) {
    return search.get(path(collection), selection);
  }

  @Override
  public Future<List<List<Hit>>> query(
      CollectionInfo collection, Selection selection, List<float[]> vectors, int k) {
    return search.query(path(collection), collection.metric(), selection, vectors, k);
  }

  @Override
  public Future<Integer> count(CollectionInfo collection, Clause clause) {
    return search.count(path(collection), clause);
  }

  @Override
  public Future<Applied> change(
      CollectionInfo collection, List<Row> rows, Map<String, Row> before, List<String> goneKeys) {
    Twins twins = new Twins(rows, before, goneKeys);
    Future<Void> written =
        rows.isEmpty()
            ? Future.succeededFuture()
            : post(path(collection) + "/upsert", ChromaRows.upsert(rows, before, twins));
    // A mark too many, if there is a crash between them, costs a look and nothing else.
    Future<Void> marked =
        twins.isNeeded()
            ? post(path(collection) + "/update", ChromaRows.mark(twins.marks()))
            : Future.succeededFuture();
    // First written, then taken away: a crash between them leaves the old row, and no answer.
    return Future.all(written, marked)
        .compose(
            v ->
                goneKeys.isEmpty()
                    ? Future.<Void>succeededFuture()
                    : post(path(collection) + "/delete", ChromaRows.delete(goneKeys)))
        .map(v -> Applied.AT_ONCE);
  }

  @Override
  public Future<Void> close() {
    http.close();
    return Future.succeededFuture();
  }
}
