package com.modalarmor.vector.chroma;

import com.fasterxml.jackson.core.JsonGenerator;
import com.modalarmor.json.JsonBytes;
import com.modalarmor.json.JsonTree;
import com.modalarmor.settings.Sha256;
import com.modalarmor.vector.Space;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * How a space is called in a Chroma server, and how its collections are made: a tenant of its own
 * for each (gateway tenant, tenant in Chroma's sense), told apart by a hash, so that no name that a
 * caller chooses meets another's. Stateless.
 */
final class ChromaNames {

  static final String API = "/api/v2";
  private static final int HASH_CHARS = 24;

  private ChromaNames() {}

  static String tenant(String owner, String tenant) {
    String both = owner + "\n" + tenant;
    return "ma-"
        + owner
        + "-"
        + Sha256.over(both.getBytes(StandardCharsets.UTF_8)).hex().substring(0, HASH_CHARS);
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

  /** The body that makes a collection. */
  static byte[] creation(
      String name, Map<String, Object> metadata, Map<String, Object> configuration) {
    return JsonBytes.object(
        out -> {
          out.writeStringField("name", name);
          tree(out, "metadata", metadata);
          tree(out, "configuration", configuration);
        });
  }

  /** The body that changes one; null = unchanged. */
  static byte[] change(
      String name, Map<String, Object> metadata, Map<String, Object> configuration) {
    return JsonBytes.object(
        out -> {
          if (name != null) {
            out.writeStringField("new_name", name);
          }
          tree(out, "new_metadata", metadata);
          tree(
              out,
              "new_configuration",
              configuration == null || configuration.isEmpty() ? null : configuration);
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
