package com.modalarmor.vector;

import com.modalarmor.vector.Embedder.Task;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;

/**
 * Gives requests that come with texts in the place of vectors their vectors. Every text has been
 * inspected before it goes to the model, and whoever may not ask does not get that far. Confined to
 * one verticle.
 */
final class TextVectors {

  private final VectorDesk desk;
  private final TextGuard guard;
  private final Embedder embedder;

  /**
   * @param embedder null where there is none
   */
  TextVectors(VectorDesk desk, TextGuard guard, Embedder embedder) {
    this.desk = desk;
    this.guard = guard;
    this.embedder = embedder;
  }

  /** True when a request has texts where it needs vectors. */
  static boolean lacking(VectorRequest request) {
    if (request instanceof VectorRequest.Retrieve retrieve) {
      return retrieve.vector() == null;
    }
    if (request instanceof VectorRequest.Query query) {
      return query.vectors() == null;
    }
    return request instanceof VectorRequest.Write write
        && write.vectors() == null
        && write.writing() != VectorRequest.Writing.UPDATE;
  }

  /** The same request with vectors; itself when it lacks none. */
  Future<VectorRequest> fill(Context context, VectorJob job, VectorRequest request, Access access) {
    if (!lacking(request)) {
      return Future.succeededFuture(request);
    }
    if (embedder == null) {
      throw unavailable(request);
    }
    return InspectedDesk.at(
            context, desk.admit(job.policy().vectors(), job.subject(), request, access))
        .compose(
            info -> {
              if (info.dimension() != 0 && info.dimension() != embedder.dimensions()) {
                throw VectorFault.invalid(
                    "Collection expecting embedding with dimension of "
                        + info.dimension()
                        + ", the gateway's model makes "
                        + embedder.dimensions());
              }
              return filled(job, request, access);
            });
  }

  private Future<VectorRequest> filled(VectorJob job, VectorRequest request, Access access) {
    if (request instanceof VectorRequest.Retrieve retrieve) {
      return embed(job, List.of(retrieve.text()), Task.QUERY)
          .map(made -> retrieve.with(made.get(0)));
    }
    if (request instanceof VectorRequest.Query query) {
      List<String> texts = guard.questions(job.policy(), query.texts(), access);
      return embed(job, texts, Task.QUERY).map(query::with);
    }
    return filled(job, (VectorRequest.Write) request);
  }

  /** What is poisoned does not go to the model: it lies in quarantine with a vector of zeros. */
  private Future<VectorRequest> filled(VectorJob job, VectorRequest.Write write) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < write.ids().size(); i++) {
      String document = write.documents().get(i);
      if (document == null || document.isEmpty()) {
        throw VectorFault.invalid("Each record needs an embedding or a document");
      }
      if (!write.poisoned().contains(i)) {
        texts.add(document);
      }
    }
    return embed(job, texts, Task.DOCUMENT)
        .map(
            made -> {
              List<float[]> vectors = new ArrayList<>(write.ids().size());
              int next = 0;
              for (int i = 0; i < write.ids().size(); i++) {
                vectors.add(
                    write.poisoned().contains(i)
                        ? new float[embedder.dimensions()]
                        : made.get(next++));
              }
              return write.with(vectors);
            });
  }

  private Future<List<float[]>> embed(VectorJob job, List<String> texts, Task task) {
    if (texts.size() > embedder.textsMax()) {
      throw VectorFault.invalid(
          "At most " + embedder.textsMax() + " texts are embedded for one request");
    }
    return embedder.embed(job.policy(), job.subject().peers(), texts, task);
  }

  private static VectorFault unavailable(VectorRequest request) {
    if (request instanceof VectorRequest.Write) {
      return VectorFault.unprocessable("missing field `embeddings`");
    }
    return request instanceof VectorRequest.Query
        ? VectorFault.unprocessable(
            "missing field `query_embeddings`: this gateway does not embed texts")
        : new VectorFault(
            VectorFault.Kind.UNSUPPORTED, "This gateway has no model to embed texts with");
  }
}
