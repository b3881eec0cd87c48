package com.modalarmor.vector.chroma;

import com.modalarmor.vector.CollectionInfo;
import com.modalarmor.vector.Row;
import com.modalarmor.vector.Space;
import com.modalarmor.vector.VectorFault;
import com.modalarmor.vector.rights.Label;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads Chroma's answers. Stateless. */
final class ChromaAnswers {

  private ChromaAnswers() {}

  static VectorFault unreadable() {
    return new VectorFault(
        VectorFault.Kind.STORE_FAILED, "The vector store's answer cannot be read");
  }

  @SuppressWarnings("unchecked") // keys of our trees are strings
  static CollectionInfo collection(Space space, Map<String, Object> tree) {
    if (!(tree.get("id") instanceof String id)
        || !(tree.get("name") instanceof String name)
        || !(tree.get("configuration_json") instanceof Map<?, ?> configuration)) {
      throw unreadable();
    }
    Map<String, Object> metadata =
        tree.get("metadata") instanceof Map<?, ?> map ? (Map<String, Object>) map : null;
    int dimension = tree.get("dimension") instanceof Long number ? number.intValue() : 0;
    Map<String, Object> known = new LinkedHashMap<>((Map<String, Object>) configuration);
    return new CollectionInfo(id, space, name, metadata, known, dimension);
  }

  /** By the server's own word for where it is, not the path we asked with; null = elsewhere. */
  static CollectionInfo inSpace(Space space, Map<String, Object> tree) {
    boolean here =
        ChromaNames.tenant(space.owner(), space.tenant()).equals(tree.get("tenant"))
            && space.database().equals(tree.get("database"));
    return here ? collection(space, tree) : null;
  }

  static List<CollectionInfo> collections(Space space, List<Map<String, Object>> list) {
    List<CollectionInfo> all = new ArrayList<>();
    list.forEach(entry -> all.add(collection(space, entry)));
    return all;
  }

  private static List<?> list(Object value) {
    if (value instanceof List<?> list) {
      return list;
    }
    throw unreadable();
  }

  /** Keys alone, in the store's order. */
  static List<String> keys(Map<String, Object> tree) {
    List<String> keys = new ArrayList<>();
    list(tree.get("ids")).forEach(key -> keys.add((String) key));
    return keys;
  }

  /** The rows of an answer of one label's collection. */
  static List<Row> rows(Map<String, Object> tree, Label label) {
    return rows(
        label,
        list(tree.get("ids")),
        tree.get("metadatas"),
        tree.get("documents"),
        tree.get("uris"),
        tree.get("embeddings"));
  }

  private static List<Row> rows(
      Label label,
      List<?> ids,
      Object metadatas,
      Object documents,
      Object uris,
      Object embeddings) {
    List<Row> rows = new ArrayList<>(ids.size());
    for (int i = 0; i < ids.size(); i++) {
      rows.add(
          ChromaRows.row(
              label,
              (String) ids.get(i),
              at(metadatas, i),
              at(documents, i),
              at(uris, i),
              at(embeddings, i)));
    }
    return rows;
  }

  private static Object at(Object list, int i) {
    return list instanceof List<?> values && i < values.size() ? values.get(i) : null;
  }

  /** For each query the rows that were found, in the server's order. */
  static List<List<Row>> found(Map<String, Object> tree, Label label) {
    List<List<Row>> all = new ArrayList<>();
    List<?> ids = list(tree.get("ids"));
    for (int q = 0; q < ids.size(); q++) {
      all.add(
          rows(
              label,
              list(ids.get(q)),
              at(tree.get("metadatas"), q),
              at(tree.get("documents"), q),
              at(tree.get("uris"), q),
              at(tree.get("embeddings"), q)));
    }
    return all;
  }

  /** For each query the stamps of its rows, null where there is none. */
  static List<List<String>> stamps(Map<String, Object> tree) {
    List<List<String>> all = new ArrayList<>();
    List<?> ids = list(tree.get("ids"));
    for (int q = 0; q < ids.size(); q++) {
      Object metadatas = at(tree.get("metadatas"), q);
      int rows = list(ids.get(q)).size();
      List<String> stamps = new ArrayList<>(rows);
      for (int i = 0; i < rows; i++) {
        stamps.add(ChromaRows.stamp(at(metadatas, i)));
      }
      all.add(stamps);
    }
    return all;
  }

  /** The stamp of one of the rows of an answer; null when it has none. */
  static String stamp(Map<String, Object> tree, int row) {
    return ChromaRows.stamp(at(tree.get("metadatas"), row));
  }

  /** What lies with one of the records of an answer. */
  static Map<?, ?> metadata(Map<String, Object> tree, int record) {
    return at(tree.get("metadatas"), record) instanceof Map<?, ?> map ? map : Map.of();
  }
}
