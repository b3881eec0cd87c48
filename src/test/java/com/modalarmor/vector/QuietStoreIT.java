package com.modalarmor.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.modalarmor.fixture.ChromaServer;
import com.modalarmor.fixture.ReplayedChroma;
import com.modalarmor.fixture.ReplayedChroma.Exchange;
import com.modalarmor.vector.VectorRequest.Writing;
import com.modalarmor.vector.filter.Where;
import com.modalarmor.vector.rights.Label;
import com.modalarmor.vector.rights.Subject;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What goes over the wire to a Chroma server must not depend on rows that the subject may not see:
 * a call more, or a large answer, would be heard in the time of ours.
 */
final class QuietStoreIT {

  private static final Subject LOW = Rig.subject("sub:low", "internal;eng", "curator");
  private static final String SECRET = "zanzibar ";
  private static final int DIMENSION = 64;

  private static ChromaServer server;
  private static ReplayedChroma between;
  private static Vertx vertx;
  private static Rig rig;

  @BeforeAll
  static void start(@TempDir Path folder) throws IOException {
    server = ChromaServer.start(folder);
    between = ReplayedChroma.before(server.port());
    vertx = Vertx.vertx();
    rig = new Rig(ChromaStores.at(vertx, between.url(), Map.of("remembered-ms", 60_000)));
  }

  @AfterAll
  static void stop() throws IOException {
    if (server != null) {
      Rig.await(rig.desk.close());
      Rig.await(vertx.close());
      between.close();
      server.close();
    }
  }

  private static float[] vector(int first) {
    float[] vector = new float[DIMENSION];
    vector[0] = first;
    vector[1] = 1;
    return vector;
  }

