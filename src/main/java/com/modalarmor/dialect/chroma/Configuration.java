package com.modalarmor.dialect.chroma;

import com.modalarmor.vector.Metric;
import com.modalarmor.vector.VectorFault;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A collection's configuration as Chroma tells it: index parameters with their defaults, and the
 * client's own note of its embedding function. Stateless.
 */
final class Configuration {

  private static final String HNSW = "hnsw";
  private static final String SPACE = "space";
  private static final String FUNCTION = "embedding_function";

  private Configuration() {}

  /** From the configuration sent, or from metadata as older clients say it. */
  static Map<String, Object> of(Map<String, Object> sent, Map<String, Object> metadata) {
    Map<String, Object> hnsw = new LinkedHashMap<>();
    Object legacy = metadata == null ? null : metadata.get("hnsw:space");
    hnsw.put(SPACE, legacy instanceof String text ? space(text) : Metric.L2.wireName());
    hnsw.put("ef_construction", 100L);
    hnsw.put("ef_search", 100L);
    hnsw.put("max_neighbors", 16L);
    hnsw.put("resize_factor", 1.2);
    hnsw.put("sync_threshold", 1_000L);
    Map<String, Object> configuration = new LinkedHashMap<>();
    configuration.put(HNSW, hnsw);
    configuration.put("spann", null);
    configuration.put(FUNCTION, sent == null ? null : sent.get(FUNCTION));
    overlay(hnsw, sent);
    return configuration;
  }

  /** What a change says over what was; null = says nothing. */
  static Map<String, Object> changed(Map<String, Object> sent) {
    if (sent == null) {
      return null;
    }
    Map<String, Object> changed = new LinkedHashMap<>();
    if (sent.get(FUNCTION) != null) {
      changed.put(FUNCTION, sent.get(FUNCTION));
    }
    return changed;
  }

  private static void overlay(Map<String, Object> hnsw, Map<String, Object> sent) {
    if (sent == null || !(sent.get(HNSW) instanceof Map<?, ?> said)) {
      return;
    }
    for (Map.Entry<String, Object> entry : hnsw.entrySet()) {
      Object value = said.get(entry.getKey());
      if (entry.getKey().equals(SPACE) && value instanceof String text) {
        entry.setValue(space(text));
      } else if (value instanceof Number) {
        entry.setValue(value);
      }
    }
  }

  private static String space(String text) {
    if (!Metric.of(text).wireName().equals(text)) {
      throw VectorFault.unprocessable(
          "configuration.hnsw.space: unknown variant, expected one of `l2`, `cosine`, `ip`");
    }
    return text;
  }
}
