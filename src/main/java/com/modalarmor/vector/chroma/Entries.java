package com.modalarmor.vector.chroma;

import com.fasterxml.jackson.core.JsonGenerator;
import com.modalarmor.json.JsonBytes;
import com.modalarmor.vector.Row;
import com.modalarmor.vector.Space;
import com.modalarmor.vector.filter.Reserved;
import com.modalarmor.vector.filter.Where;
import com.modalarmor.vector.filter.WhereWriter;
import com.modalarmor.vector.rights.Label;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How a {@link Directory} is written and read: its records and questions. Stateless. */
final class Entries {

  private static final String COLLECTION = Reserved.PREFIX + "collection";
  private static final String LABEL = Reserved.PREFIX + "label";
  private static final String DIMENSION = Reserved.PREFIX + "dimension";

  /** Has the collection's id where the entry has to be known whatever is asked. */
  private static final String MARK = Reserved.PREFIX + "mark";

  private Entries() {}

  /** All that is entered about a collection. */
  static Where of(String collection) {
    return WhereWriter.equal(COLLECTION, collection);
  }

  static Where marked(String collection) {
    return WhereWriter.equal(MARK, collection);
  }

  static Where dimensions() {
    return new Where.Compare(DIMENSION, Where.Comparison.GT, 0L);
  }

  static Where named(String collection, Collection<String> ids) {
    Set<String> distinct = new LinkedHashSet<>();
    ids.forEach(id -> distinct.add(key(collection, id)));
    return ChromaRows.named(List.copyOf(distinct));
  }

  static String key(String collection, String what) {
    return collection + "/" + what;
  }

  /** What {@link #key} was made of; a text that it has not made stays as it is. */
  static String within(String collection, String key) {
    return key.startsWith(key(collection, "")) ? key.substring(collection.length() + 1) : key;
  }

  /** Nobody searches it: its graph is as small as the server lets it be. */
  static byte[] creation(Space space) {
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

  /** By the ids of collections. */
  static Map<String, Integer> dimensions(Map<String, Object> tree) {
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

  /** Of a record that is not as we write them the label is null. */
  static List<Row> rows(String collection, Map<String, Object> tree) {
    List<String> keys = ChromaAnswers.keys(tree);
    List<Row> rows = new ArrayList<>(keys.size());
    for (int i = 0; i < keys.size(); i++) {
      Map<?, ?> said = ChromaAnswers.metadata(tree, i);
      String named = said.get(ChromaRows.ID) instanceof String text ? text : keys.get(i);
      String id = within(collection, named);
      String owner = said.get(ChromaRows.OWNER) instanceof String text ? text : "";
      Label label = said.get(LABEL) instanceof String text ? Label.parse(text) : null;
      boolean ours =
          label != null && key(collection, Row.keyOf(id, label, owner)).equals(keys.get(i));
      rows.add(bare(id, ours ? label : null, owner));
    }
    return rows;
  }

  private static Row bare(String id, Label label, String owner) {
    return new Row(id, label, owner, null, null, null, null);
  }

  /** The body that adds a collection's dimension. */
  static byte[] dimension(String collection, int dimension) {
    String key = key(collection, "dimension");
    return JsonBytes.object(
        out -> {
          JsonBytes.strings(out, "ids", List.of(key));
          out.writeArrayFieldStart("embeddings");
          vector(out, key);
          out.writeEndArray();
          out.writeArrayFieldStart("metadatas");
          out.writeStartObject();
          out.writeStringField(COLLECTION, collection);
          out.writeStringField(MARK, collection);
          out.writeNumberField(DIMENSION, dimension);
          out.writeEndObject();
          out.writeEndArray();
        });
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

  /** The body of an upsert; of those with others beside them the keys are told. */
  static byte[] upsert(String collection, List<Row> rows, Set<String> twinKeys) {
    return JsonBytes.object(
        out -> {
          JsonBytes.strings(out, "ids", rows.stream().map(r -> key(collection, r.key())).toList());
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
    out.writeStringField(ChromaRows.ID, key(collection, row.id()));
    if (twin) {
      out.writeStringField(MARK, collection);
    } else {
      out.writeNullField(MARK);
    }
    out.writeEndObject();
  }
}
