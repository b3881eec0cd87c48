package com.modalarmor.vector;

import com.modalarmor.vector.rights.Clause;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The rows of some ids, split into what is there for a subject and what is not. For one change. */
final class Seen {

  private final Map<String, Row> visible = new HashMap<>();
  private final Map<String, Row> hidden = new HashMap<>();
  private final Map<String, Row> byKey = new HashMap<>();
  private final Map<String, Row> stored = new HashMap<>();

  Seen(List<Row> rows, Clause clause) {
    for (Row row : rows) {
      if (row.label() == null) {
        hidden.put(row.id(), row);
        continue;
      }
      byKey.put(row.key(), row);
      stored.put(row.key(), row);
      Map<String, Row> side = clause.permits(row) ? visible : hidden;
      side.merge(row.id(), row, (a, b) -> a.key().compareTo(b.key()) >= 0 ? a : b);
    }
  }

  /** The row that the subject knows by that id; null when there is none for it. */
  Row visible(String id) {
    return visible.get(id);
  }

  Row hidden(String id) {
    return hidden.get(id);
  }

  Row byKey(String key) {
    return byKey.get(key);
  }

  /** What the store holds of these ids, by key. */
  Map<String, Row> stored() {
    return stored;
  }

  /** A row that the same change writes: later records of it meet it. */
  void written(Row row, boolean isVisible) {
    byKey.put(row.key(), row);
    if (isVisible) {
      visible.put(row.id(), row);
    }
  }
}
