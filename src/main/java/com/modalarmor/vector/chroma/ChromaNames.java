package com.modalarmor.vector.chroma;

import com.modalarmor.settings.Sha256;
import com.modalarmor.vector.Space;
import java.nio.charset.StandardCharsets;

/**
 * How a space is called in a Chroma server: a tenant of its own for each (gateway tenant, tenant in
 * Chroma's sense), told apart by a hash, so that no name that a caller chooses meets another's.
 * Stateless.
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
}
