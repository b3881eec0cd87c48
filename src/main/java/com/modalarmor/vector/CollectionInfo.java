package com.modalarmor.vector;

import java.util.Map;

/**
 * A collection without its rows. Immutable.
 *
 * @param id a UUID
 * @param metadata the caller's; null when it gave none
 * @param configuration as it is told to callers: {@code hnsw} and {@code embedding_function}
 * @param dimension of all its vectors; 0 before the first one
 */
public record CollectionInfo(
    String id,
    Space space,
    String name,
    Map<String, Object> metadata,
    Map<String, Object> configuration,
    int dimension) {

  public Metric metric() {
    return configuration.get("hnsw") instanceof Map<?, ?> hnsw
        ? Metric.of(String.valueOf(hnsw.get("space")))
        : Metric.L2;
  }

  public CollectionInfo withDimension(int other) {
    return new CollectionInfo(id, space, name, metadata, configuration, other);
  }
}
