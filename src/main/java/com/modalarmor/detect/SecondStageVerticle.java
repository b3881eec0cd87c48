package com.modalarmor.detect;

import com.modalarmor.bus.Lane;
import com.modalarmor.classify.onnx.OnnxClassifier;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.List;

/** Serves the second stage's lane. A worker verticle: an opinion takes milliseconds. */
public final class SecondStageVerticle extends VerticleBase {

  private final Lane<List<String>, float[]> lane;
  private final OnnxClassifier classifier;

  /** The classifier is shared; who opened it closes it. */
  public SecondStageVerticle(Lane<List<String>, float[]> lane, OnnxClassifier classifier) {
    this.lane = lane;
    this.classifier = classifier;
  }

  @Override
  public Future<?> start() {
    return lane.serve(this::score);
  }

  private Future<float[]> score(List<String> passages) {
    float[] opinions = new float[passages.size()];
    try {
      for (int i = 0; i < opinions.length; i++) {
        opinions[i] = classifier.score(passages.get(i));
      }
      return Future.succeededFuture(opinions);
    } catch (Exception e) { // the engine's own checked one; what it says may quote the text
      return Future.failedFuture(new IllegalStateException("the second stage failed"));
    }
  }
}
