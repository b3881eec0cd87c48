package com.modalarmor.vector;

import java.util.List;
import java.util.Set;

/** What came of a request; a wire turns it into its own words. Immutable. */
public sealed interface VectorResult {

  record Done() implements VectorResult {}

  record Added() implements VectorResult {}

  record Tenant(String name) implements VectorResult {}

  record OneDatabase(Database database) implements VectorResult {}

  record Databases(List<Database> databases) implements VectorResult {}

  record OneCollection(CollectionInfo collection) implements VectorResult {}

  record Collections(List<CollectionInfo> collections) implements VectorResult {}

  record Counted(int count) implements VectorResult {}

  record Deleted(int count) implements VectorResult {}

  record Rows(List<Row> rows, Set<Include> include) implements VectorResult {}

  record Hits(List<List<Hit>> hits, Set<Include> include) implements VectorResult {}

  /** Done when {@code pending} is empty, else waiting for another person to confirm it. */
  record Relabelled(int rows, String pending) implements VectorResult {}
}
