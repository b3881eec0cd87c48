package com.modalarmor.vector;

import com.modalarmor.vector.embedded.EmbeddedSettings;
import com.modalarmor.vector.embedded.EmbeddedStore;
import com.modalarmor.vector.rights.Subject;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Upserts rows into the embedded store, several requests at once, and prints each one's number when
 * it is acknowledged. Meant to be killed.
 */
final class UpsertChild {

  static final int ROWS_PER_REQUEST = 5;
  private static final int AT_ONCE = 8;
  private static final int REQUESTS = 2_000;

  private UpsertChild() {}

  public static void main(String[] args) throws Exception {
    Vertx vertx = Vertx.vertx();
    Rig rig = new Rig(EmbeddedStore.open(vertx, new EmbeddedSettings(Path.of(args[0]), 100_000)));
    CollectionInfo info = rig.collection("crash", Metric.L2);
    System.out.println("collection " + info.id());
    Subject writer = Rig.subject("sub:w", "internal", "curator");
    for (int first = 0; first < REQUESTS; first += AT_ONCE) {
      List<Future<VectorResult>> waiting = new ArrayList<>();
      for (int i = first; i < first + AT_ONCE; i++) {
        int number = i;
        waiting.add(
            rig.desk
                .handle(Rig.SPEC, writer, request(info, i), new Access())
                .onSuccess(v -> System.out.println("acknowledged " + number)));
      }
      for (Future<VectorResult> one : waiting) {
        Rig.await(one);
      }
    }
    System.out.println("done");
  }

  static String document(int request, int row) {
    return "document " + request + "/" + row;
  }

  /** Every id is written twice in all: once as new, once over what is there. */
  static String id(int request, int row) {
    return "row-" + request / 2 + "-" + row;
  }

  private static VectorRequest request(CollectionInfo info, int number) {
    List<String> ids = new ArrayList<>();
    List<float[]> vectors = new ArrayList<>();
    List<String> documents = new ArrayList<>();
    for (int row = 0; row < ROWS_PER_REQUEST; row++) {
      ids.add(id(number, row));
      float[] vector = new float[32];
      Arrays.fill(vector, number);
      vectors.add(vector);
      documents.add(document(number, row));
    }
    return new VectorRequest.Write(
        Rig.path(info), VectorRequest.Writing.UPSERT, ids, vectors, documents, null, null, null);
  }
}
