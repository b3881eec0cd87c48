package com.modalarmor.dialect.chroma;

import com.modalarmor.vector.Metric;
import com.modalarmor.vector.VectorFault;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A collection's configuration as Chroma tells it: index parameters with their defaults, and the
 * client's own note of its embedding function. Stateless.
 */
final class Configuration {

  private static final String HNSW = "hnsw";
  private static final String SPACE = "space";

  /** Of an index that is there; its space, for one, stays. */
  private static final List<String> CHANGEABLE =
      List.of("ef_search", "resize_factor", "sync_threshold");

  private static final String FUNCTION = "embedding_function";

  private Configuration() {}

  /** From the configuration sent, or from metadata as older clients say it. */
  static Map<String, Object> of(Map<String, Object> sent, Map<String, Object> metadata) {
    Map<String, Object> hnsw = new LinkedHashMap<>();
    Object legacy = metadata == null ? null : metadata.get("hnsw:space");
    hnsw.put(SPACE, legacy instanceof String text ? space(text) : Metric.L2.wireName());
    hnsw.put("ef_construction", legacy(metadata, "hnsw:construction_ef", 100L));
    hnsw.put("ef_search", legacy(metadata, "hnsw:search_ef", 100L));
    hnsw.put("max_neighbors", legacy(metadata, "hnsw:M", 16L));
    hnsw.put("resize_factor", legacy(metadata, "hnsw:resize_factor", 1.2));
    hnsw.put("sync_threshold", legacy(metadata, "hnsw:sync_threshold", 1_000L));
    Map<String, Object> configuration = new LinkedHashMap<>();
    configuration.put(HNSW, hnsw);
    configuration.put("spann", null);
    configuration.put(FUNCTION, sent == null ? null : sent.get(FUNCTION));
    overlay(hnsw, sent);
    return configuration;
  }

  private static Object legacy(Map<String, Object> metadata, String key, Number otherwise) {
    return metadata != null && metadata.get(key) instanceof Number said ? said : otherwise;
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
    if (sent.get(HNSW) instanceof Map<?, ?> said) {
      Map<String, Object> hnsw = new LinkedHashMap<>();
      for (String key : CHANGEABLE) {
        if (said.get(key) instanceof Number number) {
          hnsw.put(key, number);
        }
      }
      changed.put(HNSW, hnsw);
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
