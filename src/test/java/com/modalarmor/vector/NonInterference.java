package com.modalarmor.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.modalarmor.vector.VectorRequest.Writing;
import com.modalarmor.vector.filter.Where;
import com.modalarmor.vector.rights.Label;
import com.modalarmor.vector.rights.Subject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Two collections that differ only in rows that a subject may not see, and the same questions and
 * changes to both: every answer must be the same.
 */
final class NonInterference {

  private static final Subject ME = Rig.subject("sub:me", "internal;hr", "curator");
  private static final List<String> HIDDEN =
      List.of("secret", "internal;eng", "top_secret;hr", "confidential");

  private final Rig rig;
  private final long seed;
  private final Random random;
  private int compared;

  NonInterference(Rig rig, long seed) {
    this.rig = rig;
    this.seed = seed;
    this.random = new Random(seed);
  }

  int run(String first, String second) {
    for (int round = 0; round < 5; round++) {
      CollectionInfo a = rig.collection(first + round, Metric.L2);
      CollectionInfo b = rig.collection(second + round, Metric.L2);
      List<Row> shared = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        shared.add(row("s" + i, i % 2 == 0 ? "public" : "internal;hr", "sub:me"));
      }
      rig.plant(a, shared);
      rig.plant(b, shared);
      List<Row> hidden = new ArrayList<>();
      for (int i = 0; i < 30; i++) {
        // Ids of their own, and ids that the subject uses for rows of its own, or will use.
        String id = i % 3 == 0 ? "s" + i : i % 3 == 1 ? "new" + i : "h" + i;
        hidden.add(row(id, HIDDEN.get(random.nextInt(HIDDEN.size())), "sub:other"));
      }
      hidden.forEach(row -> rig.plant(b, row));
      for (int i = 0; i < 90; i++) {
        VectorRequest request = request(a.withDimension(2), i);
        same(request, moved(request, b));
      }
    }
    return compared;
  }

  private Row row(String id, String label, String owner) {
    float[] vector = {random.nextFloat(), random.nextFloat()};
    return Rig.row(id, label, owner, vector, "document of " + id);
  }

  private void same(VectorRequest a, VectorRequest b) {
    assertEquals(told(a), told(b), () -> "seed " + seed + ": " + a);
    compared++;
  }

  /** Everything of an answer, errors included. */
  private String told(VectorRequest request) {
    try {
      return told(rig.ask(ME, request));
    } catch (VectorFault fault) {
      return fault.kind() + ": " + fault.getMessage();
    }
  }

  private static String told(VectorResult result) {
    StringBuilder text = new StringBuilder(result.getClass().getSimpleName());
    if (result instanceof VectorResult.Rows rows) {
      rows.rows().forEach(row -> text.append(told(row)));
    } else if (result instanceof VectorResult.Hits hits) {
      hits.hits().get(0).forEach(hit -> text.append(told(hit.row())).append(hit.distance()));
    } else if (result instanceof VectorResult.Relabelled relabelled) {
      text.append(relabelled.rows()).append(relabelled.pending().isEmpty());
    } else {
      text.append(result);
    }
    return text.toString();
  }

  private static String told(Row row) {
    return "\n" + row.id() + row.document() + row.metadata() + Arrays.toString(row.vector());
  }

  private VectorRequest request(CollectionInfo info, int i) {
    float[] vector = {random.nextFloat(), random.nextFloat()};
    String id =
        switch (random.nextInt(4)) {
          case 0 -> "s" + random.nextInt(30);
          case 1 -> "new" + random.nextInt(30);
          case 2 -> "h" + random.nextInt(30);
          default -> "absent" + random.nextInt(30);
        };
    Where where = new Where.Compare("id", Where.Comparison.NE, id);
    return switch (i % 9) {
      case 0 -> Rig.get(info, List.of(id), Include.EMBEDDINGS);
      case 1 -> Rig.query(info, vector, 1 + random.nextInt(40), null);
      case 2 -> Rig.query(info, vector, 1 + random.nextInt(40), where, Include.EMBEDDINGS);
      case 3 -> new VectorRequest.Count(Rig.path(info));
      case 4 -> Rig.get(info, where, random.nextInt(10), 1 + random.nextInt(40));
      case 5 -> Rig.write(info, Writing.values()[random.nextInt(3)], id, vector, "written " + i);
      case 6 -> new VectorRequest.Delete(Rig.path(info), List.of(id), null, null, 9);
      case 7 -> new VectorRequest.Relabel(Rig.path(info), List.of(id), Label.LOWEST, null);
      default ->
          new VectorRequest.Delete(
              Rig.path(info),
              null,
              new Where.Compare("id", Where.Comparison.EQ, id),
              null,
              Integer.MAX_VALUE);
    };
  }

  /** The same request to another collection. */
  private static VectorRequest moved(VectorRequest request, CollectionInfo to) {
    VectorRequest.Path path = Rig.path(to);
    if (request instanceof VectorRequest.Get r) {
      return new VectorRequest.Get(
          path, r.ids(), r.where(), r.document(), r.offset(), r.limit(), r.include());
    } else if (request instanceof VectorRequest.Query r) {
      return new VectorRequest.Query(
          path, r.vectors(), r.results(), r.ids(), r.where(), r.document(), r.include());
    } else if (request instanceof VectorRequest.Write r) {
      return new VectorRequest.Write(
          path,
          r.writing(),
          r.ids(),
          r.vectors(),
          r.documents(),
          r.metadatas(),
          r.uris(),
          r.label());
    } else if (request instanceof VectorRequest.Delete r) {
      return new VectorRequest.Delete(path, r.ids(), r.where(), r.document(), r.limit());
    } else if (request instanceof VectorRequest.Relabel r) {
      return new VectorRequest.Relabel(path, r.ids(), r.label(), r.confirm());
    }
    return new VectorRequest.Count(path);
  }
}
