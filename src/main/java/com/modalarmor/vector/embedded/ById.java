package com.modalarmor.vector.embedded;

import com.modalarmor.vector.Named;
import com.modalarmor.vector.rights.Clause;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The rows of a collection by their ids: all that have one, those of each label, and which levels
 * there are. Guarded by its collection's lock.
 */
final class ById {

  /** The row of the greatest key of each id; its twins follow. */
  private final Map<String, Entry> heads = new HashMap<>();

  private final Labelled labelled = new Labelled();
  private final Marks marks = new Marks();

  void put(Entry entry) {
    link(entry);
    labelled.put(entry);
    mark(entry.row.id());
  }

  private void link(Entry entry) {
    Entry head = heads.get(entry.row.id());
    if (head == null || head.key.compareTo(entry.key) < 0) {
      entry.twin = head;
      entry.first = true;
      if (head != null) {
        head.first = false;
      }
      heads.put(entry.row.id(), entry);
      return;
    }
    Entry before = head;
    while (before.twin != null && before.twin.key.compareTo(entry.key) > 0) {
      before = before.twin;
    }
    entry.twin = before.twin;
    before.twin = entry;
  }

  void remove(Entry entry) {
    String id = entry.row.id();
    Entry head = heads.get(id);
    if (head != entry) {
      Entry before = head;
      while (before.twin != entry) {
        before = before.twin;
      }
      before.twin = entry.twin;
    } else if (entry.twin != null) {
      heads.put(id, entry.twin);
      entry.twin.first = true;
    } else {
      heads.remove(id);
    }
    labelled.remove(entry);
    mark(id);
  }

  private void mark(String id) {
    int levels = 0;
    for (Entry entry = heads.get(id); entry != null; entry = entry.twin) {
      levels |= Named.bit(entry.row.label());
    }
    marks.set(id, levels);
  }

  /** True when no row of the same id that the clause permits has a greater key. */
  boolean shown(Entry entry, Clause clause) {
    Entry first = heads.get(entry.row.id());
    while (first != entry && !clause.permits(first.row)) {
      first = first.twin;
    }
    return first == entry;
  }

  Labelled.Permitted permitted(Clause clause) {
    return labelled.permitted(clause);
  }

  /** For each id the levels of its rows. */
  byte[] levels(List<String> ids) {
    byte[] levels = new byte[ids.size()];
    for (int i = 0; i < levels.length; i++) {
      levels[i] = marks.levels(ids.get(i));
    }
    return levels;
  }
}
