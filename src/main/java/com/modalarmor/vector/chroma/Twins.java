package com.modalarmor.vector.chroma;

import com.modalarmor.vector.Row;
import com.modalarmor.vector.rights.Clause;
import com.modalarmor.vector.rights.Label;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Rows of the same id that a change puts beside each other. Of those that a reader may see he is
 * shown the one of the greatest key, so every other bears a mark that says whose the greater ones
 * are. For one change.
 */
final class Twins {

  /** A key that no row has: what is marked where there is nothing to mark. */
  private static final String NOBODY = "-";

  private final Map<String, List<Row>> byId = new HashMap<>();
  private final Collection<Row> rows;
  private final Map<String, Row> before;
  private final Set<String> gone;

  /**
   * @param rows that are written
   * @param before what there is of their ids, by key
   * @param gone keys that are taken away
   */
  Twins(Collection<Row> rows, Map<String, Row> before, Collection<String> gone) {
    this.rows = rows;
    this.before = before;
    this.gone = new HashSet<>(gone);
    Map<String, Row> after = new LinkedHashMap<>(before);
    rows.forEach(row -> after.put(row.key(), row));
    after.keySet().removeAll(this.gone);
    after.values().forEach(row -> byId.computeIfAbsent(row.id(), id -> new ArrayList<>()).add(row));
  }

  /** Whose the rows of the same id and a greater key are. */
  List<String> above(Row row) {
    List<Row> all = byId.getOrDefault(row.id(), List.of());
    if (all.size() < 2) {
      return List.of();
    }
    List<String> above = new ArrayList<>();
    for (Row other : all) {
      if (other.key().compareTo(row.key()) > 0) {
        above.add(other.label().text() + "\n" + other.owner());
      }
    }
    return above;
  }

  /** True when the change puts rows where there were none: then others may need a mark. */
  boolean isNeeded() {
    return rows.stream().anyMatch(row -> !before.containsKey(row.key()));
  }

  /**
   * Marks for rows that stay as they are, by their keys. Never empty: a change that has none to
   * make takes the same calls as one that has, else its time would tell of a hidden row.
   */
  Map<String, List<String>> marks() {
    Map<String, List<String>> marks = new LinkedHashMap<>();
    Set<String> written = new HashSet<>();
    rows.forEach(row -> written.add(row.key()));
    before.forEach(
        (key, row) -> {
          List<String> above = written.contains(key) || gone.contains(key) ? List.of() : above(row);
          if (!above.isEmpty()) {
            marks.put(key, above);
          }
        });
    return marks.isEmpty() ? Map.of(NOBODY, List.of("-")) : marks;
  }

  /** True when a mark names somebody whose rows the clause permits, or is of an older kind. */
  static boolean concern(Object mark, Clause clause) {
    if (!(mark instanceof List<?> above)) {
      return Boolean.TRUE.equals(mark);
    }
    for (Object entry : above) {
      String text = entry instanceof String said ? said : "";
      int end = text.indexOf('\n');
      Label label = end < 0 ? null : Label.parse(text.substring(0, end));
      if (clause.permits(label, text.substring(end + 1))) {
        return true;
      }
    }
    return false;
  }
}
