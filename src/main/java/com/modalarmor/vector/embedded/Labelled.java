package com.modalarmor.vector.embedded;

import com.modalarmor.vector.rights.Clause;
import com.modalarmor.vector.rights.Label;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Rows by their ids, each label for itself: an id is looked up among what a subject may see, and
 * nothing else is touched. Guarded by its collection's lock.
 */
final class Labelled {

  private static final class Shelf {

    final Label label;

    /** The row of the greatest key of each id; its peers of other owners follow. */
    final Map<String, Entry> byId = new HashMap<>();

    Shelf(Label label) {
      this.label = label;
    }
  }

  private final Map<String, Shelf> shelves = new TreeMap<>();

  /** What a clause permits, to be asked for many ids. For one call, under the lock. */
  static final class Permitted {

    private final List<Shelf> shelves = new ArrayList<>();
    private final String owner;

    private Permitted(String owner) {
      this.owner = owner;
    }

    /** The row of the greatest key; null when none is permitted. */
    Entry greatest(String id) {
      Entry greatest = null;
      for (int i = 0; i < shelves.size(); i++) {
        Entry entry = shelves.get(i).byId.get(id);
        while (entry != null && !permits(entry)) {
          entry = entry.peer;
        }
        if (entry != null && (greatest == null || greatest.key.compareTo(entry.key) < 0)) {
          greatest = entry;
        }
      }
      return greatest;
    }

    private boolean permits(Entry entry) {
      return owner.isEmpty() || owner.equals(entry.row.owner());
    }

    /** Every permitted row of that id. */
    void all(String id, List<Entry> into) {
      for (int i = 0; i < shelves.size(); i++) {
        for (Entry e = shelves.get(i).byId.get(id); e != null; e = e.peer) {
          if (permits(e)) {
            into.add(e);
          }
        }
      }
    }
  }

  Permitted permitted(Clause clause) {
    Permitted permitted = new Permitted(clause.owner());
    for (Shelf shelf : shelves.values()) {
      if (clause.permits(shelf.label, clause.owner())) {
        permitted.shelves.add(shelf);
      }
    }
    return permitted;
  }

  void put(Entry entry) {
    Label label = entry.row.label();
    Map<String, Entry> byId = shelves.computeIfAbsent(label.text(), text -> new Shelf(label)).byId;
    Entry head = byId.get(entry.row.id());
    if (head == null || head.key.compareTo(entry.key) < 0) {
      entry.peer = head;
      byId.put(entry.row.id(), entry);
      return;
    }
    Entry before = head;
    while (before.peer != null && before.peer.key.compareTo(entry.key) > 0) {
      before = before.peer;
    }
    entry.peer = before.peer;
    before.peer = entry;
  }

  void remove(Entry entry) {
    String text = entry.row.label().text();
    Map<String, Entry> byId = shelves.get(text).byId;
    Entry head = byId.get(entry.row.id());
    if (head != entry) {
      Entry before = head;
      while (before.peer != entry) {
        before = before.peer;
      }
      before.peer = entry.peer;
    } else if (entry.peer != null) {
      byId.put(entry.row.id(), entry.peer);
    } else {
      byId.remove(entry.row.id());
    }
    if (byId.isEmpty()) {
      shelves.remove(text);
    }
  }
}
