package com.modalarmor.vector;

import com.modalarmor.vector.filter.Where;
import com.modalarmor.vector.rights.Label;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a caller asks of collections, parsed and bounded. Immutable. */
public sealed interface VectorRequest {

  /** A tenant and a database of the path, and the collection where the path names one. */
  record Path(String tenant, String database, String collection) {}

  record CreateTenant(String name) implements VectorRequest {}

  record GetTenant(String name) implements VectorRequest {}

  record CreateDatabase(String tenant, String name) implements VectorRequest {}

  record ListDatabases(String tenant, int offset, int limit) implements VectorRequest {}

  record GetDatabase(Path path) implements VectorRequest {}

  record DeleteDatabase(Path path) implements VectorRequest {}

  record CreateCollection(
      Path path,
      String name,
      Map<String, Object> metadata,
      Map<String, Object> configuration,
      boolean getOrCreate)
      implements VectorRequest {}

  record ListCollections(Path path, int offset, int limit) implements VectorRequest {}

  record CountCollections(Path path) implements VectorRequest {}

  /** By name. */
  record GetCollection(Path path) implements VectorRequest {}

  record GetCollectionById(Path path) implements VectorRequest {}

  record ModifyCollection(
      Path path, String name, Map<String, Object> metadata, Map<String, Object> configuration)
      implements VectorRequest {}

  /** By name. */
  record DeleteCollection(Path path) implements VectorRequest {}

  /** How records meet rows that are there. */
  enum Writing {
    ADD,
    UPSERT,
    UPDATE
  }

  /**
   * Records to write; each list is null or as long as {@code ids}, and may hold nulls.
   *
   * @param vectors null, for new rows, where the documents are to be embedded
   * @param label where the rows are put; null = the subject's own label
   * @param poisoned indices of records whose texts the policy blocks: they go into quarantine
   */
  record Write(
      Path path,
      Writing writing,
      List<String> ids,
      List<float[]> vectors,
      List<String> documents,
      List<Map<String, Object>> metadatas,
      List<String> uris,
      Label label,
      Set<Integer> poisoned)
      implements VectorRequest {

    public Write(
        Path path,
        Writing writing,
        List<String> ids,
        List<float[]> vectors,
        List<String> documents,
        List<Map<String, Object>> metadatas,
        List<String> uris,
        Label label) {
      this(path, writing, ids, vectors, documents, metadatas, uris, label, Set.of());
    }

    Write with(Set<Integer> aside) {
      return new Write(path, writing, ids, vectors, documents, metadatas, uris, label, aside);
    }

    Write with(List<float[]> made) {
      return new Write(path, writing, ids, made, documents, metadatas, uris, label, poisoned);
    }
  }

  record Get(
      Path path,
      List<String> ids,
      Where where,
      Where document,
      int offset,
      int limit,
      Set<Include> include)
      implements VectorRequest {}

  /**
   * The nearest rows to each vector.
   *
   * @param vectors null where there are {@code texts} to make them of
   */
  record Query(
      Path path,
      List<float[]> vectors,
      List<String> texts,
      int results,
      List<String> ids,
      Where where,
      Where document,
      Set<Include> include)
      implements VectorRequest {

    public Query(
        Path path,
        List<float[]> vectors,
        int results,
        List<String> ids,
        Where where,
        Where document,
        Set<Include> include) {
      this(path, vectors, null, results, ids, where, document, include);
    }

    Query with(List<float[]> made) {
      return new Query(path, made, results, ids, where, document, include);
    }
  }

  /**
   * Passages to ground an answer on: the nearest rows that have a document, never one in
   * quarantine. The collection is named by its name.
   *
   * @param text already inspected
   * @param vector null = to be made of the text
   */
  record Retrieve(Path path, String text, float[] vector, int results) implements VectorRequest {

    Retrieve with(float[] made) {
      return new Retrieve(path, text, made, results);
    }
  }

  /** {@code limit} as in {@link Selection}. */
  record Delete(Path path, List<String> ids, Where where, Where document, int limit)
      implements VectorRequest {}

  record Count(Path path) implements VectorRequest {}

  /** Gives rows another label, or confirms that somebody asked for a lower one. */
  record Relabel(Path path, List<String> ids, Label label, String confirm)
      implements VectorRequest {}
}
