package com.modalarmor.vector;

import com.modalarmor.vector.rights.Guarded;
import com.modalarmor.vector.rights.Label;
import com.modalarmor.vector.rights.Level;
import com.modalarmor.vector.rights.Rights;
import com.modalarmor.verdict.FindingType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What one request touched, for its audit record: ids and labels, bounded. Confined to the request.
 */
public final class Access {

  private static final int IDS_MAX = 100;
  private static final int ID_CHARS_MAX = 128;
  private static final int LABELS_MAX = 32;

  private static final int ROLES_MAX = 32;

  private String clearance = "";
  private List<String> roles = List.of();
  private String collection = "";
  private final List<String> ids = new ArrayList<>();
  private int rows;
  private final Set<String> labels = new LinkedHashSet<>();
  private Label joined;

  /** Counts by the levels of one id's rows together, as {@link Named} writes them. */
  private final int[] denied = new int[Named.LEVELS_END];

  private int deniedOperations;
  private final Map<FindingType, Integer> found = new LinkedHashMap<>();
  private CollectionInfo info;
  private int quarantined;
  private int flooding;
  private int hubs;

  /** With what rights it was asked. */
  void by(Rights rights) {
    clearance = rights.label().text();
    roles = new ArrayList<>();
    for (String role : rights.roles()) {
      if (roles.size() < ROLES_MAX) {
        roles.add(cut(role));
      }
    }
  }

  private static String cut(String text) {
    return text.length() <= ID_CHARS_MAX ? text : text.substring(0, ID_CHARS_MAX);
  }

  /** The label that the subject acted with; empty before it was known. */
  public String clearance() {
    return clearance;
  }

  public List<String> roles() {
    return roles;
  }

  public void in(CollectionInfo its) {
    info = its;
    collection = its.name();
  }

  public void in(String name) {
    collection = name;
  }

  /** A row that was shown, written or removed. */
  public void row(Row row) {
    rows++;
    if (ids.size() < IDS_MAX) {
      ids.add(cut(row.id()));
    }
    label(row);
  }

  private void label(Guarded row) {
    joined = joined == null ? row.label() : joined.join(row.label());
    if (labels.size() < LABELS_MAX) {
      labels.add(row.label().text());
    }
  }

  /** Something that was asked for and is not this subject's; the level may be unknown. */
  public void denied(Label label) {
    denied[Named.bit(label)]++;
  }

  /**
   * An id under which nothing is there for the subject, and the levels of the rows that are hidden
   * from it, if any: counted without a look, so that a thousand hidden ids cost what a thousand
   * absent ones do.
   */
  void missed(byte levels) {
    denied[levels]++;
  }

  /** An operation that was not granted at all. */
  public void deniedOperation() {
    deniedOperations++;
  }

  /** Something that a detector found in the texts. */
  void found(FindingType type) {
    found.merge(type, 1, Integer::sum);
  }

  /** A row whose texts are poisoned. */
  void quarantined() {
    quarantined++;
  }

  /** Rows that are odd beside others. */
  void odd(int floodingRows, int hubRows) {
    flooding += floodingRows;
    hubs += hubRows;
  }

  /** Rows written that are nearly the same as many others. */
  public int floodingRows() {
    return flooding;
  }

  /** Rows written or shown that are near everything. */
  public int hubRows() {
    return hubs;
  }

  /** Forgets the rows, not what else was noted: the request is asked once more. */
  void again() {
    ids.clear();
    labels.clear();
    rows = 0;
    joined = null;
  }

  /** Null before a collection was resolved. */
  CollectionInfo info() {
    return info;
  }

  public Map<FindingType, Integer> found() {
    return found;
  }

  /** Rows that were put into quarantine. */
  public int quarantinedRows() {
    return quarantined;
  }

  public String collection() {
    return collection;
  }

  /** The first ids, in the order they were met. */
  public List<String> ids() {
    return ids;
  }

  public int rows() {
    return rows;
  }

  /** Distinct labels of the rows. */
  public List<String> labels() {
    return List.copyOf(labels);
  }

  /** The lowest label that dominates all rows shown; null when none was. */
  public Label joined() {
    return joined;
  }

  /** Denials by the level of what was asked for; of several rows of one id, the greatest. */
  public Map<String, Integer> denied() {
    Map<String, Integer> byLevel = new TreeMap<>();
    for (int levels = 1; levels < denied.length; levels++) {
      Level level = Named.greatest(levels);
      put(byLevel, level == null ? "unknown" : level.wireName(), denied[levels]);
    }
    put(byLevel, "operation", deniedOperations);
    return byLevel;
  }

  private static void put(Map<String, Integer> denied, String name, int count) {
    if (count > 0) {
      denied.merge(name, count, Integer::sum);
    }
  }

  /** All of {@link #denied} together. */
  public int denials() {
    int sum = deniedOperations;
    for (int levels = 1; levels < denied.length; levels++) {
      sum += denied[levels];
    }
    return sum;
  }
}
