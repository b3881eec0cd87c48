package com.modalarmor.vector.chroma;

import com.modalarmor.vector.CollectionInfo;
import com.modalarmor.vector.Row;
import com.modalarmor.vector.Space;
import com.modalarmor.vector.VectorFault;
import com.modalarmor.vector.VectorFault.Kind;
import com.modalarmor.vector.filter.Where;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A Chroma collection of each database that names every row of its collections, whatever its label:
 * one call tells of an id what there is under it, however many labels there are. An entry has its
 * row's key, id, label and owner and nothing else of it. A row is written before its entry and
 * taken away after it, so an entry has always got a row. Thread-safe.
 */
final class Directory {

  private static final String DATABASE = "directories";
  private static final List<String> METADATA = List.of("metadatas");

  /** Entries in one call; a server takes 5,461. */
  private static final int ENTRIES_MAX = 5_000;

  private final ChromaHttp http;
  private final int twinsMax;
  private final Map<Space, String> paths = new ConcurrentHashMap<>();

  /**
   * What has to be known of a collection whatever is asked of it.
   *
   * @param dimension 0 before the first row
   */
  record Marked(int dimension, List<Row> twins) {}

  Directory(ChromaHttp http, int twinsMax) {
    this.http = http;
    this.twinsMax = twinsMax;
  }

  /** Made when it is first asked for. */
  private Future<String> path(Space space) {
    String known = paths.get(space);
    if (known != null) {
      return Future.succeededFuture(known);
    }
    String path = ChromaNames.rows(space, DATABASE) + "/collections";
    return there(ChromaNames.TENANTS, ChromaNames.rowsTenant(space))
        .compose(v -> there(ChromaNames.rowsDatabases(space), DATABASE))
        .compose(v -> http.object(HttpMethod.POST, path, Entries.creation(space), 2))
        .map(tree -> path + "/" + tree.get("id"))
        .onSuccess(made -> paths.put(space, made));
  }

  private Future<Void> there(String path, String name) {
    return Expected.unless(
        http.call(HttpMethod.POST, path, ChromaNames.named(name)).mapEmpty(), Kind.EXISTS);
  }

  private Future<Map<String, Object>> post(Space space, String call, byte[] body) {
    return path(space)
        .compose(path -> http.object(HttpMethod.POST, path + call, body, 2))
        .onFailure(
            e -> {
              if (e instanceof VectorFault fault && fault.kind() == Kind.NOT_FOUND) {
                paths.remove(space); // somebody has removed it
              }
            });
  }

  /** What there is of these ids; of a record that is not as we write them the label is null. */
  Future<List<Row>> entries(CollectionInfo info, List<String> ids) {
    byte[] body =
        ChromaRows.get(Entries.named(info.id(), ids), null, METADATA, 0, Integer.MAX_VALUE);
    return post(info.space(), "/get", body).map(tree -> Entries.rows(info.id(), tree));
  }

  /** For each id the levels of its rows. The keys tell them: nothing else is fetched. */
  Future<byte[]> levels(CollectionInfo info, List<String> ids) {
    byte[] body =
        ChromaRows.get(Entries.named(info.id(), ids), null, List.of(), 0, Integer.MAX_VALUE);
    return post(info.space(), "/get", body)
        .map(ChromaAnswers::keys)
        .map(keys -> keys.stream().map(key -> Entries.within(info.id(), key)).toList())
        .map(keys -> ChromaRows.levelsOfKeys(ids, keys));
  }

  Future<Marked> marked(Space space, String collection) {
    Where where = Entries.marked(collection);
    return post(space, "/get", ChromaRows.get(where, null, METADATA, 0, twinsMax))
        .map(
            tree -> {
              List<Row> twins = Entries.rows(collection, tree);
              twins.removeIf(row -> row.label() == null);
              int dimension = Entries.dimensions(tree).getOrDefault(collection, 0);
              return new Marked(dimension, twins);
            });
  }

  /** Of the collections of a database, by their ids. */
  Future<Map<String, Integer>> dimensions(Space space) {
    Where where = Entries.dimensions();
    return post(space, "/get", ChromaRows.get(where, null, METADATA, 0, Integer.MAX_VALUE))
        .map(Entries::dimensions);
  }

  /** One that older gateways filled has a dimension of its own. */
  static CollectionInfo sized(CollectionInfo info, int dimension) {
    return info.dimension() > 0 ? info : info.withDimension(dimension);
  }

  /** The dimension of the collection's vectors from now on: that of whoever came first. */
  Future<Integer> claim(CollectionInfo info, int dimension) {
    // What is there stays as it is: so says the server's word "add".
    return post(info.space(), "/add", Entries.dimension(info.id(), dimension))
        .compose(v -> marked(info.space(), info.id()))
        .map(Marked::dimension);
  }

  /** Enters rows, those that have others beside them with a mark. */
  Future<Void> enter(CollectionInfo info, Collection<Row> rows, Collection<Row> twins) {
    Map<String, Row> all = new LinkedHashMap<>();
    Set<String> twinKeys = new HashSet<>();
    rows.forEach(row -> all.put(row.key(), row));
    twins.forEach(
        row -> {
          all.put(row.key(), row);
          twinKeys.add(row.key());
        });
    List<Row> entries = List.copyOf(all.values());
    return InTurn.parts(
        entries,
        ENTRIES_MAX,
        some ->
            post(info.space(), "/upsert", Entries.upsert(info.id(), some, twinKeys)).mapEmpty());
  }

  Future<Void> remove(CollectionInfo info, List<String> keys) {
    List<String> its = keys.stream().map(key -> Entries.key(info.id(), key)).toList();
    return post(info.space(), "/delete", ChromaRows.delete(its)).mapEmpty();
  }

  /** Forgets all rows of a collection, and its dimension. */
  Future<Void> remove(CollectionInfo info) {
    Where its = Entries.of(info.id());
    return path(info.space()).compose(path -> Removal.empty(http, path, its));
  }
}
