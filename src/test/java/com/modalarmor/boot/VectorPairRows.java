package com.modalarmor.boot;

import com.modalarmor.fixture.OneConnection;
import com.modalarmor.settings.Sha256;
import com.modalarmor.vector.rights.Level;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * The rows of {@link VectorPairBench}, written through the gateway and found again in Chroma, and
 * the queries that are asked of them.
 *
 * @param labels under how many the rows lie
 * @param clause whether the direct query carries a clause
 */
record VectorPairRows(
    OneConnection direct, OneConnection through, String credential, int labels, boolean clause) {

  static final int QUERIES = 64;

  private static final int BATCH = 1_000;
  private static final int DIMENSION = 384;
  private static final String DEFAULT =
      "/api/v2/tenants/default_tenant/databases/default_database/collections";

  /** Paths of the same rows, in Chroma, in the gateway, and where it puts those of each label. */
  record Place(String direct, String through, List<String> ofLabels) {}

  Place fill(String name, int count) throws IOException {
    byte[] named = new JsonObject().put("name", name).encode().getBytes(StandardCharsets.UTF_8);
    String created = good(through.send("POST", DEFAULT, credential, named)).body();
    String id = new JsonObject(created).getString("id");
    String together = labels == 1 ? null : plain(name);
    Random random = new Random(1);
    for (int first = 0; first < count; first += BATCH) {
      int until = Math.min(count, first + BATCH);
      List<JsonArray> vectors = new ArrayList<>();
      for (int i = first; i < until; i++) {
        vectors.add(vector(random));
      }
      for (int label = 0; label < labels; label++) {
        JsonObject records = records(first, vectors, label, labels);
        String level = "x-modal-armor-clearance: " + Level.ALL.get(label).wireName() + "\r\n";
        byte[] body = records.encode().getBytes(StandardCharsets.UTF_8);
        good(through.send("POST", DEFAULT + "/" + id + "/add", credential + level, body));
      }
      if (together != null) {
        JsonObject all = records(first, vectors, 0, 1);
        if (clause) {
          all.put("metadatas", levelsOf(vectors.size()));
        }
        byte[] body = all.encode().getBytes(StandardCharsets.UTF_8);
        good(direct.send("POST", together + "/add", "", body));
      }
      VectorPairBench.say("rows written to " + name + ": " + until + " of " + count);
    }
    List<String> its = ofLabels(id);
    return new Place(together == null ? its.get(0) : together, DEFAULT + "/" + id, its);
  }

  /** Each {@code step}-th of the rows, from one on. */
  private static JsonObject records(int first, List<JsonArray> vectors, int from, int step) {
    JsonArray ids = new JsonArray();
    JsonArray embeddings = new JsonArray();
    JsonArray documents = new JsonArray();
    for (int i = from; i < vectors.size(); i += step) {
      ids.add("r" + (first + i));
      embeddings.add(vectors.get(i));
      documents.add("text number " + (first + i));
    }
    return new JsonObject()
        .put("ids", ids)
        .put("embeddings", embeddings)
        .put("documents", documents);
  }

  /** A collection of Chroma's own, searched as widely as those of the gateway. */
  private String plain(String name) throws IOException {
    JsonObject hnsw = new JsonObject().put("ef_search", 1_000);
    JsonObject made =
        new JsonObject()
            .put("name", name + "-plain")
            .put("configuration", new JsonObject().put("hnsw", hnsw));
    byte[] body = made.encode().getBytes(StandardCharsets.UTF_8);
    String created = good(direct.send("POST", DEFAULT, "", body)).body();
    return DEFAULT + "/" + new JsonObject(created).getString("id");
  }

  /** Where the gateway has put the rows of each label of a collection. */
  private List<String> ofLabels(String id) throws IOException {
    String owner = "acme\ndefault_tenant";
    String hash = Sha256.over(owner.getBytes(StandardCharsets.UTF_8)).hex().substring(0, 24);
    String path = "/api/v2/tenants/ma-acme-" + hash + "-rows/databases/" + id + "/collections";
    JsonArray made = new JsonArray(good(direct.send("GET", path, "", null)).body());
    List<String> paths = new ArrayList<>();
    for (int i = 0; i < made.size(); i++) {
      paths.add(path + "/" + made.getJsonObject(i).getString("id"));
    }
    return paths;
  }

  private static JsonArray vector(Random random) {
    JsonArray vector = new JsonArray();
    for (int i = 0; i < DIMENSION; i++) {
      vector.add((float) random.nextGaussian());
    }
    return vector;
  }

  /** Each as it is asked directly, as the gateway is asked, and as the gateway asks. */
  List<byte[][]> queries() {
    List<byte[][]> queries = new ArrayList<>();
    Random random = new Random(3);
    for (int i = 0; i < QUERIES; i++) {
      JsonObject query =
          new JsonObject()
              .put("query_embeddings", new JsonArray().add(vector(random)))
              .put("n_results", 10);
      JsonObject asked = query.copy();
      if (clause) {
        asked.put("where", labels > 1 ? levels() : owners());
      }
      JsonObject gateways = query.copy().put("n_results", 11);
      gateways.put("include", new JsonArray(List.of("metadatas", "documents", "uris")));
      queries.add(
          new byte[][] {
            asked.encode().getBytes(StandardCharsets.UTF_8),
            query.encode().getBytes(StandardCharsets.UTF_8),
            gateways.encode().getBytes(StandardCharsets.UTF_8)
          });
    }
    return queries;
  }

  OneConnection.Answer ask(Place place, byte[][] query) throws IOException {
    return good(direct.send("POST", place.direct() + "/query", "", query[0]));
  }

  OneConnection.Answer askThrough(Place place, byte[][] query) throws IOException {
    return good(through.send("POST", place.through() + "/query", credential, query[1]));
  }

  static OneConnection.Answer good(OneConnection.Answer answer) {
    if (answer.status() >= 300) {
      throw new AssertionError(answer.status() + ": " + answer.body());
    }
    return answer;
  }

  /** What the rows of a batch lie under, one after another, as metadata. */
  private JsonArray levelsOf(int count) {
    JsonArray metadata = new JsonArray();
    for (int i = 0; i < count; i++) {
      metadata.add(new JsonObject().put("level", Level.ALL.get(i % labels).wireName()));
    }
    return metadata;
  }

  private JsonObject levels() {
    JsonArray permitted = new JsonArray();
    for (int label = 0; label < labels; label++) {
      permitted.add(Level.ALL.get(label).wireName());
    }
    return new JsonObject().put("level", new JsonObject().put("$in", permitted));
  }

  private static JsonObject owners() {
    JsonObject in = new JsonObject().put("$in", new JsonArray().add("sub:bench"));
    JsonObject owner = new JsonObject().put("modal-armor:owner", in);
    return new JsonObject().put("$and", new JsonArray().add(owner).add(owner.copy()));
  }
}
