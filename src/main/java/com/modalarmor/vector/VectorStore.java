package com.modalarmor.vector;

import com.modalarmor.vector.rights.Clause;
import com.modalarmor.vector.rights.Guarded;
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
   * What there is of these ids, for a change.
   *
   * @param clause what it permits is told whole; of the rest no vector and no document is fetched:
   *     neither the time nor the size of what is fetched may tell of it
   * @param own rows of that label and owner are among them, permitted or not, perhaps without
   *     vectors; null = none
   */
  Future<Named> named(CollectionInfo collection, List<String> ids, Clause clause, Guarded own);

  /** For each id the levels of its rows, whoever may see them, as in {@link Named#levels}. */
  Future<byte[]> levels(CollectionInfo collection, List<String> ids);

  /**
   * In the order they were first written; where labels lie apart, label after label, the lowest
   * first.
   */
  Future<List<Row>> get(CollectionInfo collection, Selection selection);

  /** For each vector the nearest rows, nearest first; fewer than {@code k} only if there are. */
  Future<List<List<Hit>>> query(
      CollectionInfo collection, Selection selection, List<float[]> vectors, int k);

  Future<Integer> count(CollectionInfo collection, Clause clause);

  /**
   * Writes whole rows by their keys and takes others away, all or nothing where it can.
   *
   * @param before what {@link #named} told of the same ids, by their keys
   */
  Future<Applied> change(
      CollectionInfo collection, List<Row> rows, Map<String, Row> before, List<Row> gone);

  Future<Void> close();
}
