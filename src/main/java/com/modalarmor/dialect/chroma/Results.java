package com.modalarmor.dialect.chroma;

import com.fasterxml.jackson.core.JsonGenerator;
import com.modalarmor.json.JsonBytes;
import com.modalarmor.json.JsonTree;
import com.modalarmor.vector.CollectionInfo;
import com.modalarmor.vector.Database;
import com.modalarmor.vector.Hit;
import com.modalarmor.vector.Include;
import com.modalarmor.vector.Row;
import com.modalarmor.vector.VectorResult;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes results as Chroma does. Stateless. */
final class Results {

  private Results() {}

  static int status(VectorResult result) {
    if (result instanceof VectorResult.Added) {
      return 201;
    }
    boolean waiting =
        result instanceof VectorResult.Relabelled relabelled && !relabelled.pending().isEmpty();
    return waiting ? 202 : 200;
  }

  static byte[] encode(VectorResult result) {
    return JsonBytes.value(out -> write(out, result));
  }

  private static void write(JsonGenerator out, VectorResult result) throws IOException {
    if (result instanceof VectorResult.Rows rows) {
      rows(out, rows);
    } else if (result instanceof VectorResult.Hits hits) {
      hits(out, hits);
    } else if (result instanceof VectorResult.Counted counted) {
      out.writeNumber(counted.count());
    } else if (result instanceof VectorResult.OneCollection one) {
      collection(out, one.collection());
    } else if (result instanceof VectorResult.Collections all) {
      out.writeStartArray();
      for (CollectionInfo info : all.collections()) {
        collection(out, info);
      }
      out.writeEndArray();
    } else if (result instanceof VectorResult.Databases all) {
      out.writeStartArray();
      for (Database database : all.databases()) {
        database(out, database);
      }
      out.writeEndArray();
    } else if (result instanceof VectorResult.OneDatabase one) {
      database(out, one.database());
    } else {
      out.writeStartObject();
      small(out, result);
      out.writeEndObject();
    }
  }

  private static void small(JsonGenerator out, VectorResult result) throws IOException {
    if (result instanceof VectorResult.Deleted deleted) {
      out.writeNumberField("deleted", deleted.count());
    } else if (result instanceof VectorResult.Tenant tenant) {
      out.writeStringField("name", tenant.name());
      out.writeNullField("resource_name");
    } else if (result instanceof VectorResult.Relabelled relabelled) {
      out.writeNumberField("rows", relabelled.rows());
      if (!relabelled.pending().isEmpty()) {
        out.writeStringField("pending", relabelled.pending());
      }
    }
  }

  private static void database(JsonGenerator out, Database database) throws IOException {
    out.writeStartObject();
    out.writeStringField("id", database.id());
    out.writeStringField("name", database.space().database());
    out.writeStringField("tenant", database.space().tenant());
    out.writeEndObject();
  }

  private static void collection(JsonGenerator out, CollectionInfo info) throws IOException {
    out.writeStartObject();
    out.writeStringField("id", info.id());
    out.writeStringField("name", info.name());
    out.writeFieldName("configuration_json");
    JsonTree.write(out, info.configuration());
    out.writeNullField("schema");
    out.writeFieldName("metadata");
    JsonTree.write(out, info.metadata());
    out.writeFieldName("dimension");
    JsonTree.write(out, info.dimension() == 0 ? null : info.dimension());
    out.writeStringField("tenant", info.space().tenant());
    out.writeStringField("database", info.space().database());
    out.writeNumberField("log_position", 0);
    out.writeNumberField("version", 0);
    out.writeEndObject();
  }

  private static void rows(JsonGenerator out, VectorResult.Rows result) throws IOException {
    out.writeStartObject();
    out.writeFieldName("ids");
    ids(out, result.rows());
    for (Include include : List.of(Include.EMBEDDINGS, Include.DOCUMENTS, Include.URIS)) {
      column(out, result.rows(), include, result.include());
    }
    column(out, result.rows(), Include.METADATAS, result.include());
    include(out, result.include());
    out.writeEndObject();
  }

  private static void hits(JsonGenerator out, VectorResult.Hits result) throws IOException {
    List<List<Row>> all = new ArrayList<>(result.hits().size());
    for (List<Hit> hits : result.hits()) {
      List<Row> rows = new ArrayList<>(hits.size());
      for (Hit hit : hits) {
        rows.add(hit.row());
      }
      all.add(rows);
    }
    out.writeStartObject();
    out.writeArrayFieldStart("ids");
    for (List<Row> rows : all) {
      ids(out, rows);
    }
    out.writeEndArray();
    for (Include include : List.of(Include.EMBEDDINGS, Include.DOCUMENTS, Include.URIS)) {
      columns(out, all, include, result.include());
    }
    columns(out, all, Include.METADATAS, result.include());
    distances(out, result);
    include(out, result.include());
    out.writeEndObject();
  }

  private static void distances(JsonGenerator out, VectorResult.Hits result) throws IOException {
    if (!result.include().contains(Include.DISTANCES)) {
      out.writeNullField("distances");
      return;
    }
    out.writeArrayFieldStart("distances");
    for (List<Hit> hits : result.hits()) {
      out.writeStartArray();
      for (Hit hit : hits) {
        out.writeNumber(hit.distance());
      }
      out.writeEndArray();
    }
    out.writeEndArray();
  }

  private static void ids(JsonGenerator out, List<Row> rows) throws IOException {
    out.writeStartArray();
    for (Row row : rows) {
      out.writeString(row.id());
    }
    out.writeEndArray();
  }

  private static void columns(
      JsonGenerator out, List<List<Row>> all, Include include, Set<Include> asked)
      throws IOException {
    out.writeFieldName(include.wireName());
    if (!asked.contains(include)) {
      out.writeNull();
      return;
    }
    out.writeStartArray();
    for (List<Row> rows : all) {
      values(out, rows, include);
    }
    out.writeEndArray();
  }

  private static void column(JsonGenerator out, List<Row> rows, Include include, Set<Include> asked)
      throws IOException {
    out.writeFieldName(include.wireName());
    if (asked.contains(include)) {
      values(out, rows, include);
    } else {
      out.writeNull();
    }
  }

  private static void values(JsonGenerator out, List<Row> rows, Include include)
      throws IOException {
    out.writeStartArray();
    for (Row row : rows) {
      JsonTree.write(
          out,
          switch (include) {
            case EMBEDDINGS -> row.vector();
            case DOCUMENTS -> row.document();
            case URIS -> row.uri();
            // Chroma keeps the URI among the metadata, so a row with one has some.
            case METADATAS ->
                row.metadata() == null && row.uri() != null ? Map.of() : row.metadata();
            case DISTANCES -> null;
          });
    }
    out.writeEndArray();
  }

  private static void include(JsonGenerator out, Set<Include> include) throws IOException {
    out.writeArrayFieldStart("include");
    for (Include one : include) {
      out.writeString(one.wireName());
    }
    out.writeEndArray();
  }
}
