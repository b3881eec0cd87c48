package com.modalarmor.boot;

import com.modalarmor.fixture.ChromaServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * What the gateway adds in front of a Chroma server: the same query asked directly and through the
 * gateway in turn, one connection each, so that whatever else the machine does meets both alike.
 *
 * <pre>mvn -q test-compile exec:exec@vector-pair-bench</pre>
 */
final class VectorPairBench {

  private static final int ROWS = 10_000;
  private static final int BATCH = 500;
  private static final int DIMENSION = 384;
  private static final int WARM_UP = 1_000;
  private static final int PAIRS = 2_000;
  private static final String DEFAULT =
      "/api/v2/tenants/default_tenant/databases/default_database/collections";

  private VectorPairBench() {}

  public static void main(String[] args) throws Exception {
    Path folder = Files.createTempDirectory("vector-pair-bench");
    try (ChromaServer chroma =
            ChromaServer.start(Files.createDirectories(folder.resolve("chroma")));
        TestGateway gateway =
            TestGateway.in(Files.createDirectories(folder.resolve("gateway")))
                .setting("vector.store", "chroma")
                .setting("vector.chroma.base-url", chroma.url())
                .start()) {
      HttpClient direct = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
      HttpClient through = gateway.client(HttpClient.Version.HTTP_1_1);
      // Written once, through the gateway; asked directly with the clause that the gateway adds.
      String collection = DEFAULT + "/" + fill(gateway, through);
      String behind = chroma.url() + behind(direct, chroma, gateway);
      long[] a = new long[PAIRS];
      long[] b = new long[PAIRS];
      long[] added = new long[PAIRS];
      Map<String, List<Double>> stages = new LinkedHashMap<>();
      Random random = new Random(3);
      for (int i = -WARM_UP; i < PAIRS; i++) {
        JsonObject query =
            new JsonObject()
                .put("query_embeddings", new JsonArray().add(vector(random)))
                .put("n_results", 10);
        long begin = System.nanoTime();
        String plain = send(direct, request(URI.create(behind + "/query"), clause(query)));
        long middle = System.nanoTime();
        HttpResponse<String> answer =
            sent(
                through,
                gateway
                    .request(collection + "/query", gateway.key("acme"))
                    .header("content-type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(query.encode()))
                    .build());
        long end = System.nanoTime();
        String guarded = answer.body();
        if (i >= 0) {
          add(stages, answer);
          a[i] = middle - begin;
          b[i] = end - middle;
          added[i] = b[i] - a[i];
        }
        if (!firstId(guarded).equals(firstId(plain).replaceAll("^[^:]*:", ""))) {
          throw new AssertionError("other rows: " + guarded + " and " + plain);
        }
      }
      Arrays.sort(a);
      Arrays.sort(b);
      Arrays.sort(added);
      System.out.printf(
          "median ms: Chroma %.3f, gateway %.3f, difference of pairs %.3f; p90 of pairs %.3f%n",
          a[PAIRS / 2] / 1e6,
          b[PAIRS / 2] / 1e6,
          added[PAIRS / 2] / 1e6,
          added[PAIRS * 9 / 10] / 1e6);
      System.out.println("as the gateway tells it, median ms:");
      stages.forEach((name, ms) -> System.out.printf("  %-7s %.3f%n", name, median(ms)));
    }
    System.exit(0);
  }

  private static String firstId(String answer) {
    return new JsonObject(answer).getJsonArray("ids").getJsonArray(0).getString(0);
  }

  private static JsonObject clause(JsonObject query) {
    JsonObject level =
        new JsonObject()
            .put("modal-armor:level", new JsonObject().put("$in", new JsonArray().add("public")));
    JsonObject in =
        new JsonObject()
            .put("modal-armor:in", new JsonObject().put("$in", new JsonArray().add("")));
    return query
        .copy()
        .put("where", new JsonObject().put("$and", new JsonArray().add(level).add(in)));
  }

  private static String fill(TestGateway gateway, HttpClient client) throws Exception {
    String key = gateway.key("acme");
    String created =
        send(
            client,
            gateway
                .request(DEFAULT, key)
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"name\":\"bench\"}"))
                .build());
    String id = new JsonObject(created).getString("id");
    Random random = new Random(1);
    for (int first = 0; first < ROWS; first += BATCH) {
      JsonArray ids = new JsonArray();
      JsonArray embeddings = new JsonArray();
      JsonArray documents = new JsonArray();
      for (int i = first; i < first + BATCH; i++) {
        ids.add("r" + i);
        embeddings.add(vector(random));
        documents.add("text number " + i);
      }
      JsonObject records =
          new JsonObject()
              .put("ids", ids)
              .put("embeddings", embeddings)
              .put("documents", documents);
      send(
          client,
          gateway
              .request(DEFAULT + "/" + id + "/add", key)
              .header("content-type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString(records.encode()))
              .build());
    }
    return id;
  }

  /** The path of the collection in Chroma itself. */
  private static String behind(HttpClient client, ChromaServer chroma, TestGateway gateway)
      throws Exception {
    String listed =
        send(
            gateway.client(HttpClient.Version.HTTP_1_1),
            gateway.request(DEFAULT + "/bench", gateway.key("acme")).GET().build());
    String id = new JsonObject(listed).getString("id");
    // Data calls do not look at the tenant of their path.
    String path = DEFAULT + "/" + id;
    send(client, HttpRequest.newBuilder(URI.create(chroma.url() + path + "/count")).build());
    return path;
  }

  private static JsonArray vector(Random random) {
    JsonArray vector = new JsonArray();
    for (int i = 0; i < DIMENSION; i++) {
      vector.add((float) random.nextGaussian());
    }
    return vector;
  }

  private static HttpRequest request(URI uri, JsonObject body) {
    return HttpRequest.newBuilder(uri)
        .header("content-type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(body.encode(), StandardCharsets.UTF_8))
        .build();
  }

  /** Adds the milliseconds that the gateway itself tells for each stage. */
  private static void add(Map<String, List<Double>> stages, HttpResponse<String> response) {
    String timing = response.headers().firstValue("server-timing").orElse("");
    for (String stage : timing.split(", ", -1)) {
      String[] parts = stage.split(";dur=", -1);
      if (parts.length == 2) {
        stages.computeIfAbsent(parts[0], name -> new ArrayList<>()).add(Double.valueOf(parts[1]));
      }
    }
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }

  private static String send(HttpClient client, HttpRequest request) throws Exception {
    return sent(client, request).body();
  }

  private static HttpResponse<String> sent(HttpClient client, HttpRequest request)
      throws Exception {
    HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() >= 300) {
      throw new AssertionError(response.statusCode() + ": " + response.body());
    }
    return response;
  }
}
