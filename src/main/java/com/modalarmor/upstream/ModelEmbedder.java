package com.modalarmor.upstream;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.modalarmor.bus.LaneClient;
import com.modalarmor.chat.Document;
import com.modalarmor.chat.Usage;
import com.modalarmor.policy.CompiledPolicy;
import com.modalarmor.settings.Sha256;
import com.modalarmor.vector.Embedder;
import com.modalarmor.vector.EmbeddingSettings;
import com.modalarmor.verdict.Refusal;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Asks the model for the vectors of texts, over the same lane as everything else that goes there.
 * Confined to one verticle; what it remembers is shared.
 *
 * <p>All texts of a request together have one deadline. No word of an answer reaches anybody, so
 * there is none to be inspected.
 */
public final class ModelEmbedder implements Embedder {

  /** Vectors by who may know of each other's texts, purpose and text. Thread-safe, bounded. */
  public static final class Memory {

    private record Key(String peers, Task task, Sha256 text) {}

    private final Cache<Key, float[]> vectors;

    public Memory(int vectorsMax) {
      this.vectors = Caffeine.newBuilder().maximumSize(vectorsMax).build();
    }

    private static Key key(String peers, Task task, String text) {
      return new Key(peers, task, Sha256.over(text.getBytes(StandardCharsets.UTF_8)));
    }
  }

  private final Vertx vertx;
  private final LaneClient<Generation, Generated> upstream;
  private final EmbeddingForm form;
  private final EmbeddingSettings settings;
  private final Memory memory;

  /** Call on the context that will use it. */
  public ModelEmbedder(
      Vertx vertx,
      LaneClient<Generation, Generated> upstream,
      EmbeddingForm form,
      EmbeddingSettings settings,
      Memory memory) {
    this.vertx = vertx;
    this.upstream = upstream;
    this.form = form;
    this.settings = settings;
    this.memory = memory;
  }

  @Override
  public int dimensions() {
    return settings.dimensions();
  }

  @Override
  public int textsMax() {
    return settings.textsMax();
  }

  @Override
  public Future<List<float[]>> embed(
      CompiledPolicy policy, String peers, List<String> texts, Task task) {
    float[][] vectors = new float[texts.size()][];
    List<Integer> missing = new ArrayList<>();
    for (int i = 0; i < vectors.length; i++) {
      vectors[i] = memory.vectors.getIfPresent(Memory.key(peers, task, texts.get(i)));
      if (vectors[i] == null) {
        missing.add(i);
      }
    }
    if (missing.isEmpty()) {
      return Future.succeededFuture(List.of(vectors));
    }
    Cancellation cancellation = new Cancellation();
    boolean[] late = new boolean[1];
    long timer =
        vertx.setTimer(
            settings.timeoutMs(),
            id -> {
              late[0] = true;
              cancellation.cancel();
            });
    Future<Void> done = Future.succeededFuture();
    for (int from = 0; from < missing.size(); from += form.textsMax()) {
      List<Integer> batch = missing.subList(from, Math.min(from + form.textsMax(), missing.size()));
      done = done.compose(v -> ask(policy, peers, texts, task, batch, vectors, cancellation));
    }
    return done.map(v -> List.of(vectors))
        .recover(
            e -> Future.failedFuture(late[0] ? new Refusal(Refusal.Reason.UPSTREAM_TIMEOUT) : e))
        .onComplete(v -> vertx.cancelTimer(timer));
  }

  private Future<Void> ask(
      CompiledPolicy policy,
      String peers,
      List<String> texts,
      Task task,
      List<Integer> batch,
      float[][] vectors,
      Cancellation cancellation) {
    List<String> asked = batch.stream().map(texts::get).toList();
    Generation generation =
        new Generation(
            form.request(settings.model(), settings.dimensions(), asked, task),
            ModelEmbedder::withoutTexts,
            policy.plan(),
            null,
            null,
            cancellation);
    return upstream
        .call(generation)
        .map(
            generated -> {
              List<float[]> made = made(generated.reply(), asked.size());
              for (int i = 0; i < made.size(); i++) {
                vectors[batch.get(i)] = unit(made.get(i));
                memory.vectors.put(Memory.key(peers, task, asked.get(i)), vectors[batch.get(i)]);
              }
              return null;
            });
  }

  private static Document withoutTexts(List<byte[]> bodies) {
    return new Document(bodies, List.of(), List.of(), Usage.UNKNOWN, List.of(), false);
  }

  /** An error of the model tells of our request, not of the caller's. */
  private List<float[]> made(ProviderReply reply, int wanted) {
    if (!reply.successful()) {
      throw new Refusal(
          reply.status() == 429
              ? Refusal.Reason.UPSTREAM_UNAVAILABLE
              : Refusal.Reason.UPSTREAM_ERROR);
    }
    List<float[]> made = form.vectors(reply.events().get(0));
    if (made.size() != wanted) {
      throw new Refusal(Refusal.Reason.UPSTREAM_ERROR);
    }
    return made;
  }

  /** Of length 1, so that all three distances order alike; models cut short give other lengths. */
  private float[] unit(float[] vector) {
    double squares = 0;
    for (float number : vector) {
      squares += (double) number * number;
    }
    if (vector.length != settings.dimensions() || !(squares > 0) || Double.isInfinite(squares)) {
      throw new Refusal(Refusal.Reason.UPSTREAM_ERROR);
    }
    float scale = (float) (1 / Math.sqrt(squares));
    float[] unit = new float[vector.length];
    for (int i = 0; i < unit.length; i++) {
      unit[i] = vector[i] * scale;
    }
    return unit;
  }
}
