package com.modalarmor.boot;

import com.modalarmor.audit.AuditEvent;
import com.modalarmor.bus.Lane;
import com.modalarmor.classify.onnx.OnnxSettings;
import com.modalarmor.detect.DetectionLanes;
import com.modalarmor.detect.SecondStage;
import com.modalarmor.detect.Turns;
import com.modalarmor.upstream.Generated;
import com.modalarmor.upstream.Generation;
import com.modalarmor.vector.VectorJob;
import com.modalarmor.vector.VectorLanes;
import com.modalarmor.vector.VectorReply;
import com.modalarmor.vector.VectorSettings;
import com.modalarmor.verdict.Refusal.Reason;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Optional;

/** The lanes between the verticles, with their bounds. Thread-safe. */
record Lanes(
    DetectionLanes detection,
    Lane<Generation, Generated> upstream,
    Lane<List<AuditEvent>, Long> audit,
    VectorLanes vectors) {

  private static final int AUDIT_BATCHES_MAX = 4_096;
  private static final int MODEL_SLACK_MS = 2_000;

  static Lanes open(Vertx vertx, GatewaySettings settings) {
    Lane.install(vertx);
    GatewaySettings.Detection detection = settings.detection();
    // The provider keeps its own deadlines; the lane's is the net below them.
    long modelMs = settings.gemini().timeouts().totalMs() + detection.deadlineMs() + MODEL_SLACK_MS;
    return new Lanes(
        new DetectionLanes(
            new Lane<>(
                vertx,
                "detect.scan",
                detection.inFlightMax(),
                detection.deadlineMs(),
                Reason.INSPECTION_FAILED),
            new Lane<>(
                vertx,
                "detect.scan.large",
                detection.inFlightMax(),
                detection.deadlineMs(),
                Reason.INSPECTION_FAILED),
            detection.largeBytesMin(),
            Turns.ofThisMachine(),
            detection.knownTextsMax(),
            secondStage(vertx, detection.secondStage())),
        new Lane<>(
            vertx,
            "upstream.generate",
            settings.upstreamInFlightMax(),
            modelMs,
            Reason.UPSTREAM_TIMEOUT),
        new Lane<>(
            vertx,
            "audit.append",
            AUDIT_BATCHES_MAX,
            // A record waits for the batch before its own, then for its own.
            settings.audit().acknowledgeMs() / 2,
            Reason.OVERLOADED),
        vectors(vertx, settings.vectors(), detection.largeBytesMin()));
  }

  private static VectorLanes vectors(Vertx vertx, VectorSettings settings, int largeBytesMin) {
    return new VectorLanes(
        vectors(vertx, settings, "vector.ask"),
        settings.store() == VectorSettings.Store.CHROMA
            ? Optional.of(vectors(vertx, settings, "vector.ask.nearby"))
            : Optional.empty(),
        largeBytesMin);
  }

  private static Lane<VectorJob, VectorReply> vectors(
      Vertx vertx, VectorSettings settings, String address) {
    return new Lane<>(
        vertx, address, settings.inFlightMax(), settings.deadlineMs(), Reason.OVERLOADED);
  }

  private static Optional<DetectionLanes.Second> secondStage(Vertx vertx, OnnxSettings settings) {
    if (settings.off()) {
      return Optional.empty();
    }
    return Optional.of(
        new DetectionLanes.Second(
            new Lane<>(
                vertx,
                "detect.second",
                settings.inFlightMax(),
                settings.deadlineMs(),
                Reason.INSPECTION_FAILED),
            new SecondStage(
                settings.greyMin(),
                settings.greyMax(),
                settings.passagesMax(),
                settings.passageCharsMax())));
  }
}
