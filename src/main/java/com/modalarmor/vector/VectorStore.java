package com.modalarmor.vector;

import com.modalarmor.vector.rights.Clause;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;

/**
 * Where collections and rows are kept. A store decides nothing: whoever asks has decided before,
 * and checks what comes back. Thread-safe; the calls of one collection that change it are made one
 * after another.
 *
 * <p>Of the rows of one id that a clause permits a store shows one, that of the greatest key. It
 * fails with a {@link VectorFault} for what a caller can be told.
 */
public interface VectorStore {

  Future<Void> createTenant(String owner, String tenant);

  Future<Boolean> hasTenant(String owner, String tenant);

  /** Fails with EXISTS. */
  Future<Void> createDatabase(Space space);

  /** Null when there is none. */
  Future<Database> database(Space space);

  Future<List<Database>> databases(String owner, String tenant);

  /** With everything in it. */
  Future<Void> deleteDatabase(Space space);

  /** In the order they were made. */
  Future<List<CollectionInfo>> collections(Space space);

  /** Null when there is none. */
  Future<CollectionInfo> collection(Space space, String name);

  /** Null when there is none in that space, whatever else the store holds. */
  Future<CollectionInfo> collectionById(Space space, String id);

  /** Fails with EXISTS. */
  Future<CollectionInfo> createCollection(
      Space space, String name, Map<String, Object> metadata, Map<String, Object> configuration);

  /** Null = unchanged. */
  Future<Void> modifyCollection(
      CollectionInfo collection,
      String name,
      Map<String, Object> metadata,
      Map<String, Object> configuration);

  Future<Void> deleteCollection(CollectionInfo collection);

  /**
   * All rows of these ids, whatever their label: for decisions, never for answers.
   *
   * @param whole of what it does not permit a row has no vector and may have no document: neither
   *     the time nor the size of what is fetched may tell of it
   */
  Future<List<Row>> named(CollectionInfo collection, List<String> ids, Clause whole);

  /** In the order they were first written. */
  Future<List<Row>> get(CollectionInfo collection, Selection selection);

  /** For each vector the nearest rows, nearest first; fewer than {@code k} only if there are. */
  Future<List<List<Hit>>> query(
      CollectionInfo collection, Selection selection, List<float[]> vectors, int k);

  Future<Integer> count(CollectionInfo collection, Clause clause);

  /**
   * Writes whole rows by their keys and takes others away, all or nothing where it can.
   *
   * @param before all rows that there are of the same ids, by their keys
   */
  Future<Applied> change(
      CollectionInfo collection, List<Row> rows, Map<String, Row> before, List<String> goneKeys);

  Future<Void> close();
}
