package com.modalarmor.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.modalarmor.bus.Lane;
import com.modalarmor.chat.Decoder;
import com.modalarmor.chat.Direction;
import com.modalarmor.chat.Document;
import com.modalarmor.chat.Part;
import com.modalarmor.chat.Trust;
import com.modalarmor.chat.Usage;
import com.modalarmor.classify.onnx.OnnxClassifier;
import com.modalarmor.classify.onnx.OnnxSettings;
import com.modalarmor.fixture.TinyTransformer;
import com.modalarmor.settings.SettingsReader;
import com.modalarmor.verdict.Finding;
import com.modalarmor.verdict.FindingType;
import com.modalarmor.verdict.Refusal;
import io.vertx.core.Context;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.ThreadingModel;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The second stage between real lanes, with a real engine and a model of a few bytes. */
class SecondStageTest {

  private static final int STALL_MS = 100;
  private static final SecondStage STAGE = new SecondStage(0.2f, 0.9f, 2, 200);

  @TempDir Path folder;
  private Vertx vertx;

  @BeforeEach
  void start() {
    vertx = Vertx.vertx();
    Lane.install(vertx);
  }

  @AfterEach
  void stop() throws Exception {
    await(vertx.close());
  }

  @Test
  void a_doubtful_attack_is_raised_by_the_opinion() throws Exception {
    Scanned scanned = scan(0.4f, Trust.USER, "take the pineapple", 5_000);
    Finding finding = only(scanned);
    assertEquals("second_stage", finding.detector());
    assertTrue(finding.score() > 0.95f, "score " + finding.score());
    assertTrue(scanned.result().coverage().ran().contains("second_stage"));
    assertTrue(scanned.result().coverage().complete());
  }

  @Test
  void a_doubtful_harmless_text_is_cleared_by_the_opinion() throws Exception {
    Finding finding = only(scan(0.7f, Trust.USER, "take the apple", 5_000));
    assertEquals("second_stage", finding.detector());
    assertTrue(finding.score() < 0.05f, "score " + finding.score());
  }

  @Test
  void what_is_settled_is_not_asked_about() throws Exception {
    for (float sure : new float[] {0.1f, 0.95f}) {
      Scanned scanned = scan(sure, Trust.USER, "take the pineapple", 5_000);
      assertEquals(sure, only(scanned).score());
      assertFalse(scanned.result().coverage().ran().contains("second_stage"));
    }
    assertEquals(0.4f, only(scan(0.4f, Trust.SYSTEM, "take the pineapple", 5_000)).score());
  }

  @Test
  void a_late_opinion_leaves_the_first_stage_and_says_so() throws Exception {
    Scanned scanned = scan(0.4f, Trust.USER, "take the pineapple", 50);
    assertEquals(0.4f, only(scanned).score());
    assertEquals(List.of("second_stage:unavailable"), scanned.result().coverage().skipped());
  }

  @Test
  void a_passage_stays_within_its_bound_and_holds_the_place() {
    String text = "a".repeat(500) + "\uD83D\uDE00".repeat(300) + "b".repeat(500);
    for (int start = 0; start + 20 < text.length(); start += 7) {
      ScanResult scan = result(text, Trust.USER, start, start + 20);
      String passage = STAGE.passage(scan, 0);
      assertTrue(passage.length() <= 202, "length " + passage.length());
      assertTrue(passage.contains(text.substring(start, start + 20)), "at " + start);
      assertFalse(Character.isLowSurrogate(passage.charAt(0)), "at " + start);
      assertFalse(Character.isHighSurrogate(passage.charAt(passage.length() - 1)), "at " + start);
    }
  }

