package com.modalarmor.vector;

import com.modalarmor.policy.VectorOperation;
import com.modalarmor.policy.VectorSpec;
import com.modalarmor.policy.VectorSpec.Grant;
import com.modalarmor.vector.VectorRequest.Path;
import com.modalarmor.vector.VectorRequest.Writing;
import com.modalarmor.vector.filter.Where;
import com.modalarmor.vector.rights.Clause;
import com.modalarmor.vector.rights.Label;
import com.modalarmor.vector.rights.RightsCache;
import com.modalarmor.vector.rights.Subject;
import io.vertx.core.Future;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A desk over some store, asked from a test's thread, with roles of all kinds. */
final class Rig {

  static final String TENANT = "acme";

  private static final Set<VectorOperation> READ =
      EnumSet.of(
          VectorOperation.LIST, VectorOperation.GET, VectorOperation.QUERY, VectorOperation.COUNT);

  private static final RightsCache RIGHTS = new RightsCache();

  /** Roles by what may be done to anybody's rows, and to one's own. */
  static final VectorSpec SPEC = new VectorSpec(roles());

  /** Every row that the tests write. */
  static final Clause ANYTHING =
      RIGHTS
          .of(SPEC, subject("sub:all", "top_secret;eng,hr,quarantine", "curator"))
          .visible("any", "sub:all");

  static final Subject CURATOR = subject("sub:curator", "secret;eng,hr", "curator");
  static final Subject LOW = subject("sub:low", "public", "curator");

  private static int names;

  final VectorStore store;
  final VectorDesk desk;
  Access last;

  Rig(VectorStore store) {
    this.store = store;
    this.desk = new VectorDesk(store, 64);
  }

  private static Map<String, List<Grant>> roles() {
    Map<String, List<Grant>> roles = new LinkedHashMap<>();
    roles.put("reader", grant(READ, Set.of()));
    roles.put(
        "writer",
        grant(
            EnumSet.of(
                VectorOperation.LIST,
                VectorOperation.GET,
                VectorOperation.QUERY,
                VectorOperation.COUNT,
                VectorOperation.ADD),
            EnumSet.of(VectorOperation.UPDATE, VectorOperation.DELETE)));
    roles.put(
        "author",
        grant(
            EnumSet.of(VectorOperation.LIST, VectorOperation.ADD),
            EnumSet.of(
                VectorOperation.GET,
                VectorOperation.QUERY,
                VectorOperation.COUNT,
                VectorOperation.UPDATE,
                VectorOperation.DELETE,
                VectorOperation.EMBEDDINGS)));
    roles.put("curator", grant(EnumSet.allOf(VectorOperation.class), Set.of()));
    return roles;
  }

  private static List<Grant> grant(Set<VectorOperation> any, Set<VectorOperation> own) {
    return List.of(new Grant(List.of("*"), Set.copyOf(any), Set.copyOf(own)));
  }

  static Subject subject(String actor, String label, String... roles) {
    return new Subject(TENANT, actor, Set.of(roles), Label.parse(label));
  }

  static <T> T await(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof VectorFault fault) {
        throw fault;
      }
      throw new AssertionError(e.getCause());
    } catch (InterruptedException | TimeoutException e) {
      throw new AssertionError(e);
    }
  }

  VectorResult ask(Subject subject, VectorRequest request) {
    last = new Access();
    return await(desk.handle(SPEC, subject, request, last));
  }

  CollectionInfo collection(String name, Metric metric) {
    Map<String, Object> hnsw = new LinkedHashMap<>();
    hnsw.put("space", metric.wireName());
    Map<String, Object> configuration = new LinkedHashMap<>();
    configuration.put("hnsw", hnsw);
    Subject maker = subject("sub:maker", "public", "curator");
    return ((VectorResult.OneCollection)
            ask(
                maker,
                new VectorRequest.CreateCollection(
                    new Path(Space.DEFAULT_TENANT, Space.DEFAULT_DATABASE, ""),
                    name,
                    null,
                    configuration,
                    false)))
        .collection();
  }

  /** A name that no collection of this run has had. */
  static String name(String what) {
    return what + "-" + names++;
  }

  /** A Chroma server asked in a test is the slower, the more collections it holds. */
  void remove(CollectionInfo info) {
    await(store.deleteCollection(info));
  }

  /** Past the desk, as no caller can. */
  void plant(CollectionInfo info, Row... rows) {
    plant(info, List.of(rows));
  }

  void plant(CollectionInfo info, List<Row> rows) {
    List<String> ids = rows.stream().map(Row::id).distinct().toList();
    Map<String, Row> before = new LinkedHashMap<>();
    // One at a time where ids repeat, as writes through the desk would come.
    if (ids.size() < rows.size()) {
      for (Row row : rows) {
        Map<String, Row> there = new LinkedHashMap<>();
        stored(info, row.id()).forEach(r -> there.put(r.key(), r));
        await(await(store.change(info, List.of(row), there, List.of())).durable());
      }
      return;
    }
    await(await(store.change(info, rows, before, List.of())).durable());
  }

  List<Row> stored(CollectionInfo info, String... ids) {
    return await(store.named(info, List.of(ids), ANYTHING, null)).rows();
  }

  static Path path(CollectionInfo info) {
    return new Path(info.space().tenant(), info.space().database(), info.id());
  }

  static Row row(String id, String label, String owner, float[] vector, String document) {
    return new Row(
        id, Label.parse(label), owner, vector, document, null, Map.of("id", id, "kind", 1L));
  }

  static VectorRequest.Get get(CollectionInfo info, List<String> ids, Include... include) {
    return new VectorRequest.Get(
        path(info), ids, null, null, 0, Integer.MAX_VALUE, Set.of(include));
  }

  static VectorRequest.Get get(CollectionInfo info, Where where, int offset, int limit) {
    return new VectorRequest.Get(
        path(info), null, where, null, offset, limit, Set.of(Include.DOCUMENTS));
  }

  static VectorRequest.Query query(
      CollectionInfo info, float[] vector, int k, Where where, Include... include) {
    return new VectorRequest.Query(
        path(info), List.of(vector), k, null, where, null, Set.of(include));
  }

  static VectorRequest.Write write(
      CollectionInfo info, Writing writing, String id, float[] vector, String document) {
    return new VectorRequest.Write(
        path(info),
        writing,
        List.of(id),
        vector == null ? null : List.of(vector),
        List.of(document),
        null,
        null,
        null);
  }

  static VectorRequest.Write records(
      CollectionInfo info,
      Writing writing,
      String id,
      float[] vector,
      String document,
      Map<String, Object> metadata) {
    return new VectorRequest.Write(
        path(info),
        writing,
        List.of(id),
        vector == null ? null : List.of(vector),
        document == null ? null : List.of(document),
        metadata == null ? null : List.of(metadata),
        null,
        null);
  }

  static VectorRequest.Write labelled(CollectionInfo info, String id, String label) {
    return new VectorRequest.Write(
        path(info),
        Writing.ADD,
        List.of(id),
        List.of(new float[] {1, 1}),
        null,
        null,
        null,
        Label.parse(label));
  }

  List<String> ids(Subject subject, VectorRequest.Get request) {
    return ((VectorResult.Rows) ask(subject, request)).rows().stream().map(Row::id).toList();
  }

  List<Hit> hits(Subject subject, VectorRequest.Query request) {
    return ((VectorResult.Hits) ask(subject, request)).hits().get(0);
  }

  int count(Subject subject, CollectionInfo info) {
    return ((VectorResult.Counted) ask(subject, new VectorRequest.Count(path(info)))).count();
  }
}
