package com.modalarmor.vector.chroma;

import com.fasterxml.jackson.core.JsonGenerator;
import com.modalarmor.json.JsonBytes;
import com.modalarmor.json.JsonTree;
import com.modalarmor.settings.Sha256;
import com.modalarmor.vector.CollectionInfo;
import com.modalarmor.vector.Space;
import com.modalarmor.vector.filter.Reserved;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * How a space is called in a Chroma server, and how its collections are made: a tenant of its own
 * for each (gateway tenant, tenant in Chroma's sense), told apart by a hash, so that no name that a
 * caller chooses meets another's. Stateless.
 */
final class ChromaNames {

  static final String API = "/api/v2";
  private static final int HASH_CHARS = 24;

  private static final String HNSW = "hnsw";
  private static final String EF_SEARCH = "ef_search";

  /** Among a collection's metadata: the width of searches that its maker knows. */
  private static final String WIDTH = Reserved.PREFIX + EF_SEARCH;

  private ChromaNames() {}

  static String tenant(String owner, String tenant) {
    String both = owner + "\n" + tenant;
    return "ma-"
        + owner
        + "-"
        + Sha256.over(both.getBytes(StandardCharsets.UTF_8)).hex().substring(0, HASH_CHARS);
  }

  /**
   * True for what Chroma lets be a name. Anything else is nobody's, and must not get into a path:
   * it might lead to another one.
   */
  static boolean isName(String text) {
    boolean good = !text.isEmpty() && text.charAt(0) != '.';
    for (int i = 0; i < text.length() && good; i++) {
      char c = text.charAt(i);
      good =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || c == '.'
              || c == '_'
              || c == '-';
    }
    return good;
  }

  static String tenantPath(String owner, String tenant) {
    return API + "/tenants/" + tenant(owner, tenant);
  }

  static String path(Space space) {
    return tenantPath(space.owner(), space.tenant()) + "/databases/" + space.database();
  }

  static String collections(Space space) {
    return path(space) + "/collections";
  }

  /**
   * The body that makes a collection. What its maker said of the width of searches is kept in its
   * metadata.
   */
  static byte[] creation(
      String name, Map<String, Object> metadata, Map<String, Object> configuration, long width) {
    return JsonBytes.object(
        out -> {
          out.writeStringField("name", name);
          tree(out, "metadata", noted(metadata, configuration));
          tree(out, "configuration", wide(configuration, width));
        });
  }

  private static Object width(Map<String, Object> configuration) {
    return configuration.get(HNSW) instanceof Map<?, ?> hnsw ? hnsw.get(EF_SEARCH) : null;
  }

  @SuppressWarnings("unchecked") // keys of our trees are strings
  private static Map<String, Object> with(Map<String, Object> configuration, Object width) {
    Map<String, Object> hnsw = new LinkedHashMap<>((Map<String, Object>) configuration.get(HNSW));
    hnsw.put(EF_SEARCH, width);
    Map<String, Object> changed = new LinkedHashMap<>(configuration);
    changed.put(HNSW, hnsw);
    return changed;
  }

  /**
   * The server's search goes along a graph of all rows, so which near ones a narrow search misses
   * depends on those that the subject may not see. A wide one misses none of as many permitted
   * rows, and next to none of more.
   */
  private static Map<String, Object> wide(Map<String, Object> configuration, long width) {
    return width(configuration) instanceof Number said && said.doubleValue() < width
        ? with(configuration, width)
        : configuration;
  }

  private static Map<String, Object> noted(
      Map<String, Object> metadata, Map<String, Object> configuration) {
    Object width = width(configuration);
    if (width == null) {
      return metadata;
    }
    Map<String, Object> noted = new LinkedHashMap<>(metadata == null ? Map.of() : metadata);
    noted.put(WIDTH, width);
    return noted;
  }

  /** The metadata and the configuration that a collection's maker knows. */
  record Told(Map<String, Object> metadata, Map<String, Object> configuration) {

    static Told of(Map<String, Object> metadata, Map<String, Object> configuration) {
      if (metadata == null || !(metadata.get(WIDTH) instanceof Number width)) {
        return new Told(metadata, configuration); // made by an older gateway
      }
      Map<String, Object> own = new LinkedHashMap<>(metadata);
      own.remove(WIDTH);
      return new Told(
          own.isEmpty() ? null : own,
          configuration.get(HNSW) instanceof Map ? with(configuration, width) : configuration);
    }
  }

  /**
   * The body that changes one; null = unchanged.
   *
   * @param known the collection as it was
   */
  static byte[] change(
      CollectionInfo known,
      String name,
      Map<String, Object> metadata,
      Map<String, Object> configuration,
      long width) {
    Map<String, Object> after = known.changed(configuration);
    boolean noted = metadata != null || !Objects.equals(width(after), width(known.configuration()));
    return JsonBytes.object(
        out -> {
          if (name != null) {
            out.writeStringField("new_name", name);
          }
          tree(
              out,
              "new_metadata",
              noted ? noted(metadata == null ? known.metadata() : metadata, after) : null);
          tree(
              out,
              "new_configuration",
              configuration == null || configuration.isEmpty() ? null : wide(configuration, width));
        });
  }

  private static void tree(JsonGenerator out, String field, Map<String, Object> tree)
      throws IOException {
    if (tree != null) {
      out.writeFieldName(field);
      JsonTree.write(out, tree);
    }
  }
}
