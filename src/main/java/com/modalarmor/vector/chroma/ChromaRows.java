package com.modalarmor.vector.chroma;

import com.fasterxml.jackson.core.JsonGenerator;
import com.modalarmor.json.JsonBytes;
import com.modalarmor.json.JsonTree;
import com.modalarmor.vector.Named;
import com.modalarmor.vector.Row;
import com.modalarmor.vector.Selection;
import com.modalarmor.vector.filter.Reserved;
import com.modalarmor.vector.filter.Where;
import com.modalarmor.vector.filter.WhereWriter;
import com.modalarmor.vector.rights.Clause;
import com.modalarmor.vector.rights.Label;
import com.modalarmor.vector.rights.Level;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Rows as Chroma records, with label, owner and id in reserved metadata, and selections as its
 * filters. Stateless.
 */
final class ChromaRows {

  private static final String LEVEL = Reserved.PREFIX + "level";
  private static final String COMPARTMENTS = Reserved.PREFIX + "in";
  private static final String OWNER = Reserved.PREFIX + "owner";
  private static final String ID = Reserved.PREFIX + "id";

  /**
   * Of a row whose id has rows of a greater key, or had some once: whose they are, one text each.
   * For whoever may see one of them this row is not the one of its id; nobody else needs to care.
   */
  private static final String TWIN = Reserved.PREFIX + "twin";

  /** What tells the row's vector without it: see {@link KnownVectors#stamp}. */
  private static final String STAMP = Reserved.PREFIX + "stamp";

  private ChromaRows() {}

  /** The body of an upsert: whole rows. It merges, so what a row no longer has is set to null. */
  static byte[] upsert(List<Row> rows, Map<String, Row> before, Twins twins) {
    return JsonBytes.object(
        out -> {
          out.writeArrayFieldStart("ids");
          for (Row row : rows) {
            out.writeString(row.key());
          }
          out.writeEndArray();
          out.writeArrayFieldStart("embeddings");
          for (Row row : rows) {
            JsonTree.write(out, row.vector());
          }
          out.writeEndArray();
          out.writeArrayFieldStart("documents");
          for (Row row : rows) {
            out.writeString(row.document());
          }
          out.writeEndArray();
          out.writeArrayFieldStart("uris");
          for (Row row : rows) {
            out.writeString(row.uri());
          }
          out.writeEndArray();
          out.writeArrayFieldStart("metadatas");
          for (Row row : rows) {
            metadata(out, row, before.get(row.key()), twins.above(row));
          }
          out.writeEndArray();
        });
  }

  private static void metadata(JsonGenerator out, Row row, Row old, List<String> twins)
      throws IOException {
    out.writeStartObject();
    out.writeStringField(LEVEL, row.label().level().wireName());
    out.writeStringField(COMPARTMENTS, String.join(",", row.label().compartments()));
    out.writeStringField(OWNER, row.owner());
    out.writeStringField(ID, row.id());
    out.writeStringField(STAMP, KnownVectors.stamp(row.vector()));
    if (!twins.isEmpty()) {
      JsonBytes.strings(out, TWIN, twins);
    }
    Map<String, Object> metadata = row.metadata() == null ? Map.of() : row.metadata();
    for (Map.Entry<String, Object> entry : metadata.entrySet()) {
      out.writeFieldName(entry.getKey());
      JsonTree.write(out, entry.getValue());
    }
    if (old != null && old.metadata() != null) {
      Set<String> gone = new HashSet<>(old.metadata().keySet());
      gone.removeAll(metadata.keySet());
      for (String key : gone) {
        out.writeNullField(key);
      }
    }
    out.writeEndObject();
  }

  /** The body of an update that marks rows which get others beside them. */
  static byte[] mark(Map<String, List<String>> twins) {
    return JsonBytes.object(
        out -> {
          JsonBytes.strings(out, "ids", List.copyOf(twins.keySet()));
          out.writeArrayFieldStart("metadatas");
          for (List<String> above : twins.values()) {
            out.writeStartObject();
            JsonBytes.strings(out, TWIN, above);
            out.writeEndObject();
          }
          out.writeEndArray();
        });
  }

  /**
   * True when one of the records, in lists however deep, has a mark that concerns whoever may see
   * what the clause permits.
   */
  static boolean marked(Object metadatas, Clause clause) {
    if (metadatas instanceof List<?> list) {
      for (Object entry : list) {
        if (marked(entry, clause)) {
          return true;
        }
      }
    }
    return metadatas instanceof Map<?, ?> map && Twins.concern(map.get(TWIN), clause);
  }

  static byte[] delete(List<String> keys) {
    return JsonBytes.object(out -> JsonBytes.strings(out, "ids", keys));
  }

  /** The body that takes away some of the rows of these levels. */
  static byte[] deleteSome(List<Level> levels, int limit) {
    Where where = WhereWriter.in(LEVEL, levels.stream().map(Level::wireName).toList());
    return JsonBytes.object(
        out -> {
          out.writeFieldName("where");
          WhereWriter.write(out, where);
          out.writeNumberField("limit", limit);
        });
  }