  private static CollectionInfo collection(String name, boolean hiding) {
    CollectionInfo info = rig.collection(name, Metric.L2);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      rows.add(Rig.row("mine" + i, "internal;eng", "sub:low", vector(i), "visible"));
    }
    rig.plant(info, rows);
    if (hiding) {
      List<String> labels = List.of("secret", "internal;hr", "public;hr", "top_secret;eng");
      for (int i = 0; i < 12; i++) {
        String label = labels.get(i % labels.size());
        rig.plant(info, Rig.row("h" + i, label, "sub:other", vector(i), SECRET.repeat(500)));
      }
    }
    rig.count(LOW, info); // where its rows lie is known then, for a minute
    return info.withDimension(DIMENSION);
  }

  private static Map<String, VectorRequest> requests(CollectionInfo info) {
    VectorRequest.Path path = Rig.path(info);
    Where where = new Where.Compare("kind", Where.Comparison.EQ, 1L);
    Map<String, VectorRequest> all = new LinkedHashMap<>();
    for (int i = 0; i < 4; i++) {
      String id = "h" + i;
      all.put("get " + id, Rig.get(info, List.of(id), Include.EMBEDDINGS));
      all.put("update " + id, Rig.write(info, Writing.UPDATE, id, vector(3), "new"));
      all.put("delete " + id, new VectorRequest.Delete(path, List.of(id), null, null, 9));
      all.put(
          "relabel " + id,
          new VectorRequest.Relabel(path, List.of(id), Label.parse("secret;eng"), null));
      all.put("upsert " + id, Rig.write(info, Writing.UPSERT, id, vector(2), "my own"));
      all.put("get my own " + id, Rig.get(info, List.of(id), Include.DOCUMENTS));
      all.put("query my own " + id, Rig.query(info, vector(2), 3, null));
      all.put("upsert again " + id, Rig.write(info, Writing.UPSERT, id, vector(4), "again"));
    }
    for (int i = 4; i < 8; i++) {
      all.put("add h" + i, Rig.write(info, Writing.ADD, "h" + i, vector(1), "added"));
      all.put("page " + i, Rig.get(info, where, 0, 100));
    }
    for (String id : List.of("h11", "up")) {
      for (Writing writing : List.of(Writing.UPSERT, Writing.ADD, Writing.UPSERT)) {
        all.put("write up " + all.size() + " " + id, upwards(path, writing, id));
      }
    }
    all.put("count", new VectorRequest.Count(path));
    all.put("query", Rig.query(info, vector(1), 2, where, Include.EMBEDDINGS));
    all.put(
        "query by ids",
        new VectorRequest.Query(
            path, List.of(vector(1)), 3, List.of("h9", "mine1"), null, null, Set.of()));
    all.put(
        "delete some",
        new VectorRequest.Delete(path, List.of("h10", "mine2"), where, null, Integer.MAX_VALUE));
    return all;
  }

  private static VectorRequest upwards(VectorRequest.Path path, Writing writing, String id) {
    List<float[]> vectors = List.of(vector(5));
    Label label = Label.parse("top_secret;eng");
    return new VectorRequest.Write(
        path, writing, List.of(id), vectors, List.of("up"), null, null, label);
  }

  @Test
  void calls_and_contents_do_not_depend_on_hidden_rows() {
    CollectionInfo bare = collection("quiet-bare", false);
    CollectionInfo full = collection("quiet-full", true);
    Map<String, VectorRequest> one = requests(bare);
    Map<String, VectorRequest> other = requests(full);
    List<String> faults = new ArrayList<>();
    for (String name : one.keySet()) {
      List<Exchange> without = heard(one.get(name));
      List<Exchange> with = heard(other.get(name));
      List<String> calls = without.stream().map(Exchange::call).sorted().toList();
      List<String> callsToo = with.stream().map(Exchange::call).sorted().toList();
      if (!calls.equals(callsToo)) {
        faults.add(name + ": " + calls + " without hidden rows, " + callsToo + " with them");
      }
      for (Exchange exchange : with) {
        assertFalse(exchange.answer().contains(SECRET), name + " fetches a hidden document");
      }
      int more = size(with) - size(without);
      assertTrue(Math.abs(more) < 1_000, name + ": " + more + " bytes more with hidden rows");
    }
    assertTrue(faults.isEmpty(), () -> String.join("\n", faults));
    assertEquals(4 * 8 + 4 * 2 + 2 * 3 + 4, one.size());
  }

  /** Of one who may see his own rows alone, others' rows under the same label are hidden, too. */
  @Test
  void a_search_among_ones_own_rows_makes_the_same_calls_whatever_others_have() {
    Subject author = Rig.subject("sub:low", "internal;eng", "author");
    for (int own : List.of(0, 3, 70, 200)) {
      List<Map<String, Long>> told = new ArrayList<>();
      for (int others : List.of(0, 300)) {
        CollectionInfo info = rig.collection("own-" + own + "-" + others, Metric.L2);
        // One row of either, so that the label is there.
        List<Row> rows = new ArrayList<>();
        rows.add(Rig.row("their", "internal;eng", "sub:other", vector(1), SECRET));
        for (int i = 0; i < own; i++) {
          rows.add(Rig.row("mine" + i, "internal;eng", "sub:low", vector(i), "visible"));
        }
        for (int i = 0; i < others; i++) {
          String text = SECRET.repeat(50);
          rows.add(Rig.row("theirs" + i, "internal;eng", "sub:other", vector(i), text));
        }
        rig.plant(info, rows);
        rig.count(author, info);
        CollectionInfo sized = info.withDimension(DIMENSION);
        Map<String, Long> calls = new TreeMap<>();
        for (int i = 0; i < 12; i++) {
          for (Exchange exchange : heard(author, Rig.query(sized, vector(i), 4, null))) {
            calls.merge(exchange.call(), 1L, Long::sum);
            assertFalse(exchange.answer().contains(SECRET), "a hidden document is fetched");
          }
        }
        told.add(calls);
      }
      assertEquals(told.get(0), told.get(1), own + " rows of one's own");
    }
  }

  private static List<Exchange> heard(VectorRequest request) {
    return heard(LOW, request);
  }

  private static List<Exchange> heard(Subject subject, VectorRequest request) {
    between.exchanges();
    rig.ask(subject, request);
    return between.exchanges();
  }

  private static int size(List<Exchange> exchanges) {
    return exchanges.stream().mapToInt(exchange -> exchange.answer().length()).sum();
  }
}
