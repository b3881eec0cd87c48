package com.modalarmor.vector.embedded;

import com.modalarmor.vector.CollectionInfo;
import com.modalarmor.vector.Database;
import com.modalarmor.vector.Space;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The tenants, databases and collections of the embedded store, in memory, and how each is written
 * down. Used under the store's lock.
 */
final class Shelf {

  private static final String TENANT = "tenant";
  private static final String DATABASE = "database";

  /** A collection and its rows. */
  record Kept(CollectionInfo info, EmbeddedRows rows) {}

  /** Names of tenants that callers made, and of their databases; in the order they were made. */
  private final Map<Space, Boolean> spaces = new LinkedHashMap<>();

  private final Map<String, Kept> byId = new LinkedHashMap<>();

  /** A tenant is a space without a database. */
  static Space tenantOf(String owner, String tenant) {
    return new Space(owner, tenant, "");
  }

  boolean has(Space space) {
    boolean byDefault =
        space.tenant().equals(Space.DEFAULT_TENANT)
            && (space.database().isEmpty() || space.database().equals(Space.DEFAULT_DATABASE));
    return byDefault || spaces.containsKey(space);
  }

  void add(Space space) {
    spaces.put(space, true);
  }

  void remove(Space space) {
    spaces.remove(space);
  }

  List<Database> databases(String owner, String tenant) {
    List<Database> databases = new ArrayList<>();
    if (tenant.equals(Space.DEFAULT_TENANT)) {
      databases.add(database(new Space(owner, tenant, Space.DEFAULT_DATABASE)));
    }
    for (Space space : spaces.keySet()) {
      boolean its = space.owner().equals(owner) && space.tenant().equals(tenant);
      if (its && !space.database().isEmpty()) {
        databases.add(database(space));
      }
    }
    return databases;
  }

  static Database database(Space space) {
    String name = space.owner() + "\n" + space.tenant() + "\n" + space.database();
    return new Database(
        UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString(), space);
  }

  Kept byId(String id) {
    return byId.get(id);
  }

  Kept byName(Space space, String name) {
    for (Kept kept : byId.values()) {
      if (kept.info().name().equals(name) && kept.info().space().equals(space)) {
        return kept;
      }
    }
    return null;
  }

  List<Kept> in(Space space) {
    return byId.values().stream().filter(kept -> kept.info().space().equals(space)).toList();
  }

  void put(Kept kept) {
    byId.put(kept.info().id(), kept);
  }

  void remove(String id) {
    byId.remove(id);
  }

  int rows() {
    int rows = 0;
    for (Kept kept : byId.values()) {
      rows += kept.rows().size();
    }
    return rows;
  }

  // --- how they are written down

  static String keyOf(Space space) {
    return "space/" + space.owner() + "/" + space.tenant() + "/" + space.database();
  }

  static String keyOf(CollectionInfo info) {
    return "collection/" + info.id();
  }

  static Map<String, Object> treeOf(Space space) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("owner", space.owner());
    tree.put(TENANT, space.tenant());
    tree.put(DATABASE, space.database());
    return tree;
  }

  static Map<String, Object> treeOf(CollectionInfo info) {
    Map<String, Object> tree = treeOf(info.space());
    tree.put("id", info.id());
    tree.put("name", info.name());
    tree.put("metadata", info.metadata());
    tree.put("configuration", info.configuration());
    tree.put("dimension", (long) info.dimension());
    return tree;
  }

  private static Space spaceOf(Map<String, Object> tree) {
    return new Space(
        (String) tree.get("owner"), (String) tree.get(TENANT), (String) tree.get(DATABASE));
  }

  @SuppressWarnings("unchecked") // written by us
  void found(String key, Map<String, Object> tree) {
    if (!tree.containsKey("id")) {
      add(spaceOf(tree));
      return;
    }
    int dimension = ((Long) tree.get("dimension")).intValue();
    CollectionInfo info =
        new CollectionInfo(
            (String) tree.get("id"),
            spaceOf(tree),
            (String) tree.get("name"),
            (Map<String, Object>) tree.get("metadata"),
            (Map<String, Object>) tree.get("configuration"),
            dimension);
    EmbeddedRows rows = new EmbeddedRows();
    rows.dimension(dimension);
    put(new Kept(info, rows));
  }
}