  /**
   * @param where null = any
   * @param keys null = any
   * @param include Chroma's names; empty = keys alone
   * @param limit {@link Integer#MAX_VALUE} = all
   */
  static byte[] get(Where where, List<String> keys, List<String> include, int limit) {
    return JsonBytes.object(
        out -> {
          if (keys != null) {
            JsonBytes.strings(out, "ids", keys);
          }
          if (where != null) {
            out.writeFieldName("where");
            WhereWriter.write(out, where);
          }
          JsonBytes.strings(out, "include", include);
          if (limit != Integer.MAX_VALUE) {
            out.writeNumberField("limit", limit);
          }
        });
  }

  static byte[] query(Where where, List<float[]> vectors, int results, List<String> include) {
    return JsonBytes.object(
        out -> {
          out.writeArrayFieldStart("query_embeddings");
          for (float[] vector : vectors) {
            JsonTree.write(out, vector);
          }
          out.writeEndArray();
          out.writeNumberField("n_results", results);
          out.writeFieldName("where");
          WhereWriter.write(out, where);
          JsonBytes.strings(out, "include", include);
        });
  }

  /** The gateway's clause in front, then what the caller asked for. */
  static Where where(Selection selection) {
    List<Where> all = new ArrayList<>(rights(selection.clause()));
    if (selection.ids() != null) {
      all.add(WhereWriter.in(ID, selection.ids()));
    }
    if (selection.where() != null) {
      all.add(selection.where());
    }
    if (selection.document() != null) {
      all.add(selection.document());
    }
    return new Where.And(all);
  }

  private static List<Where> rights(Clause clause) {
    List<Where> all = new ArrayList<>();
    all.add(WhereWriter.in(LEVEL, clause.levels().stream().map(Level::wireName).toList()));
    all.add(WhereWriter.in(COMPARTMENTS, clause.compartments()));
    if (!clause.owner().isEmpty()) {
      all.add(WhereWriter.equal(OWNER, clause.owner()));
    }
    return all;
  }

  static Where named(List<String> ids) {
    return WhereWriter.in(ID, ids);
  }

  /** For each id the levels of its rows. */
  static byte[] levels(List<String> ids, List<Row> rows) {
    Map<String, Integer> levels = new HashMap<>();
    rows.forEach(row -> levels.merge(row.id(), Named.bit(row.label()), (a, b) -> a | b));
    return levels(ids, levels);
  }

  /** The same from keys alone; one that is not as we write them is of an unknown level. */
  static byte[] levelsOfKeys(List<String> ids, List<String> keys) {
    Map<String, Integer> levels = new HashMap<>();
    for (String key : keys) {
      Level level = Row.isKey(key) ? Row.levelOf(key) : null;
      int bit = level == null ? Named.bit((Label) null) : Named.bit(level);
      levels.merge(Row.isKey(key) ? Row.idOf(key) : key, bit, (a, b) -> a | b);
    }
    return levels(ids, levels);
  }

  private static byte[] levels(List<String> ids, Map<String, Integer> known) {
    byte[] levels = new byte[ids.size()];
    for (int i = 0; i < levels.length; i++) {
      levels[i] = known.getOrDefault(ids.get(i), 0).byteValue();
    }
    return levels;
  }

  /** The stamp among a record's metadata; null when it has none. */
  static String stamp(Object metadata) {
    return metadata instanceof Map<?, ?> map && map.get(STAMP) instanceof String text ? text : null;
  }

  /** A record of an answer; its label is null where the reserved part is not as we write it. */
  static Row row(String key, Object metadata, Object document, Object uri, Object vector) {
    Map<?, ?> stored = metadata instanceof Map<?, ?> map ? map : Map.of();
    Map<String, Object> own = new HashMap<>();
    stored.forEach(
        (name, value) -> {
          if (!Reserved.is((String) name)) {
            own.put((String) name, value);
          }
        });
    String id = stored.get(ID) instanceof String text ? text : key;
    String owner = stored.get(OWNER) instanceof String text ? text : "";
    Label label = label(stored, key, id, owner);
    return new Row(
        id,
        label,
        owner,
        vector instanceof float[] numbers ? numbers : null,
        (String) document,
        (String) uri,
        own.isEmpty() ? null : own);
  }

  /** Key and metadata must say the same: a record that somebody else wrote has no label. */
  private static Label label(Map<?, ?> stored, String key, String id, String owner) {
    if (!(stored.get(LEVEL) instanceof String level)
        || !(stored.get(COMPARTMENTS) instanceof String compartments)) {
      return null;
    }
    Label label = Label.parse(compartments.isEmpty() ? level : level + ";" + compartments);
    return label != null && Row.keyOf(id, label, owner).equals(key) ? label : null;
  }
}
