package com.modalarmor.vector.chroma;

import com.modalarmor.vector.Row;
import com.modalarmor.vector.rights.Clause;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Rows of one collection that have, or once had, others of the same id beside them. Of those that a
 * reader may see he is shown the one of the greatest key. Immutable.
 */
final class Twins {

  static final Twins NONE = new Twins(Map.of());

  /** By id; label and owner are known of each, nothing else. */
  private final Map<String, List<Row>> byId;

  private Twins(Map<String, List<Row>> byId) {
    this.byId = byId;
  }

  /** True when there is a row of the same id that the clause permits and that is shown instead. */
  boolean hide(Row row, Clause clause) {
    return byId.containsKey(row.id()) && hide(row.id(), row.key(), clause);
  }

  boolean hide(String id, String key, Clause clause) {
    for (Row twin : byId.getOrDefault(id, List.of())) {
      if (twin.key().compareTo(key) > 0 && clause.permits(twin)) {
        return true;
      }
    }
    return false;
  }

  /** Without rows of whose id there is one of a greater key among them, known as twins or not. */
  static <T> List<T> distinct(List<T> all, Function<T, Row> rowOf) {
    Map<String, Row> shown = new HashMap<>();
    for (T one : all) {
      Row row = rowOf.apply(one);
      shown.merge(row.id(), row, (a, b) -> a.key().compareTo(b.key()) >= 0 ? a : b);
    }
    return shown.size() == all.size()
        ? all
        : all.stream().filter(one -> shown.get(rowOf.apply(one).id()) == rowOf.apply(one)).toList();
  }

  /** How many rows that the clause permits are not shown. */
  int hidden(Clause clause) {
    int hidden = 0;
    for (List<Row> twins : byId.values()) {
      int permitted = 0;
      for (Row twin : twins) {
        permitted += clause.permits(twin) ? 1 : 0;
      }
      hidden += Math.max(0, permitted - 1);
    }
    return hidden;
  }

  /**
   * @param more rows that have others beside them now
   * @param gone keys of rows that are no longer there
   */
  Twins changed(Collection<Row> more, Collection<String> gone) {
    if (more.isEmpty() && (byId.isEmpty() || gone.isEmpty())) {
      return this;
    }
    Set<String> replaced = new HashSet<>(gone);
    more.forEach(row -> replaced.add(row.key()));
    Map<String, List<Row>> after = new HashMap<>();
    byId.forEach(
        (id, twins) -> {
          List<Row> left = new ArrayList<>(twins);
          left.removeIf(row -> replaced.contains(row.key()));
          if (!left.isEmpty()) {
            after.put(id, left);
          }
        });
    more.forEach(row -> after.computeIfAbsent(row.id(), id -> new ArrayList<>(2)).add(row));
    return new Twins(after);
  }
}
