package com.modalarmor.vector;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.modalarmor.fixture.ChromaServer;
import com.modalarmor.fixture.MemoryFolder;
import com.modalarmor.vector.VectorRequest.Writing;
import com.modalarmor.vector.rights.Subject;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Collections of a Chroma server of more rows than its search passes by, with and without as many
 * forbidden rows written among them: the answers must be the same. In so few dimensions that the
 * server's own graph loses no row: of 5,200 rows without any structure it loses none in 16, but up
 * to four in 32, not always the same ones.
 */
final class LargerCollectionsIT {

  private static final Subject ME = Rig.subject("sub:me", "internal", "curator");
  private static final int PERMITTED = 5_200;
  private static final int FORBIDDEN = 5_000;
  private static final int BATCH = 400;
  private static final int DIMENSION = 16;
  private static final int QUERIES = 60;
  private static final int OWN = 1_200;
  private static final int OWN_FEW = 300;
  private static final int OTHERS_EACH = 3;

  private static ChromaServer server;
  private static Vertx vertx;
  private static Rig rig;
  private static CollectionInfo bare;
  private static CollectionInfo full;
  private static final List<Row> ROWS = new ArrayList<>();
  private static Random random;
  private static long seed;

  @BeforeAll
  static void start(@TempDir(factory = MemoryFolder.class) Path folder) {
    seed = Long.getLong("vectors.seed", System.nanoTime());
    random = new Random(seed);
    ROWS.clear(); // of a run before this one
    server = ChromaServer.start(folder);
    vertx = Vertx.vertx();
    rig = rig(1_000);
    bare = collection("bare", Metric.L2);
    full = collection("full", Metric.L2);
    for (int i = 0; i < PERMITTED; i++) {
      ROWS.add(Rig.row("r" + i, "internal", "sub:me", vector(), "text " + i));
    }
    // Among each other: in one collection the server's graph would lead over forbidden rows.
    for (int from = 0; from < Math.max(PERMITTED, FORBIDDEN); from += BATCH) {
      List<Row> permitted = ROWS.subList(from, Math.min(PERMITTED, from + BATCH));
      List<Row> forbidden = new ArrayList<>();
      for (int i = from; i < Math.min(FORBIDDEN, from + BATCH); i++) {
        // Half of them in the very place of a permitted row, under its id or another.
        float[] vector = i % 2 == 0 ? ROWS.get(i).vector() : vector();
        String id = i % 4 == 0 ? "r" + i : "h" + i;
        forbidden.add(Rig.row(id, "secret;hr", "sub:other", vector, "secret " + i));
      }
      rig.plant(bare, permitted);
      if (!forbidden.isEmpty()) {
        rig.plant(full, forbidden);
      }
      rig.plant(full, permitted);
    }
  }

