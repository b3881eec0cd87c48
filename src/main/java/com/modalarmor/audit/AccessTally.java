package com.modalarmor.audit;

import com.modalarmor.json.JsonFault;
import com.modalarmor.json.JsonLimits;
import com.modalarmor.json.JsonReader;
import com.modalarmor.json.JsonTree;
import com.modalarmor.json.LineReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Who met which rows of vector collections and who was denied some, added up over audit records.
 * Single-threaded; bounded in the subjects and collections that it tells apart.
 */
public final class AccessTally {

  private static final int LINES_MAX = 200_000;
  private static final JsonLimits LIMITS = new JsonLimits(16, 1 << 20, 100_000);

  /** One subject on one collection. */
  public record Key(String tenant, String actor, String collection) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      int order = tenant.compareTo(other.tenant);
      order = order != 0 ? order : actor.compareTo(other.actor);
      return order != 0 ? order : collection.compareTo(other.collection);
    }
  }

  /** What one subject did on one collection. */
  public static final class Line {
    private long requests;
    private long rows;
    private long quarantined;
    private boolean probing;
    private String first = "";
    private String last = "";
    private final Map<String, Long> operations = new TreeMap<>();
    private final Set<String> labels = new TreeSet<>();
    private final Map<String, Long> denied = new TreeMap<>();

    public long requests() {
      return requests;
    }

    /** Shown, written or removed. */
    public long rows() {
      return rows;
    }

    public long quarantined() {
      return quarantined;
    }

    public boolean probing() {
      return probing;
    }

    public String first() {
      return first;
    }

    public String last() {
      return last;
    }

    /** Requests by route. */
    public Map<String, Long> operations() {
      return operations;
    }

    public Set<String> labels() {
      return labels;
    }

    /** By the level of what was asked for. */
    public Map<String, Long> denied() {
      return denied;
    }
  }

  private final JsonReader json = new JsonReader(LIMITS);
  private final String tenant;
  private final Map<Key, Line> lines = new TreeMap<>();
  private long unreadable;
  private long beyond;

  /**
   * @param tenant empty = all
   */
  public AccessTally(String tenant) {
    this.tenant = tenant;
  }

  /** Adds the records of one audit file that lie within the times, both in ISO form or empty. */
  public void add(InputStream in, String from, String until) throws IOException {
    LineReader reader = new LineReader(in);
    for (byte[] line = reader.next(); line != null; line = reader.next()) {
      if (LineReader.isBlank(line)) {
        continue;
      }
      try {
        add(JsonTree.read(json, line, Set.of()), from, until);
      } catch (JsonFault e) {
        unreadable++;
      }
    }
  }

  private void add(Map<String, Object> record, String from, String until) {
    String time = text(record, "time");
    boolean within =
        (from.isEmpty() || time.compareTo(from) >= 0)
            && (until.isEmpty() || time.compareTo(until) < 0);
    boolean wanted = tenant.isEmpty() || tenant.equals(record.get("tenant"));
    if (!within || !wanted || !(record.get("vectors") instanceof Map<?, ?> vectors)) {
      return;
    }
    Key key = new Key(text(record, "tenant"), text(record, "actor"), text(vectors, "collection"));
    Line line = lines.get(key);
    if (line == null) {
      if (lines.size() == LINES_MAX) {
        beyond++;
        return;
      }
      line = new Line();
      line.first = time;
      lines.put(key, line);
    }
    line.last = time;
    line.requests++;
    line.operations.merge(text(record, "route"), 1L, Long::sum);
    line.rows += number(vectors, "rows");
    line.quarantined += number(vectors, "quarantined");
    line.probing |= Boolean.TRUE.equals(vectors.get("probing"));
    if (vectors.get("labels") instanceof List<?> labels) {
      for (Object label : labels) {
        line.labels.add((String) label);
      }
    }
    if (vectors.get("denied") instanceof Map<?, ?> denied) {
      for (Map.Entry<?, ?> entry : denied.entrySet()) {
        line.denied.merge(
            (String) entry.getKey(), ((Number) entry.getValue()).longValue(), Long::sum);
      }
    }
  }

  private static String text(Map<?, ?> map, String key) {
    return map.get(key) instanceof String text ? text : "";
  }

  private static long number(Map<?, ?> map, String key) {
    return map.get(key) instanceof Long number ? number : 0;
  }

  public Map<Key, Line> lines() {
    return lines;
  }

  /** Lines of the log that are no records. */
  public long unreadable() {
    return unreadable;
  }

  /** Records of subjects and collections beyond the bound. */
  public long beyond() {
    return beyond;
  }
}
