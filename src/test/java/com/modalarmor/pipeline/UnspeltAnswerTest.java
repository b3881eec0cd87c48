package com.modalarmor.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.modalarmor.audit.AuditEvent;
import com.modalarmor.audit.AuditSettings;
import com.modalarmor.audit.AuditTrail;
import com.modalarmor.bus.Lane;
import com.modalarmor.dialect.UnroutedWire;
import com.modalarmor.metrics.GatewayMetrics;
import com.modalarmor.verdict.Refusal;
import com.modalarmor.verdict.Refusal.Reason;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An answer that is spelt while its record is written, and what is told where that fails. */
final class UnspeltAnswerTest {

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final List<String> outcomes = new CopyOnWriteArrayList<>();
  private final Exchange x = new Exchange("request", 0, UnroutedWire.INSTANCE, "2");
  private Vertx vertx;

  @BeforeEach
  void start() {
    vertx = Vertx.vertx();
    Lane.install(vertx);
  }

  @AfterEach
  void stop() {
    vertx.close().await();
  }

  private Answer settled(boolean recorded, Supplier<Future<Answer>> spelling) throws Exception {
    Lane<List<AuditEvent>, Long> lane = new Lane<>(vertx, "audit", 4, 1_000, Reason.OVERLOADED);
    Promise<Answer> told = Promise.promise();
    Future<String> deployed =
        vertx.deployVerticle(
            new VerticleBase() {
              @Override
              public Future<?> start() {
                return lane.serve(this::write)
                    .onSuccess(
                        v -> {
                          AuditTrail trail =
                              new AuditTrail(
                                  vertx,
                                  lane.client(vertx, context),
                                  new AuditSettings(Path.of("unused"), 100, 0, 1_000));
                          Settlement settlement =
                              new Settlement(
                                  new Admission(null, null, null, null, null),
                                  new GatewayMetrics(registry),
                                  trail);
                          settlement.settle(x, 200, spelling).onComplete(told);
                        });
              }

              private Future<Long> write(List<AuditEvent> batch) {
                batch.forEach(event -> outcomes.add(event.status() + " " + event.outcome()));
                return recorded
                    ? Future.succeededFuture(1L)
                    : Future.failedFuture(new Refusal(Reason.OVERLOADED));
              }
            });
    deployed.await(10, TimeUnit.SECONDS);
    return told.future().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  private void assertCounted(String outcome) {
    assertEquals(1, registry.get("modal_armor_requests").tag("outcome", outcome).counter().count());
    assertEquals(1, registry.get("modal_armor_requests").counters().size());
  }

  @Test
  void what_is_spelt_is_told() throws Exception {
    Answer answer = Answer.json(200, new byte[] {1});
    assertEquals(answer, settled(true, () -> Future.succeededFuture(answer)));
    assertEquals(List.of("200 allow"), outcomes);
    assertCounted("allow");
  }

  @Test
  void what_cannot_be_spelt_is_a_refusal_in_the_answer_and_in_the_metrics() throws Exception {
    Answer told =
        settled(true, () -> Future.failedFuture(new IllegalStateException("of the test")));
    assertEquals(500, told.status());
    assertEquals(Reason.INTERNAL, x.refusal());
    assertCounted(Reason.INTERNAL.code());
  }

  @Test
  void what_cannot_be_recorded_is_not_told() throws Exception {
    Answer told = settled(false, () -> Future.succeededFuture(Answer.json(200, new byte[] {1})));
    assertEquals(503, told.status());
    assertCounted(Reason.OVERLOADED.code());
  }
}
