package com.modalarmor.dialect.chroma;

import com.modalarmor.vector.Include;
import com.modalarmor.vector.VectorFault;
import com.modalarmor.vector.VectorRequest;
import com.modalarmor.vector.VectorRequest.Path;
import com.modalarmor.vector.VectorRequest.Writing;
import com.modalarmor.vector.filter.WhereParser;
import com.modalarmor.vector.rights.Label;
import java.util.List;
import java.util.Map;

/** Reads the bodies of Chroma's routes. Stateless. */
final class Bodies {

  /** Records of one request, as told to clients in advance. */
  static final int BATCH_MAX = 5_461;

  static final int RESULTS_MAX = 1_000;
  private static final int QUERIES_MAX = 256;
  private static final int RESULTS_DEFAULT = 10;

  private Bodies() {}

  static VectorRequest createTenant(byte[] body) {
    return new VectorRequest.CreateTenant(
        Names.require("name", Fields.of(body).requiredText("name")));
  }

  static VectorRequest createDatabase(String tenant, byte[] body) {
    return new VectorRequest.CreateDatabase(
        tenant, Names.require("name", Fields.of(body).requiredText("name")));
  }

  static VectorRequest createCollection(Path path, byte[] body) {
    Fields fields = Fields.of(body);
    String name = Names.require("name", fields.requiredText("name"));
    Map<String, Object> metadata = nonEmpty(fields, "metadata");
    return new VectorRequest.CreateCollection(
        path,
        name,
        metadata,
        Configuration.of(fields.map("configuration"), metadata),
        fields.flag("get_or_create"));
  }

  private static Map<String, Object> nonEmpty(Fields fields, String name) {
    Map<String, Object> metadata = Fields.checked(fields.map(name), false, false);
    if (metadata != null && metadata.isEmpty()) {
      throw VectorFault.invalid("Validation error: " + name + ": Metadata cannot be empty");
    }
    return metadata;
  }

  static VectorRequest modifyCollection(Path path, byte[] body) {
    Fields fields = Fields.of(body);
    String name = fields.text("new_name");
    return new VectorRequest.ModifyCollection(
        path,
        name == null ? null : Names.require("new_name", name),
        nonEmpty(fields, "new_metadata"),
        Configuration.changed(fields.map("new_configuration")));
  }

  static VectorRequest write(Path path, Writing writing, byte[] body, Label label) {
    Fields fields = Fields.of(body);
    List<String> ids = fields.ids("ids");
    if (ids == null) {
      throw VectorFault.unprocessable("missing field `ids`");
    }
    boolean update = writing == Writing.UPDATE;
    List<String> documents = fields.texts("documents");
    boolean required = !update && documents == null; // documents may be embedded here
    List<float[]> vectors = fields.vectors("embeddings", required, update, true);
    List<Map<String, Object>> metadatas = fields.metadatas("metadatas", writing != Writing.ADD);
    List<String> uris = fields.texts("uris");
    int count = ids.size();
    if (differs(vectors, count)
        || differs(documents, count)
        || differs(metadatas, count)
        || differs(uris, count)) {
      throw VectorFault.invalid(
          "Inconsistent number of IDs, embeddings, documents, URIs and metadatas");
    }
    if (count > BATCH_MAX) {
      throw VectorFault.invalid("At most " + BATCH_MAX + " records in one request");
    }
    if (ids.contains("")) {
      throw VectorFault.invalid("Empty ID, ID must have at least one character");
    }
    return new VectorRequest.Write(path, writing, ids, vectors, documents, metadatas, uris, label);
  }

  private static boolean differs(List<?> list, int count) {
    return list != null && list.size() != count;
  }

  static VectorRequest get(Path path, byte[] body) {
    Fields fields = Fields.of(body);
    return new VectorRequest.Get(
        path,
        fields.ids("ids"),
        WhereParser.metadata(fields.any("where")),
        WhereParser.document(fields.any("where_document")),
        fields.count("offset", 0),
        fields.count("limit", Integer.MAX_VALUE),
        fields.include(List.of(Include.DOCUMENTS, Include.METADATAS)));
  }

  static VectorRequest query(Path path, byte[] body) {
    Fields fields = Fields.of(body);
    List<String> texts = fields.sentTexts("query_texts");
    List<float[]> vectors = fields.vectors("query_embeddings", texts == null, false, false);
    if (vectors != null && texts != null) {
      throw VectorFault.invalid("Give query_embeddings or query_texts, not both");
    }
    int results = fields.count("n_results", RESULTS_DEFAULT);
    int queries = vectors == null ? texts.size() : vectors.size();
    if (queries > QUERIES_MAX || results > RESULTS_MAX) {
      throw VectorFault.invalid(
          "At most "
              + QUERIES_MAX
              + " query embeddings or texts and "
              + RESULTS_MAX
              + " results each");
    }
    return new VectorRequest.Query(
        path,
        vectors,
        texts,
        results,
        fields.ids("ids"),
        WhereParser.metadata(fields.any("where")),
        WhereParser.document(fields.any("where_document")),
        fields.include(List.of(Include.DOCUMENTS, Include.METADATAS, Include.DISTANCES)));
  }

  static VectorRequest delete(Path path, byte[] body) {
    Fields fields = Fields.of(body);
    List<String> ids = fields.ids("ids");
    Object where = fields.any("where");
    Object document = fields.any("where_document");
    boolean filtered = where != null || document != null;
    if (ids != null && ids.isEmpty() && !filtered) {
      throw VectorFault.invalid(
          "Validation error: ids, where: Either ids or where must be specified");
    }
    int limit = fields.count("limit", Integer.MAX_VALUE);
    if (limit != Integer.MAX_VALUE && !filtered) {
      throw VectorFault.invalid(
          "Validation error: limit, where: limit can only be specified when a where clause is"
              + " provided");
    }
    return new VectorRequest.Delete(
        path, ids, WhereParser.metadata(where), WhereParser.document(document), limit);
  }

  static VectorRequest relabel(Path path, byte[] body) {
    Fields fields = Fields.of(body);
    String confirm = fields.text("confirm");
    if (confirm != null) {
      return new VectorRequest.Relabel(path, List.of(), null, confirm);
    }
    List<String> ids = fields.ids("ids");
    Label label = Label.parse(fields.requiredText("label"));
    if (ids == null || label == null) {
      throw VectorFault.unprocessable(
          "give `ids` and a `label` such as \"secret;hr\", or `confirm`");
    }
    return new VectorRequest.Relabel(path, ids, label, null);
  }
}
