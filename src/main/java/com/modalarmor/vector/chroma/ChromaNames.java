package com.modalarmor.vector.chroma;

import com.fasterxml.jackson.core.JsonGenerator;
import com.modalarmor.json.JsonBytes;
import com.modalarmor.json.JsonTree;
import com.modalarmor.settings.Sha256;
import com.modalarmor.vector.Space;
import com.modalarmor.vector.filter.Reserved;
import com.modalarmor.vector.rights.Label;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How a space is called in a Chroma server, and how its collections are made: a tenant of its own
 * for each (gateway tenant, tenant in Chroma's sense), told apart by a hash, so that no name that a
 * caller chooses meets another's. The rows of a collection lie beside that, in a database that is
 * named by the collection's id, one collection a label. Stateless.
 */
final class ChromaNames {

  private static final String API = "/api/v2";
  static final String TENANTS = API + "/tenants";
  private static final int HASH_CHARS = 24;

  private static final String HNSW = "hnsw";
  private static final String EF_SEARCH = "ef_search";

  /** Among the metadata of a label's collection, which is named by the label's hash. */
  private static final String LABEL = Reserved.PREFIX + "label";

  /** Follows the name of a tenant. No tenant is called so: their names end with a hash. */
  private static final String ROWS = "-rows";

  private ChromaNames() {}

  static String tenant(String owner, String tenant) {
    return "ma-" + owner + "-" + hash(owner + "\n" + tenant);
  }

  private static String hash(String text) {
    return Sha256.over(text.getBytes(StandardCharsets.UTF_8)).hex().substring(0, HASH_CHARS);
  }

  /** The tenant in which the rows of a space's collections lie. */
  static String rowsTenant(Space space) {
    return tenant(space.owner(), space.tenant()) + ROWS;
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
    return TENANTS + "/" + tenant(owner, tenant);
  }

  static String path(Space space) {
    return tenantPath(space.owner(), space.tenant()) + "/databases/" + space.database();
  }

  static String collections(Space space) {
    return path(space) + "/collections";
  }

  /** Where the databases of rows are made. */
  static String rowsDatabases(Space space) {
    return TENANTS + "/" + rowsTenant(space) + "/databases";
  }

  /** What the directory of a space's rows is called. */
  static String directory(Space space) {
    return "of-" + hash(space.database());
  }

  /** The database in which the rows of a collection lie. */
  static String rows(Space space, String id) {
    return rowsDatabases(space) + "/" + id;
  }

  static byte[] named(String name) {
    return JsonBytes.object(out -> out.writeStringField("name", name));
  }

  static byte[] creation(
      String name, Map<String, Object> metadata, Map<String, Object> configuration) {
    return JsonBytes.object(
        out -> {
          out.writeStringField("name", name);
          tree(out, "metadata", metadata);
          tree(out, "configuration", configuration);
        });
  }

  /** The body that makes the collection of a label, unless it is there. */
  static byte[] creation(Label label, Map<String, Object> configuration, int width) {
    return JsonBytes.object(
        out -> {
          out.writeStringField("name", name(label));
          out.writeBooleanField("get_or_create", true);
          tree(out, "metadata", Map.of(LABEL, label.text()));
          tree(out, "configuration", index(configuration, width));
        });
  }

  /** A label may be longer than a name. */
  private static String name(Label label) {
    return label.level().wireName() + "-" + hash(label.text());
  }

  /** The label whose rows lie in a collection; null when it is none that we have made. */
  static Label label(Map<?, ?> collection) {
    boolean said =
        collection.get("metadata") instanceof Map<?, ?> metadata
            && metadata.get(LABEL) instanceof String;
    Label label =
        said ? Label.parse((String) ((Map<?, ?>) collection.get("metadata")).get(LABEL)) : null;
    return label != null && name(label).equals(collection.get("name")) ? label : null;
  }

  /**
   * Of a configuration what is about the index. The server's search is made wide enough to find
   * what is nearest, whatever the collection's maker said: where a caller may see rows of its own
   * alone, it goes along those of others.
   */
  private static Map<String, Object> index(Map<String, Object> configuration, int width) {
    if (!(configuration.get(HNSW) instanceof Map<?, ?> said)) {
      return Map.of();
    }
    Map<String, Object> hnsw = new LinkedHashMap<>();
    said.forEach((key, value) -> hnsw.put((String) key, value));
    hnsw.computeIfPresent(
        EF_SEARCH, (key, value) -> value instanceof Number n && n.intValue() > width ? n : width);
    return Map.of(HNSW, hnsw);
  }

  /** The body that changes a collection; null = unchanged. */
  static byte[] change(
      String name, Map<String, Object> metadata, Map<String, Object> configuration) {
    return JsonBytes.object(
        out -> {
          if (name != null) {
            out.writeStringField("new_name", name);
          }
          tree(out, "new_metadata", metadata);
          tree(out, "new_configuration", configuration);
        });
  }

  /** The body that changes the index of a label's collection. */
  static byte[] change(Map<String, Object> configuration, int width) {
    return change(null, null, index(configuration, width));
  }

  private static void tree(JsonGenerator out, String field, Map<String, Object> tree)
      throws IOException {
    if (tree != null && !tree.isEmpty()) {
      out.writeFieldName(field);
      JsonTree.write(out, tree);
    }
  }
}
