package com.modalarmor.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.modalarmor.vector.filter.Where;
import com.modalarmor.vector.rights.Label;
import com.modalarmor.vector.rights.Level;
import com.modalarmor.vector.rights.Subject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Random rows and questions about them, against an answer worked out the long way: every row that
 * the lattice permits and the filter wants, sorted by distance.
 */
final class RandomCorpus {

  private static final List<String> COMPARTMENTS = List.of("hr", "eng", "law");
  private static final List<String> ROLES = List.of("reader", "author", "curator");
  private static final int DIMENSION = 6;

  /** In one corpus: each is a collection of its own in a Chroma server. */
  private static final int LABELS = 6;

  private final Rig rig;
  private final long seed;
  private final Random random;
  private final List<Label> labels = new ArrayList<>();
  private CollectionInfo info;
  private List<Row> rows = List.of();
  private long rowsShown;
  private int shortAnswers;

  RandomCorpus(Rig rig, long seed) {
    this.rig = rig;
    this.seed = seed;
    this.random = new Random(seed);
  }

  long rowsShown() {
    return rowsShown;
  }

  int shortAnswers() {
    return shortAnswers;
  }

  private Label label() {
    List<String> in = COMPARTMENTS.stream().filter(c -> random.nextInt(4) == 0).toList();
    return Label.of(Level.ALL.get(random.nextInt(Level.ALL.size())), in);
  }

  private float[] vector() {
    float[] vector = new float[DIMENSION];
    for (int i = 0; i < DIMENSION; i++) {
      vector[i] = (float) random.nextGaussian();
    }
    return vector;
  }

  private String actor() {
    return "sub:" + random.nextInt(4);
  }

  void plant(String name) {
    Metric metric = Metric.values()[random.nextInt(3)];
    info = rig.collection(name, metric);
    Map<String, Row> byKey = new HashMap<>();
    int count = 40 + random.nextInt(120);
    labels.clear();
    for (int i = 0; i < LABELS; i++) {
      labels.add(label());
    }
    for (int i = 0; i < count; i++) {
      Map<String, Object> metadata = new HashMap<>();
      metadata.put("n", (long) random.nextInt(10));
      if (random.nextBoolean()) {
        metadata.put("s", "v" + random.nextInt(3));
      }
      Row row =
          new Row(
              "id" + i,
              labels.get(random.nextInt(LABELS)),
              actor(),
              vector(),
              "text " + random.nextInt(5),
              null,
              metadata);
      byKey.put(row.key(), row);
    }
    rows = List.copyOf(byKey.values());
    rig.plant(info, rows);
    info = info.withDimension(DIMENSION);
  }

  void remove() {
    rig.remove(info);
  }

  void checkOne() {
    String role = ROLES.get(random.nextInt(ROLES.size()));
    List<String> in = COMPARTMENTS.stream().filter(c -> random.nextBoolean()).toList();
    Label clearance = Label.of(Level.ALL.get(random.nextInt(5)), in);
    Subject subject = new Subject(Rig.TENANT, actor(), Set.of(role), clearance);
    Where where = random.nextInt(3) == 0 ? null : where(2);
    int k = 1 + random.nextInt(12);
    float[] query = vector();
    List<Hit> hits = rig.hits(subject, Rig.query(info, query, k, where));
    List<Row> permitted = new ArrayList<>();
    for (Row row : rows) {
      boolean reads =
          clearance.level().compareTo(row.label().level()) >= 0
              && clearance.compartments().containsAll(row.label().compartments())
              && (!role.equals("author") || row.owner().equals(subject.actor()));
      if (reads && (where == null || where.matches(row))) {
        permitted.add(row);
      }
    }
    check(hits, permitted, query, k);
  }

  private void check(List<Hit> hits, List<Row> permitted, float[] query, int k) {
    String what = "seed " + seed;
    assertEquals(Math.min(k, permitted.size()), hits.size(), what);
    List<Double> distances = new ArrayList<>();
    Map<String, Double> byId = new HashMap<>();
    for (Row row : permitted) {
      double distance = distance(row.vector(), query);
      distances.add(distance);
      byId.put(row.id(), distance);
    }
    distances.sort(null);
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < hits.size(); i++) {
      String id = hits.get(i).row().id();
      assertTrue(byId.containsKey(id), () -> what + ": a row that is not permitted");
      assertTrue(ids.add(id), () -> what + ": a row twice");
      // Equal up to the rounding of floats: the i-th nearest is at the i-th smallest distance.
      assertEquals(distances.get(i), byId.get(id), 1e-4, what);
      assertEquals(byId.get(id), hits.get(i).distance(), 1e-4, what);
    }
    rowsShown += hits.size();
    shortAnswers += hits.size() < k ? 1 : 0;
  }

  private double distance(float[] a, float[] b) {
    double dot = 0;
    double square = 0;
    double lengthA = 0;
    double lengthB = 0;
    for (int i = 0; i < a.length; i++) {
      dot += (double) a[i] * b[i];
      square += ((double) a[i] - b[i]) * ((double) a[i] - b[i]);
      lengthA += (double) a[i] * a[i];
      lengthB += (double) b[i] * b[i];
    }
    return switch (info.metric()) {
      case L2 -> square;
      case IP -> 1 - dot;
      case COSINE -> 1 - dot / Math.sqrt(lengthA * lengthB);
    };
  }

  private Where where(int depth) {
    int kind = random.nextInt(depth > 0 ? 7 : 5);
    return switch (kind) {
      case 0 ->
          new Where.Compare(
              "n", Where.Comparison.values()[random.nextInt(6)], (long) random.nextInt(10));
      case 1 ->
          new Where.In(
              "s", List.of("v" + random.nextInt(3), "v" + random.nextInt(3)), random.nextBoolean());
      case 2 -> new Where.Compare("s", Where.Comparison.NE, "v" + random.nextInt(3));
      case 3 -> new Where.Says("text " + random.nextInt(5), random.nextBoolean());
      case 4 -> new Where.In("n", List.of(1L, 2L, (long) random.nextInt(10)), random.nextBoolean());
      case 5 -> new Where.And(List.of(where(depth - 1), where(depth - 1)));
      default -> new Where.Or(List.of(where(depth - 1), where(depth - 1)));
    };
  }
}