  private static Rig rig(int width) {
    return new Rig(ChromaStores.at(vertx, server.url(), Map.of("search-width", width)));
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      Rig.await(rig.desk.close());
      Rig.await(vertx.close());
      server.close();
    }
  }

  /** As a client makes one that knows nothing of widths: what it is told is a width of 100. */
  private static CollectionInfo collection(String name, Metric metric) {
    return collection(rig, name, metric);
  }

  private static CollectionInfo collection(Rig rig, String name, Metric metric) {
    Map<String, Object> hnsw = new LinkedHashMap<>();
    hnsw.put("space", metric.wireName());
    hnsw.put("ef_search", 100L);
    Map<String, Object> configuration = new LinkedHashMap<>();
    configuration.put("hnsw", hnsw);
    VectorRequest.Path path =
        new VectorRequest.Path(Space.DEFAULT_TENANT, Space.DEFAULT_DATABASE, "");
    VectorRequest make = new VectorRequest.CreateCollection(path, name, null, configuration, false);
    CollectionInfo made = ((VectorResult.OneCollection) rig.ask(ME, make)).collection();
    Object told = ((Map<?, ?>) made.configuration().get("hnsw")).get("ef_search");
    assertEquals(100L, told);
    return made.withDimension(DIMENSION);
  }

  private static float[] vector() {
    float[] vector = new float[DIMENSION];
    for (int i = 0; i < DIMENSION; i++) {
      vector[i] = (float) random.nextGaussian();
    }
    return vector;
  }

  private static String told(List<Hit> hits) {
    StringBuilder told = new StringBuilder();
    for (Hit hit : hits) {
      told.append(hit.row().id()).append(' ').append(hit.distance()).append('\n');
    }
    return told.toString();
  }

  /** Worked out the long way, over what is permitted. */
  private static String nearest(List<Row> permitted, float[] query, int k) {
    double[][] byDistance = new double[permitted.size()][];
    for (int i = 0; i < permitted.size(); i++) {
      double sum = 0;
      for (int j = 0; j < DIMENSION; j++) {
        double apart = (double) permitted.get(i).vector()[j] - query[j];
        sum += apart * apart;
      }
      byDistance[i] = new double[] {sum, i};
    }
    Arrays.sort(byDistance, (a, b) -> Double.compare(a[0], b[0]));
    StringBuilder told = new StringBuilder();
    for (int i = 0; i < k; i++) {
      told.append(permitted.get((int) byDistance[i][1]).id());
      told.append(' ').append((float) byDistance[i][0]).append('\n');
    }
    return told.toString();
  }

  @Test
  void answers_follow_from_permitted_rows_alone_and_are_the_nearest_of_them() {
    assertTrue(PERMITTED > 5_000);
    for (int i = 0; i < QUERIES; i++) {
      float[] query = i % 3 == 0 ? ROWS.get(random.nextInt(PERMITTED)).vector() : vector();
      int k = 1 + random.nextInt(90); // so many that a width of 100 would miss some
      String without = told(rig.hits(ME, Rig.query(bare, query, k, null)));
      String with = told(rig.hits(ME, Rig.query(full, query, k, null)));
      assertEquals(without, with, () -> "seed " + seed);
      assertEquals(nearest(ROWS, query, k), with, () -> "seed " + seed);
    }
  }

  /**
   * Under one label, so the server's graph leads over others' rows; and along few of them at a
   * time, so that what it finds would hang on them.
   */
  @Test
  void what_is_found_among_ones_own_rows_hangs_on_no_others_of_their_label() {
    Rig narrow = rig(100);
    Subject author = Rig.subject("sub:me", "internal", "author");
    CollectionInfo alone = collection(narrow, "own-alone", Metric.L2);
    CollectionInfo among = collection(narrow, "own-among", Metric.L2);
    List<Row> own = ROWS.subList(0, OWN);
    for (int from = 0; from < OWN; from += BATCH) {
      List<Row> mine = own.subList(from, Math.min(OWN, from + BATCH));
      List<Row> others = new ArrayList<>();
      for (Row row : mine) {
        for (int i = 0; i < OTHERS_EACH; i++) {
          others.add(Rig.row(row.id() + "-" + i, "internal", "sub:other", vector(), "theirs"));
        }
      }
      narrow.plant(alone, mine);
      narrow.plant(among, others);
      narrow.plant(among, mine);
    }
    List<Row> few = new ArrayList<>();
    for (int i = 0; i < OWN_FEW; i++) {
      few.add(Rig.row("f" + i, "internal", "sub:few", vector(), "text " + i));
    }
    narrow.plant(among, few);
    Subject fewAuthor = Rig.subject("sub:few", "internal", "author");
    int asked = 0;
    for (int i = 0; i < QUERIES; i++) {
      float[] query = i % 3 == 0 ? own.get(random.nextInt(OWN)).vector() : vector();
      int k = 1 + random.nextInt(30);
      List<Hit> without = narrow.hits(author, Rig.query(alone, query, k, null));
      List<Hit> with = narrow.hits(author, Rig.query(among, query, k, null));
      assertEquals(told(without), told(with), () -> "seed " + seed);
      assertEquals(nearest(own, query, k), told(with), () -> "seed " + seed);
      assertEquals("text " + with.get(0).row().id().substring(1), with.get(0).row().document());
      String ofFew = told(narrow.hits(fewAuthor, Rig.query(among, query, k, null)));
      assertEquals(nearest(few, query, k), ofFew, () -> "seed " + seed);
      asked++;
    }
    assertEquals(QUERIES, asked);
    Rig.await(narrow.desk.close());
  }

  /** Vectors of the space cosine come back a little rounded: they are known in another way. */
  @ParameterizedTest
  @EnumSource(Metric.class)
  void a_vector_that_another_pod_writes_is_met_by_the_next_search(Metric metric) {
    Rig other = rig(1_000);
    float[] query = unit(0);
    CollectionInfo info = collection("pods-" + metric.wireName(), metric);
    List<Row> rows = new ArrayList<>();
    for (int i = 1; i <= 300; i++) {
      rows.add(Rig.row("r" + i, "internal", "sub:me", unit(i), "text " + i));
    }
    rig.plant(info, rows);
    // Often enough that the vectors are known and no longer asked for.
    for (int i = 0; i < 20; i++) {
      assertEquals("r1", rig.hits(ME, Rig.query(info, query, 5, null)).get(0).row().id());
    }
    for (int i = 0; i < 20; i++) {
      other.ask(ME, Rig.write(info, Writing.UPDATE, "r1", unit(200 + i), "away"));
      List<Hit> after = rig.hits(ME, Rig.query(info, query, 250, null));
      int place = after.stream().map(hit -> hit.row().id()).toList().indexOf("r1");
      assertTrue(place > 190, metric + ": " + place);
      requireDistances(metric, after, 200 + i);
      other.ask(ME, Rig.write(info, Writing.UPDATE, "r1", unit(1), "back"));
      Hit first = rig.hits(ME, Rig.query(info, query, 5, null, Include.EMBEDDINGS)).get(0);
      assertEquals("r1", first.row().id());
      assertArrayEquals(unit(1), first.row().vector(), 1e-6f);
      requireDistances(metric, rig.hits(ME, Rig.query(info, query, 20, null)), 1);
    }
    Rig.await(other.desk.close());
  }

  /** Each hit is as far as its row's vector is; that of the first row is told. */
  private static void requireDistances(Metric metric, List<Hit> hits, int ofFirst) {
    for (Hit hit : hits) {
      int number = Integer.parseInt(hit.row().id().substring(1));
      float[] vector = unit(number == 1 ? ofFirst : number);
      double dot = (double) vector[0] * unit(0)[0] + (double) vector[1] * unit(0)[1];
      double expected = metric == Metric.L2 ? 2 - 2 * dot : 1 - dot;
      assertEquals(expected, hit.distance(), 1e-5, () -> metric + ": " + hit.row().id());
    }
  }

  /** Vectors of length 1 that are the farther from the first the greater the number is. */
  private static float[] unit(int i) {
    float[] vector = new float[DIMENSION];
    vector[0] = (float) Math.cos(i / 200.0);
    vector[1] = (float) Math.sin(i / 200.0);
    return vector;
  }
}
