package com.modalarmor.boot;

import com.modalarmor.pipeline.Grounding;
import com.modalarmor.upstream.ModelEmbedder;
import com.modalarmor.upstream.gemini.GeminiEmbedding;
import com.modalarmor.vector.EmbeddingSettings;
import com.modalarmor.vector.ProbeWatch;
import com.modalarmor.vector.VectorDesk;
import com.modalarmor.vector.VectorLanes;
import com.modalarmor.vector.VectorSettings;
import com.modalarmor.vector.VectorStore;
import com.modalarmor.vector.VectorVerticle;
import com.modalarmor.vector.chroma.ChromaStore;
import com.modalarmor.vector.embedded.EmbeddedStore;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;

/**
 * The vector store and the verticles in front of it. Made once.
 *
 * @param desk null where there is no store
 */
record VectorDeployment(VectorDesk desk, ProbeWatch probes) {

  static final VectorDeployment NONE = new VectorDeployment(null, new ProbeWatch(System::nanoTime));

  /** Opens the store and deploys its verticles; nothing where the settings name none. */
  static Future<VectorDeployment> deploy(
      Vertx vertx, VectorSettings settings, int loops, Lanes lanes, List<String> lower) {
    if (settings.store() == VectorSettings.Store.OFF) {
      return Future.succeededFuture(NONE);
    }
    return open(vertx, settings)
        .compose(
            store -> {
              VectorDesk desk = new VectorDesk(store, settings.labelsPerWriterMax());
              VectorVerticle.EmbedderMaker embedders = embedders(settings.embedding(), lanes);
              return vertx
                  .deployVerticle(
                      () -> VectorVerticle.worker(lanes.vectors().workers(), desk, embedders),
                      Instances.worker("vector", settings.workers(), settings.workers()))
                  .onSuccess(lower::add)
                  .compose(id -> nearby(vertx, desk, loops, lanes.vectors(), lower))
                  .map(v -> new VectorDeployment(desk, new ProbeWatch(System::nanoTime)));
            });
  }

  private static Future<Void> nearby(
      Vertx vertx, VectorDesk desk, int loops, VectorLanes lanes, List<String> lower) {
    if (lanes.nearby().isEmpty()) {
      return Future.succeededFuture();
    }
    return vertx
        .deployVerticle(
            () -> VectorVerticle.nearby(lanes.nearby().get(), desk, lanes.workers()),
            new DeploymentOptions().setInstances(loops))
        .onSuccess(lower::add)
        .mapEmpty();
  }

  /** The stage of one ingress loop's chat requests. */
  Grounding grounding(VectorSettings settings, VectorLanes.Client rows) {
    boolean offered = desk != null && !settings.embedding().off();
    return new Grounding(settings.grounding(), offered, rows, probes);
  }

  private static VectorVerticle.EmbedderMaker embedders(EmbeddingSettings settings, Lanes lanes) {
    if (settings.off()) {
      return (vertx, context) -> null;
    }
    ModelEmbedder.Memory memory = new ModelEmbedder.Memory(settings.cacheMax());
    return (vertx, context) ->
        new ModelEmbedder(
            vertx,
            lanes.upstream().client(vertx, context),
            new GeminiEmbedding(),
            settings,
            memory);
  }

  private static Future<VectorStore> open(Vertx vertx, VectorSettings settings) {
    if (settings.store() == VectorSettings.Store.CHROMA) {
      return Future.succeededFuture(new ChromaStore(vertx, settings.chroma()));
    }
    return vertx.executeBlocking(() -> EmbeddedStore.open(vertx, settings.embedded()));
  }

  Future<Void> close() {
    return desk == null ? Future.succeededFuture() : desk.close();
  }
}
