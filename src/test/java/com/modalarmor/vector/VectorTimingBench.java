package com.modalarmor.vector;

import com.modalarmor.vector.VectorRequest.Writing;
import com.modalarmor.vector.embedded.EmbeddedSettings;
import com.modalarmor.vector.embedded.EmbeddedStore;
import com.modalarmor.vector.filter.Where;
import com.modalarmor.vector.rights.Label;
import com.modalarmor.vector.rights.Subject;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;

/**
 * Whether time tells what rows a subject may not see: two collections of the embedded store with
 * the same permitted rows, one with as many forbidden ones beside them, asked in turn. The medians
 * of 2,000 calls each should lie within 5 per cent. The third column is the same for two
 * collections without forbidden rows: what chance makes of it.
 *
 * <pre>mvn -q test-compile exec:exec@vector-timing-bench</pre>
 */
final class VectorTimingBench {

  private static final int ROWS = 5_000;
  private static final int DIMENSION = 64;
  private static final int WARM_UP = 2_000;
  private static final int CALLS = 2_000;
  private static final Subject ME = Rig.subject("sub:me", "internal", "reader");

  private VectorTimingBench() {}

  public static void main(String[] args) throws Exception {
    Path folder = Files.createTempDirectory("vector-timing-bench");
    Vertx vertx = Vertx.vertx();
    Rig rig = new Rig(EmbeddedStore.open(vertx, new EmbeddedSettings(folder, 100_000)));
    CollectionInfo plain = filled(rig, "plain", false);
    CollectionInfo twin = filled(rig, "twin", false);
    CollectionInfo hiding = filled(rig, "hiding", true);
    Random random = new Random(5);
    System.out.println("operation                us    with forbidden rows   without (chance)");
    for (Map.Entry<String, Function<CollectionInfo, VectorRequest>> it :
        operations(random).entrySet()) {
      double[] medians = medians(rig, it.getValue(), plain, hiding);
      double[] chance = medians(rig, it.getValue(), plain, twin);
      System.out.printf(
          "%-20s %7.1f  %+17.1f %%  %+15.1f %%%n",
          it.getKey(), medians[0], percent(medians), percent(chance));
    }
    Rig.await(rig.desk.close());
    Rig.await(vertx.close());
  }

  private static double percent(double[] medians) {
    return 100 * (medians[1] / medians[0] - 1);
  }

  private static CollectionInfo filled(Rig rig, String name, boolean hiding) {
    CollectionInfo info = rig.collection(name, Metric.COSINE);
    Random random = new Random(1);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      rows.add(row(random, "r" + i, "internal"));
    }
    rig.plant(info, rows);
    if (hiding) {
      List<Row> hidden = new ArrayList<>();
      for (int i = 0; i < ROWS; i++) {
        hidden.add(row(random, "h" + i, "secret"));
      }
      rig.plant(info, hidden);
    }
    return info.withDimension(DIMENSION);
  }

  private static Row row(Random random, String id, String label) {
    return new Row(
        id, Label.parse(label), "sub:o", vector(random), "document", null, Map.of("n", 1L));
  }

  private static float[] vector(Random random) {
    float[] vector = new float[DIMENSION];
    for (int i = 0; i < DIMENSION; i++) {
      vector[i] = (float) random.nextGaussian();
    }
    return vector;
  }

  private static Map<String, Function<CollectionInfo, VectorRequest>> operations(Random random) {
    Map<String, Function<CollectionInfo, VectorRequest>> all = new java.util.LinkedHashMap<>();
    float[] vector = vector(random);
    Where none = new Where.Compare("n", Where.Comparison.EQ, 2L);
    all.put("get a row", info -> Rig.get(info, List.of("r77")));
    all.put("get a hidden id", info -> Rig.get(info, List.of("h77")));
    List<String> hidden = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      hidden.add("h" + i);
    }
    all.put("get 1,000 hidden ids", info -> Rig.get(info, hidden));
    all.put("count", info -> new VectorRequest.Count(Rig.path(info)));
    all.put("query", info -> Rig.query(info, vector, 10, null));
    all.put("filtered query", info -> Rig.query(info, vector, 10, none));
    all.put(
        "update a hidden id",
        info -> Rig.write(info, Writing.UPDATE, "h77", vector, "other document"));
    all.put(
        "update 1,000 hidden",
        info ->
            new VectorRequest.Write(
                Rig.path(info),
                Writing.UPDATE,
                hidden,
                null,
                java.util.Collections.nCopies(hidden.size(), "other document"),
                null,
                null,
                null));
    return all;
  }

  /**
   * Microseconds of the first and of the second, asked in turn, the one first and then the other.
   */
  private static double[] medians(
      Rig rig,
      Function<CollectionInfo, VectorRequest> operation,
      CollectionInfo first,
      CollectionInfo second) {
    VectorRequest[] requests = {operation.apply(first), operation.apply(second)};
    long[][] nanos = new long[2][CALLS];
    Subject subject =
        requests[0] instanceof VectorRequest.Write
            ? Rig.subject("sub:me", "internal", "writer")
            : ME;
    for (int i = -WARM_UP; i < CALLS; i++) {
      for (int turn = 0; turn < 2; turn++) {
        int which = (i & 1) == 0 ? turn : 1 - turn;
        long begin = System.nanoTime();
        rig.ask(subject, requests[which]);
        if (i >= 0) {
          nanos[which][i] = System.nanoTime() - begin;
        }
      }
    }
    Arrays.sort(nanos[0]);
    Arrays.sort(nanos[1]);
    return new double[] {nanos[0][CALLS / 2] / 1e3, nanos[1][CALLS / 2] / 1e3};
  }
}
