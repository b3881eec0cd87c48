package com.modalarmor.vector;

import java.util.LinkedHashMap;
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

  private static final String HNSW = "hnsw";

  public Metric metric() {
    return configuration.get(HNSW) instanceof Map<?, ?> hnsw
        ? Metric.of(String.valueOf(hnsw.get("space")))
        : Metric.L2;
  }

  /** The configuration after a change, which says of the index only what it changes. */
  @SuppressWarnings("unchecked") // keys of our trees are strings
  public Map<String, Object> changed(Map<String, Object> change) {
    Map<String, Object> changed = new LinkedHashMap<>(configuration);
    if (change == null) {
      return changed;
    }
    changed.putAll(change);
    if (configuration.get(HNSW) instanceof Map<?, ?> old
        && change.get(HNSW) instanceof Map<?, ?> said) {
      Map<String, Object> hnsw = new LinkedHashMap<>((Map<String, Object>) old);
      hnsw.putAll((Map<String, Object>) said);
      changed.put(HNSW, hnsw);
    }
    return changed;
  }

  public CollectionInfo withDimension(int other) {
    return new CollectionInfo(id, space, name, metadata, configuration, other);
  }
}
