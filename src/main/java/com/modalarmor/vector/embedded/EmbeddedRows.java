package com.modalarmor.vector.embedded;

import com.modalarmor.vector.Hit;
import com.modalarmor.vector.Metric;
import com.modalarmor.vector.Named;
import com.modalarmor.vector.Row;
import com.modalarmor.vector.Selection;
import com.modalarmor.vector.rights.Clause;
import com.modalarmor.vector.rights.Guarded;
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

  private final ById byId = new ById();

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
    byId.put(entry);
  }

  /** Within {@link #change}. */
  void remove(String key) {
    Entry entry = byKey.remove(key);
    if (entry == null) {
      return;
    }
    byId.remove(entry);
    entry.cell.remove(entry);
    if (entry.cell.size() == 0) {
      cells.remove(key.substring(0, key.length() - entry.row.id().length()));
    }
  }

  Named named(List<String> ids, Clause clause, Guarded own) {
    String ownPrefix =
        own == null || clause.permits(own) ? null : Row.keyOf("", own.label(), own.owner());
    lock.readLock().lock();
    try {
      Labelled.Permitted permitted = byId.permitted(clause);
      List<Entry> entries = new ArrayList<>();
      for (String id : new LinkedHashSet<>(ids)) {
        permitted.all(id, entries);
        Entry mine = ownPrefix == null ? null : byKey.get(ownPrefix + id);
        if (mine != null) {
          entries.add(mine);
        }
      }
      List<Row> rows = new ArrayList<>(entries.size());
      entries.forEach(entry -> rows.add(entry.withVector()));
      return new Named(rows, byId.levels(ids));
    } finally {
      lock.readLock().unlock();
    }
  }

  byte[] levels(List<String> ids) {
    lock.readLock().lock();
    try {
      return byId.levels(ids);
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
    Labelled.Permitted permitted = byId.permitted(selection.clause());
    for (String id : new LinkedHashSet<>(selection.ids())) {
      Entry entry = permitted.greatest(id);
      if (entry != null && matches(entry, selection, budget)) {
        entries.add(entry);
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
    return matches(entry, selection, budget) && shown(entry, selection.clause());
  }

  private static boolean matches(Entry entry, Selection selection, Budget budget) {
    if (selection.isFiltered()) {
      budget.spend();
    }
    return (selection.where() == null || selection.where().matches(entry.row))
        && (selection.document() == null || selection.document().matches(entry.row));
  }

  private boolean shown(Entry entry, Clause clause) {
    return entry.first || byId.shown(entry, clause); // of a permitted cell
  }
}
