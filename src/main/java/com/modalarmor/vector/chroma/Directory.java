package com.modalarmor.vector.chroma;

import com.fasterxml.jackson.core.JsonGenerator;
import com.modalarmor.json.JsonBytes;
import com.modalarmor.vector.CollectionInfo;
import com.modalarmor.vector.Row;
import com.modalarmor.vector.Space;
import com.modalarmor.vector.VectorFault.Kind;
import com.modalarmor.vector.filter.Reserved;
import com.modalarmor.vector.filter.Where;
import com.modalarmor.vector.filter.WhereWriter;
import com.modalarmor.vector.rights.Label;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
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

  private static final String COLLECTION = Reserved.PREFIX + "collection";
  private static final String LABEL = Reserved.PREFIX + "label";
  private static final String DIMENSION = Reserved.PREFIX + "dimension";

  /** Has the collection's id where the entry has to be known whatever is asked. */
  private static final String MARK = Reserved.PREFIX + "mark";

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
        .compose(v -> http.object(HttpMethod.POST, path, creation(space), 2))
        .map(tree -> path + "/" + tree.get("id"))
        .onSuccess(made -> paths.put(space, made));
  }

  private Future<Void> there(String path, String name) {
    return Expected.unless(
        http.call(HttpMethod.POST, path, ChromaNames.named(name)).mapEmpty(), Kind.EXISTS);
  }

  /** Nobody searches it: its graph is as small as the server lets it be. */
  private static byte[] creation(Space space) {
    return JsonBytes.object(
        out -> {
          out.writeStringField("name", ChromaNames.directory(space));
          out.writeBooleanField("get_or_create", true);
          out.writeObjectFieldStart("configuration");
          out.writeObjectFieldStart("hnsw");
          out.writeNumberField("ef_construction", 10);
          out.writeNumberField("ef_search", 10);
          out.writeNumberField("max_neighbors", 4);
          out.writeEndObject();
          out.writeEndObject();
        });
  }

  private Future<Map<String, Object>> post(Space space, String call, byte[] body) {
    return path(space)
        .compose(path -> http.object(HttpMethod.POST, path + call, body, 2))
        .onFailure(e -> paths.remove(space));
  }

  private static String in(String collection, String what) {
    return collection + "/" + what;
  }

  private static Where named(CollectionInfo info, Collection<String> ids) {
    Set<String> distinct = new LinkedHashSet<>();
    ids.forEach(id -> distinct.add(in(info.id(), id)));
    return ChromaRows.named(List.copyOf(distinct));
  }

  /** What there is of these ids; of a record that is not as we write them the label is null. */
  Future<List<Row>> entries(CollectionInfo info, List<String> ids) {
    byte[] body = ChromaRows.get(named(info, ids), null, METADATA, 0, Integer.MAX_VALUE);
    return post(info.space(), "/get", body).map(tree -> entries(info.id(), tree));
  }

  /** For each id the levels of its rows. The keys tell them: nothing else is fetched. */
  Future<byte[]> levels(CollectionInfo info, List<String> ids) {
    byte[] body = ChromaRows.get(named(info, ids), null, List.of(), 0, Integer.MAX_VALUE);
    int prefix = in(info.id(), "").length();
    return post(info.space(), "/get", body)
        .map(ChromaAnswers::keys)
        .map(keys -> keys.stream().map(key -> key.substring(prefix)).toList())
        .map(keys -> ChromaRows.levelsOfKeys(ids, keys));
  }

  Future<Marked> marked(Space space, String collection) {
    Where where = WhereWriter.equal(MARK, collection);
    return post(space, "/get", ChromaRows.get(where, null, METADATA, 0, twinsMax))
        .map(
            tree -> {
              List<Row> twins = entries(collection, tree);
              twins.removeIf(row -> row.label() == null);
              int dimension = dimensions(tree).getOrDefault(collection, 0);
              return new Marked(dimension, twins);
            });
  }

  /** Of the collections of a database, by their ids. */
  Future<Map<String, Integer>> dimensions(Space space) {
    Where where = new Where.Compare(DIMENSION, Where.Comparison.GT, 0L);
    return post(space, "/get", ChromaRows.get(where, null, METADATA, 0, Integer.MAX_VALUE))
        .map(Directory::dimensions);
  }

  /** One that older gateways filled has a dimension of its own. */
  static CollectionInfo sized(CollectionInfo info, int dimension) {
    return info.dimension() > 0 ? info : info.withDimension(dimension);
  }

  private static Map<String, Integer> dimensions(Map<String, Object> tree) {
    Map<String, Integer> dimensions = new HashMap<>();
    for (int i = 0; i < ChromaAnswers.keys(tree).size(); i++) {
      Map<?, ?> said = ChromaAnswers.metadata(tree, i);
      if (said.get(COLLECTION) instanceof String collection
          && said.get(DIMENSION) instanceof Long dimension) {
        dimensions.put(collection, dimension.intValue());
      }
    }
    return dimensions;
  }

  private static List<Row> entries(String collection, Map<String, Object> tree) {
    List<String> keys = ChromaAnswers.keys(tree);
    List<Row> entries = new ArrayList<>(keys.size());
    int prefix = in(collection, "").length();
    for (int i = 0; i < keys.size(); i++) {
      Map<?, ?> said = ChromaAnswers.metadata(tree, i);
      String named = said.get(ChromaRows.ID) instanceof String text ? text : keys.get(i);
      String id = named.substring(prefix);
      String owner = said.get(ChromaRows.OWNER) instanceof String text ? text : "";
      Label label = said.get(LABEL) instanceof String text ? Label.parse(text) : null;
      boolean ours =
          label != null && in(collection, Row.keyOf(id, label, owner)).equals(keys.get(i));
      entries.add(bare(id, ours ? label : null, owner));
    }
    return entries;
  }

  private static Row bare(String id, Label label, String owner) {
    return new Row(id, label, owner, null, null, null, null);
  }

  /** The dimension of the collection's vectors from now on: that of whoever came first. */
  Future<Integer> claim(CollectionInfo info, int dimension) {
    String key = in(info.id(), "dimension");
    byte[] body =
        JsonBytes.object(
            out -> {
              JsonBytes.strings(out, "ids", List.of(key));
              out.writeArrayFieldStart("embeddings");
              vector(out, key);
              out.writeEndArray();
              out.writeArrayFieldStart("metadatas");
              out.writeStartObject();
              out.writeStringField(COLLECTION, info.id());
              out.writeStringField(MARK, info.id());
              out.writeNumberField(DIMENSION, dimension);
              out.writeEndObject();
              out.writeEndArray();
            });
    // What is there stays as it is: so says the server's word "add".
    return post(info.space(), "/add", body)
        .compose(v -> marked(info.space(), info.id()))
        .map(Marked::dimension);
  }

  /**
   * The rows that have others of their id beside them after a change.
   *
   * @param before what there was of the ids that are written, by key
   */
  static Collection<Row> twins(
      Collection<Row> written, Map<String, Row> before, Collection<String> gone) {
    Map<String, Row> after = new HashMap<>(before);
    written.forEach(row -> after.put(row.key(), row));
    after.keySet().removeAll(gone);
    Map<String, List<Row>> byId = new HashMap<>();
    for (Row row : after.values()) {
      byId.computeIfAbsent(row.id(), id -> new ArrayList<>(1)).add(row);
    }
    List<Row> twins = new ArrayList<>();
    for (List<Row> rows : byId.values()) {
      if (rows.size() > 1) {
        rows.forEach(row -> twins.add(bare(row.id(), row.label(), row.owner())));
      }
    }
    return twins;
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
    Future<Void> done = Future.succeededFuture();
    for (int from = 0; from < entries.size(); from += ENTRIES_MAX) {
      List<Row> some = entries.subList(from, Math.min(entries.size(), from + ENTRIES_MAX));
      byte[] body = upsert(info.id(), some, twinKeys);
      done = done.compose(v -> post(info.space(), "/upsert", body).mapEmpty());
    }
    return done;
  }

  private static byte[] upsert(String collection, List<Row> rows, Set<String> twinKeys) {
    return JsonBytes.object(
        out -> {
          JsonBytes.strings(out, "ids", rows.stream().map(r -> in(collection, r.key())).toList());
          out.writeArrayFieldStart("embeddings");
          for (Row row : rows) {
            vector(out, row.id());
          }
          out.writeEndArray();
          out.writeArrayFieldStart("metadatas");
          for (Row row : rows) {
            metadata(out, collection, row, twinKeys.contains(row.key()));
          }
          out.writeEndArray();
        });
  }

  private static void vector(JsonGenerator out, String of) throws IOException {
    out.writeStartArray();
    out.writeNumber(of.hashCode() & 0xffff);
    out.writeEndArray();
  }

  private static void metadata(JsonGenerator out, String collection, Row row, boolean twin)
      throws IOException {
    out.writeStartObject();
    out.writeStringField(COLLECTION, collection);
    out.writeStringField(LABEL, row.label().text());
    out.writeStringField(ChromaRows.OWNER, row.owner());
    out.writeStringField(ChromaRows.ID, in(collection, row.id()));
    if (twin) {
      out.writeStringField(MARK, collection);
    } else {
      out.writeNullField(MARK);
    }
    out.writeEndObject();
  }

  Future<Void> remove(CollectionInfo info, List<String> keys) {
    List<String> its = keys.stream().map(key -> in(info.id(), key)).toList();
    return post(info.space(), "/delete", ChromaRows.delete(its)).mapEmpty();
  }

  /** Forgets all rows of a collection, and its dimension. */
  Future<Void> remove(CollectionInfo info) {
    Where its = WhereWriter.equal(COLLECTION, info.id());
    return path(info.space()).compose(path -> Removal.empty(http, path, its));
  }
}
