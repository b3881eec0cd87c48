package com.modalarmor.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.modalarmor.vector.embedded.EmbeddedSettings;
import com.modalarmor.vector.embedded.EmbeddedStore;
import com.modalarmor.vector.rights.Label;
import com.modalarmor.vector.rights.Subject;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Searches that are large enough for codes to go first: nearly exact, full, and never a row too
 * many.
 */
final class SearchRecallTest {

  private static final int ROWS = 24_000;
  private static final int DIMENSION = 384;
  private static final int QUERIES = 60;
  private static final int K = 10;

  @ParameterizedTest
  @EnumSource(Metric.class)
  void large_searches_are_nearly_exact_and_full(Metric metric, @TempDir Path folder)
      throws IOException {
    Vertx vertx = Vertx.vertx();
    Rig rig = new Rig(EmbeddedStore.open(vertx, new EmbeddedSettings(folder, 100_000)));
    CollectionInfo info = rig.collection("large", metric);
    Random random = new Random(metric.ordinal());
    List<Row> permitted = new ArrayList<>();
    for (int first = 0; first < ROWS; first += 4_000) {
      List<Row> batch = new ArrayList<>();
      for (int i = first; i < first + 4_000; i++) {
        // Every fourth row is not for the subject.
        Label label = Label.parse(i % 4 == 0 ? "secret" : "internal");
        Row row =
            new Row(
                "r" + i, label, "sub:o", vector(random), null, null, Map.of("even", i % 2 == 0));
        batch.add(row);
        if (i % 4 != 0) {
          permitted.add(row);
        }
      }
      rig.plant(info, batch);
    }
    info = info.withDimension(DIMENSION);
    Subject subject = Rig.subject("sub:s", "internal", "reader");
    int found = 0;
    for (int q = 0; q < QUERIES; q++) {
      float[] query = vector(random);
      List<Hit> hits = rig.hits(subject, Rig.query(info, query, K, null));
      assertEquals(K, hits.size());
      Set<String> nearest = nearest(permitted, metric, query);
      for (Hit hit : hits) {
        assertEquals("internal", hit.row().label().text());
        found += nearest.contains(hit.row().id()) ? 1 : 0;
      }
    }
    double recall = found / (double) (QUERIES * K);
    assertTrue(recall >= 0.99, metric + ": recall " + recall);
    Rig.await(rig.desk.close());
    Rig.await(vertx.close());
  }

  /** Around a common mean and one of a few hundred centres, as embeddings lie. */
  private static float[] vector(Random random) {
    Random centre = new Random(random.nextInt(300));
    float[] vector = new float[DIMENSION];
    for (int i = 0; i < DIMENSION; i++) {
      vector[i] = (float) (0.5 + centre.nextGaussian() + random.nextGaussian());
    }
    return vector;
  }

  private static Set<String> nearest(List<Row> rows, Metric metric, float[] query) {
    record Far(String id, float distance) {}
    float square = dot(query, query);
    List<Far> all = new ArrayList<>(rows.size());
    for (Row row : rows) {
      float distance =
          metric.distance(dot(row.vector(), query), dot(row.vector(), row.vector()), square);
      all.add(new Far(row.id(), distance));
    }
    all.sort((a, b) -> Float.compare(a.distance(), b.distance()));
    Set<String> ids = new HashSet<>();
    all.subList(0, K).forEach(far -> ids.add(far.id()));
    return ids;
  }

  private static float dot(float[] a, float[] b) {
    float sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
