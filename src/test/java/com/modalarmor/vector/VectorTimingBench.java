package com.modalarmor.vector;

import com.modalarmor.boot.TestGateway;
import com.modalarmor.fixture.OneConnection;
import com.modalarmor.fixture.RawTls;
import com.modalarmor.vector.VectorRequest.Writing;
import com.modalarmor.vector.embedded.EmbeddedSettings;
import com.modalarmor.vector.embedded.EmbeddedStore;
import com.modalarmor.vector.filter.Where;
import com.modalarmor.vector.rights.Label;
import com.modalarmor.vector.rights.Subject;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
 * <pre>mvn -q test-compile exec:exec@vector-timing-bench -Dbench.args="[--hidden-first]"</pre>
 */
final class VectorTimingBench {

  private static final int ROWS = 5_000;
  private static final int DIMENSION = 64;
  private static final int WARM_UP = 2_000;
  private static final int CALLS = 2_000;
  private static final int HTTP_CALLS = 1_000;
  private static final Subject ME = Rig.subject("sub:me", "internal", "reader");

  private VectorTimingBench() {}

  public static void main(String[] args) throws Exception {
    Path folder = Files.createTempDirectory("vector-timing-bench");
    Vertx vertx = Vertx.vertx();
    Rig rig = new Rig(EmbeddedStore.open(vertx, new EmbeddedSettings(folder, 100_000)));
    // What is filled last lies otherwise in memory, whatever is in it: to be seen by turning round.
    boolean first = List.of(args).contains("--hidden-first");
    CollectionInfo before = first ? filled(rig, "hiding", true) : null;
    CollectionInfo plain = filled(rig, "plain", false);
    CollectionInfo twin = filled(rig, "twin", false);
    CollectionInfo hiding = first ? before : filled(rig, "hiding", true);
    System.gc(); // so that the rows of all three lie alike in memory
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
    overHttp(Files.createTempDirectory("vector-timing-bench"));
    System.exit(0);
  }

  /** The same as a caller meets it: through TLS, parsing, inspection and the audit record. */
  private static void overHttp(Path folder) throws Exception {
    System.out.println("over HTTP");
    try (TestGateway gateway = TestGateway.in(folder).setting("vector.store", "embedded").start();
        OneConnection connection =
            OneConnection.open(gateway.dataPort(), RawTls.trusting(gateway.caFile()))) {
      String high = bearer(gateway.jwt("acme", "high", "secret", List.of(), "curator"));
      String low = bearer(gateway.jwt("acme", "low", "internal", List.of(), "curator"));
      String plain = made(connection, high, low, "plain", false);
      String twin = made(connection, high, low, "twin", false);
      String hiding = made(connection, high, low, "hiding", true);
      String ids =
          java.util.stream.IntStream.range(0, 1_000)
              .mapToObj(i -> "\"h" + i + "\"")
              .collect(java.util.stream.Collectors.joining(",", "[", "]"));
      String texts = "[" + "\"a document\",".repeat(999) + "\"a document\"]";
      Map<String, String> bodies = new java.util.LinkedHashMap<>();
      bodies.put("get a hidden id", "/get {\"ids\":[\"h77\"]}");
      bodies.put("update a hidden id", "/update {\"ids\":[\"h77\"],\"documents\":[\"a\"]}");
      bodies.put("get 1,000 hidden ids", "/get {\"ids\":" + ids + "}");
      bodies.put(
          "update 1,000 hidden", "/update {\"ids\":" + ids + ",\"documents\":" + texts + "}");
      for (Map.Entry<String, String> it : bodies.entrySet()) {
        String[] parts = it.getValue().split(" ", 2);
        byte[] body = parts[1].getBytes(StandardCharsets.UTF_8);
        double[] medians = inTurn(connection, low, body, plain + parts[0], hiding + parts[0]);
        double[] chance = inTurn(connection, low, body, plain + parts[0], twin + parts[0]);
        System.out.printf(
            "%-20s %7.1f  %+17.1f %%  %+15.1f %%%n",
            it.getKey(), medians[0], percent(medians), percent(chance));
      }
    }
  }

  private static String bearer(String token) {
    return "authorization: Bearer " + token + "\r\n";
  }

  private static double[] inTurn(
      OneConnection connection, String who, byte[] body, String first, String second)
      throws IOException {
    String[] paths = {first, second};
    long[][] nanos = new long[2][HTTP_CALLS];
    for (int i = -HTTP_CALLS / 2; i < HTTP_CALLS; i++) {
      for (int turn = 0; turn < 2; turn++) {
        int which = (i & 1) == 0 ? turn : 1 - turn;
        long begin = System.nanoTime();
        OneConnection.Answer answer = connection.send("POST", paths[which], who, body);
        if (i >= 0) {
          nanos[which][i] = System.nanoTime() - begin;
        }
        if (answer.status() != 200) {
          throw new AssertionError(answer.body());
        }
      }
    }
    Arrays.sort(nanos[0]);
    Arrays.sort(nanos[1]);
    return new double[] {nanos[0][HTTP_CALLS / 2] / 1e3, nanos[1][HTTP_CALLS / 2] / 1e3};
  }

  /** The path of a collection with a row that low may see, and a thousand that he may not. */
  private static String made(
      OneConnection connection, String high, String low, String name, boolean hiding)
      throws IOException {
    String root = "/api/v2/tenants/default_tenant/databases/default_database/collections";
    byte[] named = ("{\"name\":\"" + name + "\"}").getBytes(StandardCharsets.UTF_8);
    String created = connection.send("POST", root, high, named).body();
    String path = root + "/" + new JsonObject(created).getString("id");
    for (int i = 0; i < (hiding ? 1_000 : 0); i += 100) {
      add(connection, high, path, "h", i, 100);
    }
    add(connection, low, path, "r", 0, 1);
    return path;
  }

  private static void add(
      OneConnection connection, String who, String path, String prefix, int first, int count)
      throws IOException {
    JsonArray ids = new JsonArray();
    JsonArray embeddings = new JsonArray();
    Random random = new Random(first);
    for (int i = first; i < first + count; i++) {
      ids.add(prefix + i);
      JsonArray vector = new JsonArray();
      for (float number : vector(random)) {
        vector.add(number);
      }
      embeddings.add(vector);
    }
    String body = new JsonObject().put("ids", ids).put("embeddings", embeddings).encode();
    OneConnection.Answer answer =
        connection.send("POST", path + "/add", who, body.getBytes(StandardCharsets.UTF_8));
    if (answer.status() != 201) {
      throw new AssertionError(answer.body());
    }
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
