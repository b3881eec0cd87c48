package com.modalarmor.vector;

import com.modalarmor.vector.embedded.EmbeddedSettings;
import com.modalarmor.vector.embedded.EmbeddedStore;
import com.modalarmor.vector.rights.Label;
import com.modalarmor.vector.rights.Subject;
import io.vertx.core.Vertx;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Filtered searches in the embedded store, 100,000 rows of 384 dimensions, for subjects that may
 * read 1, 10, 50 and 100 per cent: milliseconds and recall at 10 against brute force. Through the
 * desk, rights and checks included; without HTTP. Beside the wall clock stands the thread's own
 * processor time, which other work on the machine moves less.
 *
 * <pre>mvn -q test-compile exec:exec@vector-bench</pre>
 */
final class VectorSearchBench {

  private static final int ROWS = 100_000;
  private static final int DIMENSION = 384;
  private static final int K = 10;
  private static final int WARM_UP = 300;
  private static final int QUERIES = 1_000;
  private static final int RECALL_QUERIES = 100;

  private VectorSearchBench() {}

  public static void main(String[] args) throws Exception {
    for (boolean clustered : new boolean[] {true, false}) {
      System.out.println(clustered ? "vectors around 1,000 centres" : "vectors without any order");
      run(clustered);
    }
  }

  private static void run(boolean clustered) throws Exception {
    Path folder = Files.createTempDirectory("vector-bench");
    Vertx vertx = Vertx.vertx();
    Rig rig = new Rig(EmbeddedStore.open(vertx, new EmbeddedSettings(folder, 200_000)));
    CollectionInfo info = rig.collection("bench", Metric.COSINE);
    Random random = new Random(7);
    float[][] vectors = new float[ROWS][];
    long begin = System.nanoTime();
    for (int first = 0; first < ROWS; first += 5_000) {
      List<Row> batch = new ArrayList<>();
      for (int i = first; i < first + 5_000; i++) {
        vectors[i] = vector(random, clustered);
        batch.add(
            new Row(
                "r" + i, label(i), "sub:o", vectors[i], "text " + i, null, Map.of("n", (long) i)));
      }
      rig.plant(info, batch);
    }
    System.out.printf("written in %.1f s%n", (System.nanoTime() - begin) / 1e9);
    info = info.withDimension(DIMENSION);
    System.out.println("permitted  p50 ms  p99 ms  cpu p50  cpu p99  recall@10");
    for (String clearance : List.of("public", "internal", "confidential", "secret")) {
      measure(rig, info, vectors, clearance, random, clustered);
    }
    Rig.await(rig.desk.close());
    begin = System.nanoTime();
    EmbeddedStore again = EmbeddedStore.open(vertx, new EmbeddedSettings(folder, 200_000));
    System.out.printf("opened again in %.1f s%n", (System.nanoTime() - begin) / 1e9);
    Rig.await(again.close());
    Rig.await(vertx.close());
    try (var files = Files.walk(folder)) {
      files.sorted(java.util.Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    }
  }

  /** 1 % public, 9 % internal, 40 % confidential, the rest secret. */
  private static Label label(int i) {
    int of = i % 100;
    return Label.parse(
        of < 1 ? "public" : of < 10 ? "internal" : of < 50 ? "confidential" : "secret");
  }

  private static float[] vector(Random random, boolean clustered) {
    Random centre = new Random(random.nextInt(1_000));
    float[] vector = new float[DIMENSION];
    for (int i = 0; i < DIMENSION; i++) {
      double common = clustered ? 0.3 + centre.nextGaussian() : 0;
      vector[i] = (float) (common + random.nextGaussian());
    }
    return vector;
  }

  private static void measure(
      Rig rig,
      CollectionInfo info,
      float[][] vectors,
      String clearance,
      Random random,
      boolean clustered) {
    Subject subject = Rig.subject("sub:s", clearance, "reader");
    for (int i = 0; i < WARM_UP; i++) {
      rig.hits(subject, Rig.query(info, vector(random, clustered), K, null));
    }
    ThreadMXBean thread = ManagementFactory.getThreadMXBean();
    long[] nanos = new long[QUERIES];
    long[] cpu = new long[QUERIES];
    for (int i = 0; i < QUERIES; i++) {
      VectorRequest.Query query = Rig.query(info, vector(random, clustered), K, null);
      long cpuBegin = thread.getCurrentThreadCpuTime();
      long begin = System.nanoTime();
      rig.hits(subject, query);
      nanos[i] = System.nanoTime() - begin;
      cpu[i] = thread.getCurrentThreadCpuTime() - cpuBegin;
    }
    Arrays.sort(nanos);
    Arrays.sort(cpu);
    int permitted = 0;
    for (int i = 0; i < ROWS; i++) {
      permitted += subject.label().dominates(label(i)) ? 1 : 0;
    }
    int found = 0;
    for (int q = 0; q < RECALL_QUERIES; q++) {
      float[] query = vector(random, clustered);
      Set<String> nearest = nearest(vectors, subject, query);
      for (Hit hit : rig.hits(subject, Rig.query(info, query, K, null))) {
        found += nearest.contains(hit.row().id()) ? 1 : 0;
      }
    }
    System.out.printf(
        "%9d  %6.2f  %6.2f  %7.2f  %7.2f  %9.4f%n",
        permitted,
        nanos[QUERIES / 2] / 1e6,
        nanos[QUERIES * 99 / 100] / 1e6,
        cpu[QUERIES / 2] / 1e6,
        cpu[QUERIES * 99 / 100] / 1e6,
        found / (double) (RECALL_QUERIES * K));
  }

  private static Set<String> nearest(float[][] vectors, Subject subject, float[] query) {
    record Far(int row, double distance) {}
    List<Far> all = new ArrayList<>();
    for (int i = 0; i < vectors.length; i++) {
      if (subject.label().dominates(label(i))) {
        double dot = 0;
        double square = 0;
        for (int d = 0; d < DIMENSION; d++) {
          dot += (double) vectors[i][d] * query[d];
          square += (double) vectors[i][d] * vectors[i][d];
        }
        all.add(new Far(i, -dot / Math.sqrt(square)));
      }
    }
    all.sort((a, b) -> Double.compare(a.distance(), b.distance()));
    Set<String> ids = new HashSet<>();
    all.subList(0, K).forEach(far -> ids.add("r" + far.row()));
    return ids;
  }
}
