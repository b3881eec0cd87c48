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
import com.modalarmor.vector.rights.Label;
import com.modalarmor.vector.rights.Level;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Rows as Chroma records, with owner and id in reserved metadata, and selections as its filters.
 * Stateless.
 */
final class ChromaRows {

  static final String OWNER = Reserved.PREFIX + "owner";
  static final String ID = Reserved.PREFIX + "id";

  /** All records, whoever wrote them: a negative condition holds for what lacks the key, too. */
  static final Where ANY = new Where.Compare(ID, Where.Comparison.NE, "");

  /** What tells the row's vector without it: see {@link KnownVectors#stamp}. */
  private static final String STAMP = Reserved.PREFIX + "stamp";

  private static final byte[] QUERIES =
      "{\"query_embeddings\":".getBytes(StandardCharsets.US_ASCII);

  private ChromaRows() {}

  /** The body of an upsert: whole rows. It merges, so what a row no longer has is set to null. */
  static byte[] upsert(List<Row> rows, Map<String, Row> before) {
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
            metadata(out, row, before.get(row.key()));
          }
          out.writeEndArray();
        });
  }

  private static void metadata(JsonGenerator out, Row row, Row old) throws IOException {
    out.writeStartObject();
    out.writeStringField(OWNER, row.owner());
    out.writeStringField(ID, row.id());
    out.writeStringField(STAMP, KnownVectors.stamp(row.vector()));
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

  static byte[] delete(List<String> keys) {
    return JsonBytes.object(out -> JsonBytes.strings(out, "ids", keys));
  }

  /** The body that takes away some records. */
  static byte[] deleteSome(Where where, int limit) {
    return JsonBytes.object(
        out -> {
          where(out, where);
          out.writeNumberField("limit", limit);
        });
  }

  /**
   * @param where null = any
   * @param keys null = any
   * @param include Chroma's names; empty = keys alone
   * @param limit {@link Integer#MAX_VALUE} = all
   */
  static byte[] get(Where where, List<String> keys, List<String> include, int offset, int limit) {
    return JsonBytes.object(
        out -> {
          if (keys != null) {
            JsonBytes.strings(out, "ids", keys);
          }
          where(out, where);
          JsonBytes.strings(out, "include", include);
          if (offset > 0) {
            out.writeNumberField("offset", offset);
          }
          if (limit != Integer.MAX_VALUE) {
            out.writeNumberField("limit", limit);
          }
        });
  }

  private static void where(JsonGenerator out, Where where) throws IOException {
    if (where != null) {
      out.writeFieldName("where");
      WhereWriter.write(out, where);
    }
  }

  /**
   * @param spelt a list of vectors, as it stands in the body
   */
  static byte[] query(byte[] spelt, Where where, int results, List<String> include) {
    byte[] rest =
        JsonBytes.object(
            out -> {
              out.writeNumberField("n_results", results);
              where(out, where);
              JsonBytes.strings(out, "include", include);
            });
    byte[] body = new byte[QUERIES.length + spelt.length + rest.length];
    System.arraycopy(QUERIES, 0, body, 0, QUERIES.length);
    System.arraycopy(spelt, 0, body, QUERIES.length, spelt.length);
    System.arraycopy(rest, 0, body, QUERIES.length + spelt.length, rest.length);
    body[QUERIES.length + spelt.length] = ','; // where its brace was
    return body;
  }

  /**
   * What is asked of the rows of a label that the subject may read: whose they are, where that
   * counts, in front of what the caller wants. Null = any.
   */
  static Where where(Selection selection) {
    List<Where> all = new ArrayList<>();
    if (!selection.clause().owner().isEmpty()) {
      all.add(WhereWriter.equal(OWNER, selection.clause().owner()));
    }
    if (selection.ids() != null) {
      all.add(named(selection.ids()));
    }
    if (selection.where() != null) {
      all.add(selection.where());
    }
    if (selection.document() != null) {
      all.add(selection.document());
    }
    return all.isEmpty() ? null : all.size() == 1 ? all.get(0) : new Where.And(all);
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

  /**
   * A record of an answer of the collection of a label. It is of that label where its key says so:
   * a record that somebody else wrote has none.
   */
  static Row row(
      Label label, String key, Object metadata, Object document, Object uri, Object vector) {
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
    return new Row(
        id,
        Row.isKeyOf(key, id, label, owner) ? label : null,
        owner,
        vector instanceof float[] numbers ? numbers : null,
        (String) document,
        (String) uri,
        own.isEmpty() ? null : own);
  }
}
