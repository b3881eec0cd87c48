package com.modalarmor.vector;

import com.modalarmor.vector.TextGuard.Seen;
import com.modalarmor.vector.TextGuard.Texts;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The desk with a look at the texts of rows, on their way in and on their way out. What the policy
 * masks is masked; a row with a text that it blocks goes into quarantine, and the question is asked
 * again, so that the answer is full. Confined to one verticle.
 */
final class InspectedDesk {

  /** A store full of poisoned rows must not keep a request going for ever. */
  private static final int ROUNDS_MAX = 4;

  private final VectorDesk desk;
  private final TextGuard guard;
  private final TextVectors vectors;

  /**
   * @param embedder null where texts are not embedded
   */
  InspectedDesk(VectorDesk desk, Embedder embedder) {
    this.desk = desk;
    this.guard = desk.guard();
    this.vectors = new TextVectors(desk, guard, embedder);
  }

  /** True when it must be asked, though the policy does not inspect: texts go to a model. */
  static boolean needs(VectorRequest request) {
    return request instanceof VectorRequest.Retrieve || TextVectors.lacking(request);
  }

  Future<VectorResult> handle(
      Context context, VectorJob job, VectorRequest request, Access access) {
    VectorRequest safe =
        request instanceof VectorRequest.Write write ? inspected(job, write, access) : request;
    if (!TextVectors.lacking(safe)) {
      return asked(context, job, safe, access, 1);
    }
    return vectors
        .fill(context, job, safe, access)
        .compose(filled -> asked(context, job, filled, access, 1));
  }

  /** The same outcome on the verticle's own context: a store may answer elsewhere. */
  static <T> Future<T> at(Context context, Future<T> outcome) {
    Promise<T> home = Promise.promise();
    Thread loop = context.isEventLoopContext() ? Thread.currentThread() : null;
    outcome.onComplete(
        result -> {
          if (Vertx.currentContext() == context || Thread.currentThread() == loop) {
            home.handle(result);
          } else {
            context.runOnContext(v -> home.handle(result));
          }
        });
    return home.future();
  }

  private Future<VectorResult> asked(
      Context context, VectorJob job, VectorRequest request, Access access, int round) {
    // The guard's memory belongs to this verticle.
    return at(context, desk.handle(job.policy().vectors(), job.subject(), request, access))
        .compose(result -> shown(context, job, request, access, result, round));
  }

  private Future<VectorResult> shown(
      Context context,
      VectorJob job,
      VectorRequest request,
      Access access,
      VectorResult result,
      int round) {
    List<Row> rows = rowsOf(result);
    if (rows.isEmpty()) {
      return Future.succeededFuture(result);
    }
    List<Texts> texts = new ArrayList<>(rows.size());
    rows.forEach(row -> texts.add(new Texts(row.document(), row.uri(), row.metadata())));
    List<Seen> seen = guard.inspect(job.policy(), job.subject(), texts, access);
    if (isAsItWas(texts, seen)) {
      return Future.succeededFuture(result);
    }
    Map<String, Row> masked = new HashMap<>();
    List<Row> poisoned = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      if (seen.get(i).poisoned() && !row.label().isQuarantined()) {
        poisoned.add(row);
      } else {
        masked.put(row.key(), with(row, seen.get(i).texts()));
      }
    }
    if (poisoned.isEmpty()) {
      return Future.succeededFuture(replaced(result, masked));
    }
    Set<String> keys = new HashSet<>();
    poisoned.forEach(
        row -> {
          if (keys.add(row.key())) {
            access.quarantined();
          }
        });
    return desk.quarantine(job.policy().vectors(), job.subject(), access.info(), poisoned)
        .compose(
            v -> {
              if (round == ROUNDS_MAX) {
                return Future.succeededFuture(replaced(result, masked));
              }
              access.again();
              return asked(context, job, request, access, round + 1);
            });
  }

  /** True when nothing is masked and nothing poisoned, as nearly always. */
  private static boolean isAsItWas(List<Texts> texts, List<Seen> seen) {
    boolean same = true;
    for (int i = 0; i < texts.size() && same; i++) {
      same = !seen.get(i).poisoned() && seen.get(i).texts() == texts.get(i);
    }
    return same;
  }

  private static List<Row> rowsOf(VectorResult result) {
    if (result instanceof VectorResult.Rows rows) {
      return rows.rows();
    }
    List<Row> all = new ArrayList<>();
    if (result instanceof VectorResult.Hits hits) {
      hits.hits().forEach(list -> list.forEach(hit -> all.add(hit.row())));
    }
    return all;
  }

  private static Row with(Row row, Texts texts) {
    return texts.document() == row.document() && texts.metadata() == row.metadata()
        ? row
        : new Row(
            row.id(),
            row.label(),
            row.owner(),
            row.vector(),
            texts.document(),
            texts.uri(),
            texts.metadata());
  }

  /** The same result with other texts, and without the rows that have none here. */
  private static VectorResult replaced(VectorResult result, Map<String, Row> rows) {
    if (result instanceof VectorResult.Rows all) {
      List<Row> kept = new ArrayList<>();
      for (Row row : all.rows()) {
        if (rows.containsKey(row.key())) {
          kept.add(rows.get(row.key()));
        }
      }
      return new VectorResult.Rows(kept, all.include());
    }
    VectorResult.Hits all = (VectorResult.Hits) result;
    List<List<Hit>> lists = new ArrayList<>();
    for (List<Hit> hits : all.hits()) {
      List<Hit> kept = new ArrayList<>();
      for (Hit hit : hits) {
        if (rows.containsKey(hit.row().key())) {
          kept.add(new Hit(rows.get(hit.row().key()), hit.distance()));
        }
      }
      lists.add(kept);
    }
    return new VectorResult.Hits(lists, all.include());
  }

  private VectorRequest.Write inspected(VectorJob job, VectorRequest.Write write, Access access) {
    int count = write.ids().size();
    List<Texts> texts = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      texts.add(new Texts(at(write.documents(), i), at(write.uris(), i), at(write.metadatas(), i)));
    }
    List<Seen> seen = guard.inspect(job.policy(), job.subject(), texts, access);
    List<String> documents = new ArrayList<>(count);
    List<String> uris = new ArrayList<>(count);
    List<Map<String, Object>> metadatas = new ArrayList<>(count);
    Set<Integer> poisoned = new HashSet<>();
    for (int i = 0; i < count; i++) {
      documents.add(seen.get(i).texts().document());
      uris.add(seen.get(i).texts().uri());
      metadatas.add(seen.get(i).texts().metadata());
      if (seen.get(i).poisoned()) {
        poisoned.add(i);
      }
    }
    return new VectorRequest.Write(
        write.path(),
        write.writing(),
        write.ids(),
        write.vectors(),
        documents,
        metadatas,
        uris,
        write.label(),
        poisoned);
  }

  private static <T> T at(List<T> list, int i) {
    return list == null ? null : list.get(i);
  }
}
