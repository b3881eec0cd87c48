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

  /** Labels, or roles, of one line. */
  private static final int DISTINCT_MAX = 1_000;

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

  /** What a request did with rows. */
  public enum Kind {
    READ,
    WROTE,
    REMOVED,
    /** Collections, databases, labels of rows. */
    OTHER;

    static Kind of(String route) {
      return switch (route) {
        case "chroma.get", "chroma.query", "chroma.count" -> READ;
        case "chroma.add", "chroma.upsert", "chroma.update" -> WROTE;
        case "chroma.delete" -> REMOVED;
        default -> route.startsWith("chroma.") ? OTHER : READ; // an answer that stands on passages
      };
    }
  }

  /** What one subject did on one collection. */
  public static final class Line {
    private final long[] requests = new long[Kind.values().length];
    private final long[] rows = new long[Kind.values().length];
    private long quarantined;
    private boolean probing;
    private String first = "";
    private String last = "";
    private long deniedRequests;
    private String firstDenied = "";
    private String lastDenied = "";
    private final Map<String, Long> operations = new TreeMap<>();
    private final Set<String> labels = new TreeSet<>();
    private final Set<String> clearances = new TreeSet<>();
    private final Set<String> roles = new TreeSet<>();
    private final Map<String, Long> denied = new TreeMap<>();

    public long requests(Kind kind) {
      return requests[kind.ordinal()];
    }

    /** Shown, written or removed. */
    public long rows(Kind kind) {
      return rows[kind.ordinal()];
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

    /** Requests in which something was denied; empty times when none was. */
    public long deniedRequests() {
      return deniedRequests;
    }

    public String firstDenied() {
      return firstDenied;
    }

    public String lastDenied() {
      return lastDenied;
    }

    /** Requests by route. */
    public Map<String, Long> operations() {
      return operations;
    }

    /** Of the rows that were met. */
    public Set<String> labels() {
      return labels;
    }

    /** The labels that the subject acted with. */
    public Set<String> clearances() {
      return clearances;
    }

    public Set<String> roles() {
      return roles;
    }

    /** Rows by their level, and operations that were not granted. */
    public Map<String, Long> denied() {
      return denied;
    }

    private void add(String time, String route, Map<?, ?> vectors) {
      Kind kind = Kind.of(route);
      first = first.isEmpty() || time.compareTo(first) < 0 ? time : first;
      last = time.compareTo(last) > 0 ? time : last;
      requests[kind.ordinal()]++;
      rows[kind.ordinal()] += number(vectors, "rows");
      operations.merge(route, 1L, Long::sum);
      quarantined += number(vectors, "quarantined");
      probing |= Boolean.TRUE.equals(vectors.get("probing"));
      texts(vectors, "labels", labels);
      texts(vectors, "roles", roles);
      if (!text(vectors, "clearance").isEmpty()) {
        clearances.add(text(vectors, "clearance"));
      }
      if (vectors.get("denied") instanceof Map<?, ?> levels && !levels.isEmpty()) {
        deniedRequests++;
        firstDenied = firstDenied.isEmpty() || time.compareTo(firstDenied) < 0 ? time : firstDenied;
        lastDenied = time.compareTo(lastDenied) > 0 ? time : lastDenied;
        for (Map.Entry<?, ?> entry : levels.entrySet()) {
          denied.merge((String) entry.getKey(), number(levels, (String) entry.getKey()), Long::sum);
        }
      }
    }

    private static void texts(Map<?, ?> map, String key, Set<String> into) {
      if (map.get(key) instanceof List<?> all) {
        for (Object one : all) {
          if (one instanceof String text && into.size() < DISTINCT_MAX) {
            into.add(text);
          }
        }
      }
    }
  }

  private final JsonReader json = new JsonReader(LIMITS);
  private final String tenant;
  private final Map<Key, Line> lines = new TreeMap<>();
  private long unreadable;
  private long beyond;
  private long records;
  private String first = "";
  private String last = "";

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
    records++;
    first = first.isEmpty() || time.compareTo(first) < 0 ? time : first;
    last = time.compareTo(last) > 0 ? time : last;
    Key key = new Key(text(record, "tenant"), text(record, "actor"), text(vectors, "collection"));
    Line line = lines.get(key);
    if (line == null) {
      if (lines.size() == LINES_MAX) {
        beyond++;
        return;
      }
      line = new Line();
      lines.put(key, line);
    }
    line.add(time, text(record, "route"), vectors);
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

  /** Records of accesses within the times. */
  public long records() {
    return records;
  }

  /** The time of the first of them, and of the last; empty when there are none. */
  public String first() {
    return first;
  }

  public String last() {
    return last;
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
