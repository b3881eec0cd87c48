package com.modalarmor.vector.embedded;

import com.modalarmor.vector.Hit;
import com.modalarmor.vector.Metric;
import com.modalarmor.vector.Row;
import com.modalarmor.vector.Selection;
import com.modalarmor.vector.rights.Clause;
import com.modalarmor.vector.rights.Label;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * The rows of one collection in memory: readers side by side, one writer. Thread-safe.
 *
 * <p>Cells are met in an order that only depends on their own names, so that no answer depends on
 * cells that the subject may not see.
 */
final class EmbeddedRows {

  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
  private final Map<String, Entry> byKey = new HashMap<>();

  /** The row of the greatest key of each id; its twins follow. */
  private final Map<String, Entry> byId = new HashMap<>();

  private final Map<String, Cell> cells = new TreeMap<>();
  private int dimension;
  private Codes coder;
  private long lastSequence;

  int size() {
    lock.readLock().lock();
    try {
      return byKey.size();
    } finally {
      lock.readLock().unlock();
    }
  }

  int dimension() {
    lock.readLock().lock();
    try {
      return dimension;
    } finally {
      lock.readLock().unlock();
    }
  }

  /** The place in the order of first writing that a row of that key has, or would get next. */
  long sequenceOf(String key) {
    Entry entry = byKey.get(key);
    return entry == null ? ++lastSequence : entry.sequence;
  }

  /** For the one thread that writes: holds all readers off while {@code work} runs. */
  void change(Runnable work) {
    lock.writeLock().lock();
    try {
      work.run();
    } finally {
      lock.writeLock().unlock();
    }
  }

  /** Within {@link #change}, or before anybody reads. */
  void dimension(int known) {
    if (dimension == 0 && known > 0) {
      dimension = known;
      coder = new Codes(known);
    }
  }

  /** Within {@link #change}, or before anybody reads. */
  void put(Row row, long sequence) {
    lastSequence = Math.max(lastSequence, sequence);
    String key = row.key();
    Entry entry = byKey.get(key);
    Row kept =
        new Row(
            row.id(), row.label(), row.owner(), null, row.document(), row.uri(), row.metadata());
    if (entry != null) {
      entry.row = kept;
      entry.cell.set(entry.index, row.vector());
      return;
    }
    Cell cell =
        cells.computeIfAbsent(
            key.substring(0, key.length() - row.id().length()),
            name -> new Cell(row.label(), row.owner(), dimension, coder));
    entry = new Entry(kept, key, sequence, cell, cell.next());
    cell.add(entry, row.vector());
    byKey.put(key, entry);
    link(entry);
  }

  private void link(Entry entry) {
    Entry head = byId.get(entry.row.id());
    if (head == null || head.key.compareTo(entry.key) < 0) {
      entry.twin = head;
      entry.first = true;
      if (head != null) {
        head.first = false;
      }
      byId.put(entry.row.id(), entry);
      return;
    }
    Entry before = head;
    while (before.twin != null && before.twin.key.compareTo(entry.key) > 0) {
      before = before.twin;
    }
    entry.twin = before.twin;
    before.twin = entry;
  }

  /** Within {@link #change}. */
  void remove(String key) {
    Entry entry = byKey.remove(key);
    if (entry == null) {
      return;
    }
    String id = entry.row.id();
    Entry head = byId.get(id);
    if (head == entry) {
      if (entry.twin == null) {
        byId.remove(id);
      } else {
        byId.put(id, entry.twin);
        entry.twin.first = true;
      }
    } else {
      Entry before = head;
      while (before.twin != entry) {
        before = before.twin;
      }
      before.twin = entry.twin;
    }
    entry.cell.remove(entry);
    if (entry.cell.size() == 0) {
      cells.remove(key.substring(0, key.length() - id.length()));
    }
  }

  List<Row> named(List<String> ids, Clause whole) {
    lock.readLock().lock();
    try {
      List<Row> rows = new ArrayList<>(ids.size());
      for (String id : new LinkedHashSet<>(ids)) {
        for (Entry entry = byId.get(id); entry != null; entry = entry.twin) {
          rows.add(whole.permits(entry.row) ? entry.withVector() : entry.row);
        }
      }
      return rows;
    } finally {
      lock.readLock().unlock();
    }
  }

  List<Row> get(Selection selection) {
    lock.readLock().lock();
    try {
      Budget budget = new Budget();
      List<Entry> entries = selected(selection, budget);
      entries.sort(Comparator.comparingLong(entry -> entry.sequence));
      int from = Math.min(selection.offset(), entries.size());
      int until = from + Math.min(selection.limit(), entries.size() - from);
      List<Row> rows = new ArrayList<>(until - from);
      for (Entry entry : entries.subList(from, until)) {
        rows.add(selection.vectors() ? entry.withVector() : entry.row);
      }
      return rows;
    } finally {
      lock.readLock().unlock();
    }
  }

  private List<Entry> selected(Selection selection, Budget budget) {
    List<Entry> entries = new ArrayList<>();
    if (selection.ids() != null) {
      return named(selection, budget);
    }
    for (Cell cell : permitted(selection.clause())) {
      for (int i = 0; i < cell.size(); i++) {
        Entry entry = cell.entry(i);
        if (selected(entry, selection, budget)) {
          entries.add(entry);
        }
      }
    }
    return entries;
  }

  private List<Entry> named(Selection selection, Budget budget) {
    List<Entry> entries = new ArrayList<>();
    for (String id : new LinkedHashSet<>(selection.ids())) {
      for (Entry entry = byId.get(id); entry != null; entry = entry.twin) {
        if (selection.clause().permits(entry.row)) {
          if (selected(entry, selection, budget)) {
            entries.add(entry);
          }
          break; // the others of the id stay unseen
        }
      }
    }
    return entries;
  }

  List<Hit> query(Selection selection, Metric metric, float[] query, int k, Budget budget) {
    lock.readLock().lock();
    try {
      Search search = new Search(this, selection, metric, query, Math.min(k, byKey.size()), budget);
      if (byKey.isEmpty()) {
        return List.of();
      }
      if (selection.ids() != null) {
        search.among(named(selection, budget));
      } else {
        search.among(permitted(selection.clause()), coder);
      }
      return search.hits();
    } finally {
      lock.readLock().unlock();
    }
  }

  int count(Clause clause) {
    lock.readLock().lock();
    try {
      int count = 0;
      for (Cell cell : permitted(clause)) {
        for (int i = 0; i < cell.size(); i++) {
          count += shown(cell.entry(i), clause) ? 1 : 0;
        }
      }
      return count;
    } finally {
      lock.readLock().unlock();
    }
  }

  private List<Cell> permitted(Clause clause) {
    List<Cell> permitted = new ArrayList<>();
    for (Cell cell : cells.values()) {
      Label label = cell.label;
      if (clause.permits(label, cell.owner)) {
        permitted.add(cell);
      }
    }
    return permitted;
  }

  /** True for a row of a permitted cell that is asked for and is the one seen of its id. */
  boolean selected(Entry entry, Selection selection, Budget budget) {
    if (selection.isFiltered()) {
      budget.spend();
    }
    return (selection.where() == null || selection.where().matches(entry.row))
        && (selection.document() == null || selection.document().matches(entry.row))
        && shown(entry, selection.clause());
  }

  private boolean shown(Entry entry, Clause clause) {
    if (entry.first) {
      return true; // of a permitted cell, and nothing goes before it
    }
    Entry first = byId.get(entry.row.id());
    while (first != entry && !clause.permits(first.row)) {
      first = first.twin;
    }
    return first == entry;
  }
}
