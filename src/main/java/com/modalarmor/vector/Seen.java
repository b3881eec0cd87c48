package com.modalarmor.vector;

import com.modalarmor.vector.rights.Clause;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The rows of some ids, split into what is there for a subject and what is not. For one change. */
final class Seen {

  private final Clause clause;
  private final byte[] levels;
  private final Map<String, List<Row>> stored = new HashMap<>();

  /** Of ids that the change writes: what the next record of it meets. */
  private final Map<String, List<Row>> written = new HashMap<>();

  Seen(Named named, Clause clause) {
    this.clause = clause;
    this.levels = named.levels();
    for (Row row : named.rows()) {
      stored.computeIfAbsent(row.id(), id -> new ArrayList<>(1)).add(row);
    }
  }

  private List<Row> of(String id) {
    List<Row> rows = written.isEmpty() ? null : written.get(id);
    return rows == null ? stored.getOrDefault(id, List.of()) : rows;
  }

  /** The row that the subject knows by that id; null when there is none for it. */
  Row visible(String id) {
    Row found = null;
    for (Row row : of(id)) {
      if (clause.permits(row) && (found == null || row.key().compareTo(found.key()) > 0)) {
        found = row;
      }
    }
    return found;
  }

  /** Notes rows of the {@code i}-th id that are not there for the subject, if there are any. */
  void missed(int i, Access access) {
    access.missed(levels[i]);
  }

  /** True when there is a row of that id, label and owner. */
  boolean has(Row row) {
    return of(row.id()).stream().anyMatch(there -> same(there, row));
  }

  private static boolean same(Row a, Row b) {
    return b.label().equals(a.label()) && b.owner().equals(a.owner());
  }

  /** A row that the change writes. */
  void written(Row row) {
    List<Row> rows = new ArrayList<>(of(row.id()));
    rows.removeIf(there -> same(there, row));
    rows.add(row);
    written.put(row.id(), rows);
  }

  /** What the store has of the ids of these rows, by key. */
  Map<String, Row> before(Iterable<Row> changed) {
    Map<String, Row> before = new LinkedHashMap<>();
    for (Row row : changed) {
      for (Row there : stored.getOrDefault(row.id(), List.of())) {
        if (there.label() != null) {
          before.put(there.key(), there);
        }
      }
    }
    return before;
  }
}