  @Test
  void the_most_doubtful_are_asked_about_when_there_are_too_many() {
    FindingSink sink = new FindingSink(10);
    for (float score : new float[] {0.3f, 0.6f, 0.5f, 0.25f}) {
      sink.add(FindingType.JAILBREAK, "model", score, 0, 4);
    }
    ScanResult three = result("text", Trust.USER, 0, 4);
    ScanResult scan =
        new ScanResult(
            three.runs(),
            sink.toList(),
            three.coverage(),
            three.transforms(),
            new float[1],
            new long[1]);
    assertEquals(List.of(1, 2), STAGE.doubts(scan));
  }

  private static ScanResult result(String text, Trust trust, int start, int end) {
    Detector first = new First(0.4f, start, end);
    return new Scanner().scan(document(text, trust), new ScanPlan(List.of(first)), Direction.INPUT);
  }

  private static Document document(String text, Trust trust) {
    return new Document(
        List.of(),
        List.of(new Part(trust, text, 0, 0, 0, -1, false)),
        List.of(),
        Usage.UNKNOWN,
        List.of(),
        false);
  }

  private static Finding only(Scanned scanned) {
    assertEquals(1, scanned.result().findings().size());
    return scanned.result().findings().get(0);
  }

  /** Stands where the trained model stands: one finding with a given probability. */
  private record First(float score, int start, int end) implements Detector {
    @Override
    public String name() {
      return "model";
    }

    @Override
    public void detect(Subject subject, FindingSink sink) {
      sink.add(FindingType.PROMPT_INJECTION, "model", score, start, end);
    }
  }

  private Scanned scan(float score, Trust trust, String text, int deadlineMs) throws Exception {
    TinyTransformer tiny = TinyTransformer.write(folder);
    OnnxSettings settings =
        OnnxSettings.read(
            SettingsReader.of(
                Map.of(
                    "model-file",
                    "model.onnx",
                    "model-sha256",
                    TinyTransformer.sha256(tiny.modelFile()),
                    "tokenizer-file",
                    "tokenizer.json",
                    "tokenizer-sha256",
                    TinyTransformer.sha256(tiny.tokenizerFile())),
                Map.of(),
                folder));
    String id = Integer.toHexString(System.identityHashCode(settings)) + score + trust;
    Lane<List<String>, float[]> second =
        new Lane<>(vertx, "second" + id, 16, deadlineMs, Refusal.Reason.INSPECTION_FAILED);
    Lane<ScanJob, Scanned> lane =
        new Lane<>(vertx, "first" + id, 16, 5_000, Refusal.Reason.INSPECTION_FAILED);
    DetectionLanes lanes =
        new DetectionLanes(
            lane,
            lane,
            1 << 20,
            new Turns(1),
            0,
            Optional.of(new DetectionLanes.Second(second, STAGE)));
    try (OnnxClassifier classifier = OnnxClassifier.open(settings)) {
      await(vertx.deployVerticle(DetectionVerticle.ordinary(lanes)));
      if (deadlineMs < STALL_MS) {
        await(stalled(second));
      } else {
        await(
            vertx.deployVerticle(
                new SecondStageVerticle(second, classifier),
                new DeploymentOptions().setThreadingModel(ThreadingModel.WORKER)));
      }
      Decoder decoder =
          bodies -> document(new String(bodies.get(0), StandardCharsets.UTF_8), trust);
      ScanJob job =
          new ScanJob(
              List.of(text.getBytes(StandardCharsets.UTF_8)),
              decoder,
              new ScanPlan(List.of(new First(score, 0, 4))),
              Direction.INPUT);
      Context context = vertx.getOrCreateContext();
      Promise<Scanned> scanned = Promise.promise();
      context.runOnContext(v -> lanes.client(vertx, context).scan(job).onComplete(scanned));
      return await(scanned.future());
    }
  }

  /** Takes questions and never answers. */
  private Future<String> stalled(Lane<List<String>, float[]> lane) {
    return vertx.deployVerticle(
        new VerticleBase() {
          @Override
          public Future<?> start() {
            return lane.serve(passages -> Promise.<float[]>promise().future());
          }
        });
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
  }
}
