package com.modalarmor.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.modalarmor.fixture.ChromaServer;
import com.modalarmor.fixture.OneConnection;
import com.modalarmor.vector.VectorRequest.Writing;
import com.modalarmor.vector.rights.Subject;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two gateways in front of one Chroma server, and what an older one has left there. */
final class ChromaPodsIT {

  private static final Subject LOW = Rig.subject("sub:low", "public", "curator");
  private static final Subject HIGH = Rig.subject("sub:high", "secret;hr", "curator");

  private static ChromaServer server;
  private static Vertx vertx;
  private static Rig one;
  private static Rig other;

  @BeforeAll
  static void start(@TempDir Path folder) {
    server = ChromaServer.start(folder);
    vertx = Vertx.vertx();
    one = rig();
    other = rig();
  }

  private static Rig rig() {
    return new Rig(ChromaStores.at(vertx, server.url(), Map.of("twins-max", 100)));
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      Rig.await(one.desk.close());
      Rig.await(other.desk.close());
      Rig.await(vertx.close());
      server.close();
    }
  }

  private static VectorRequest write(CollectionInfo info, String id, float... vector) {
    return Rig.write(info, Writing.UPSERT, id, vector, "of " + id);
  }

  @Test
  void a_label_that_another_pod_writes_first_is_met_within_a_second_and_ones_own_at_once() {
    CollectionInfo info = one.collection("pods", Metric.L2);
    one.ask(LOW, write(info, "a", 1, 1));
    CollectionInfo sized = info.withDimension(2);
    assertEquals(1, one.count(HIGH, sized));
    other.ask(HIGH, write(sized, "b", 2, 2));
    assertEquals(2, other.count(HIGH, sized), "one's own");
    assertEquals(2, other.hits(HIGH, Rig.query(sized, new float[] {1, 1}, 9, null)).size());
    LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
    assertEquals(2, one.count(HIGH, sized), "another's");
    assertEquals(1, one.count(LOW, sized));
    // The same id under the higher label, where whoever writes the lower one cannot see it.
    other.ask(HIGH, write(sized, "c", 3, 3));
    one.ask(LOW, write(sized, "c", 1, 2));
    assertEquals(3, one.count(HIGH, sized));
    assertEquals(2, one.count(LOW, sized));
    LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
    assertEquals(3, other.count(HIGH, sized));
    assertEquals("of c", one.stored(sized, "c").get(0).document());
    assertEquals(2, one.stored(sized, "c").size());
  }

  @Test
  void first_rows_of_two_pods_at_once_agree_on_labels_and_on_one_dimension() {
    int refused = 0;
    for (int round = 0; round < 10; round++) {
      CollectionInfo info = one.collection("race-" + round, Metric.L2);
      List<Future<VectorResult>> asked = new ArrayList<>();
      asked.add(one.desk.handle(Rig.SPEC, LOW, write(info, "a", 1, 2), new Access()));
      asked.add(other.desk.handle(Rig.SPEC, LOW, write(info, "b", 3, 4, 5), new Access()));
      int written = 0;
      for (Future<VectorResult> future : asked) {
        try {
          Rig.await(future);
          written++;
        } catch (VectorFault fault) {
          assertEquals(VectorFault.Kind.INVALID, fault.kind());
          refused++;
        }
      }
      assertEquals(1, written);
      VectorRequest.GetCollectionById ask = new VectorRequest.GetCollectionById(Rig.path(info));
      int dimension = ((VectorResult.OneCollection) one.ask(LOW, ask)).collection().dimension();
      Future<VectorResult> first = asked.get(0);
      assertEquals(first.succeeded() ? 2 : 3, dimension);
      float[] vector = new float[dimension];
      List<Future<VectorResult>> same = new ArrayList<>();
      for (Rig pod : List.of(one, other)) {
        String id = pod == one ? "x" : "y";
        same.add(pod.desk.handle(Rig.SPEC, HIGH, write(info, id, vector), new Access()));
      }
      same.forEach(Rig::await);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(600));
      assertEquals(3, one.count(HIGH, info.withDimension(dimension)));
      assertEquals(3, other.count(HIGH, info.withDimension(dimension)));
    }
    assertEquals(10, refused);
  }

  @Test
  void rows_that_an_older_gateway_laid_out_are_told_of_and_never_passed_over() throws IOException {
    CollectionInfo info = one.collection("older", Metric.L2);
    try (OneConnection chroma = OneConnection.open(server.port(), null)) {
      String path = "/api/v2/tenants/any/databases/any/collections/" + info.id() + "/upsert";
      String row = "{\"ids\":[\"x\"],\"embeddings\":[[1,2]],\"metadatas\":[{\"tags\":[\"t\"]}]}";
      byte[] body = row.getBytes(StandardCharsets.UTF_8);
      assertEquals(200, chroma.send("POST", path, "", body).status());
    }
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(600));
    CollectionInfo sized = info.withDimension(2);
    for (VectorRequest request :
        List.of(
            Rig.query(sized, new float[] {1, 2}, 3, null),
            Rig.get(sized, List.of("x")),
            new VectorRequest.Count(Rig.path(info)),
            write(sized, "y", 1, 2),
            new VectorRequest.Delete(Rig.path(info), List.of("x"), null, null, 9))) {
      VectorFault fault = assertThrows(VectorFault.class, () -> one.ask(HIGH, request));
      assertEquals(VectorFault.Kind.STORE_FAILED, fault.kind());
      assertTrue(fault.getMessage().contains("delete it and write it anew"), fault::getMessage);
    }
    VectorRequest.Path named =
        new VectorRequest.Path(Space.DEFAULT_TENANT, Space.DEFAULT_DATABASE, "older");
    one.ask(HIGH, new VectorRequest.DeleteCollection(named));
    CollectionInfo anew = one.collection("older", Metric.L2);
    one.ask(LOW, write(anew, "x", 1, 2, 3));
    assertEquals(1, one.count(LOW, anew));
  }
}
