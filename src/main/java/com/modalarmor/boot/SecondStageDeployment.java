package com.modalarmor.boot;

import com.modalarmor.classify.onnx.OnnxClassifier;
import com.modalarmor.classify.onnx.OnnxSettings;
import com.modalarmor.detect.DetectionLanes;
import com.modalarmor.detect.SecondStageVerticle;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;

/** Loads a user's transformer off the event loops and deploys its workers. Stateless. */
final class SecondStageDeployment {

  private SecondStageDeployment() {}

  /** Does nothing when the settings name no model; {@code deployed} gets the deployment's id. */
  static Future<Void> deploy(
      Vertx vertx, OnnxSettings settings, DetectionLanes lanes, List<String> deployed) {
    if (settings.off()) {
      return Future.succeededFuture();
    }
    return vertx
        .executeBlocking(() -> OnnxClassifier.open(settings))
        .recover(e -> Future.failedFuture(e instanceof LinkageError ? withoutLibraries() : e))
        .compose(
            classifier ->
                vertx.deployVerticle(
                    () -> new SecondStageVerticle(lanes.second().orElseThrow().lane(), classifier),
                    Instances.worker("second-stage", settings.workers(), settings.workers())))
        .onSuccess(deployed::add)
        .mapEmpty();
  }

  private static CommandFailure withoutLibraries() {
    return new CommandFailure(
        "detection.second-stage.model-file: needs onnxruntime and tokenizers on the class path;"
            + " see \"A second stage\" in the README");
  }
}
