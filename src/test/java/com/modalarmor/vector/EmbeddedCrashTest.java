package com.modalarmor.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.modalarmor.vector.embedded.EmbeddedSettings;
import com.modalarmor.vector.embedded.EmbeddedStore;
import com.modalarmor.vector.rights.Subject;
import io.vertx.core.Vertx;
import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A store whose process is killed in the middle of 10,000 upserts. */
final class EmbeddedCrashTest {

  private static final long OPEN_MS_MAX = 5_000;

  @ParameterizedTest
  @ValueSource(ints = {40, 400, 1_500})
  void every_acknowledged_row_is_there_after_kill_9(int killAfter, @TempDir Path folder)
      throws Exception {
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                UpsertChild.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String collection = "";
    List<Integer> acknowledged = new ArrayList<>();
    try (BufferedReader lines = child.inputReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("collection ")) {
          collection = line.substring(11);
        } else if (line.startsWith("acknowledged ")) {
          acknowledged.add(Integer.parseInt(line.substring(13)));
        }
        if (acknowledged.size() >= killAfter) {
          child.toHandle().destroyForcibly(); // SIGKILL; what it said before is still read
        }
      }
    }
    assertTrue(child.waitFor(10, TimeUnit.SECONDS));
    assertEquals(137, child.exitValue(), "it was killed, not done");
    Vertx vertx = Vertx.vertx();
    long begin = System.nanoTime();
    Rig rig = new Rig(EmbeddedStore.open(vertx, new EmbeddedSettings(folder, 100_000)));
    long ms = (System.nanoTime() - begin) / 1_000_000;
    assertTrue(ms <= OPEN_MS_MAX, "opened in " + ms + " ms");
    check(rig, collection, acknowledged);
    Rig.await(rig.desk.close());
    Rig.await(vertx.close());
  }

  private static void check(Rig rig, String collection, List<Integer> acknowledged) {
    Space space = new Space(Rig.TENANT, Space.DEFAULT_TENANT, Space.DEFAULT_DATABASE);
    CollectionInfo info = Rig.await(rig.store.collectionById(space, collection));
    assertEquals("crash", info.name());
    Subject reader = Rig.subject("sub:r", "internal", "curator");
    VectorResult.Rows all =
        (VectorResult.Rows) rig.ask(reader, Rig.get(info, (List<String>) null, Include.EMBEDDINGS));
    Map<String, Row> byId = new HashMap<>();
    all.rows().forEach(row -> byId.put(row.id(), row));
    for (int request : acknowledged) {
      for (int i = 0; i < UpsertChild.ROWS_PER_REQUEST; i++) {
        Row row = byId.get(UpsertChild.id(request, i));
        assertTrue(row != null, "a row of acknowledged request " + request + " is missing");
        // Its own document, or that of the later request that wrote over it.
        int writer = (int) row.vector()[0];
        assertTrue(writer == request || writer == request + 1, "an older row came back");
        assertEquals(UpsertChild.document(writer, i), row.document());
      }
    }
    VectorResult.Hits hits =
        (VectorResult.Hits) rig.ask(reader, Rig.query(info, new float[32], 5, null));
    assertEquals(5, hits.hits().get(0).size());
  }
}
