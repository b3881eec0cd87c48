package com.modalarmor.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.modalarmor.audit.AuditEvent;
import com.modalarmor.audit.AuditTrail;
import com.modalarmor.settings.SettingsReader;
import com.modalarmor.verdict.Refusal;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A writer that stalls or fails: every record has its answer, and within the time that is set. */
class AuditWaitTest {

  private static final int ACKNOWLEDGE_MS = 800;

  /** A sweep of the lane, and a busy machine. */
  private static final int SLACK_MS = 250;

  private Vertx vertx;
  private Lanes lanes;
  private GatewaySettings settings;

  @BeforeEach
  void start() {
    vertx = Vertx.vertx();
    SettingsReader reader =
        SettingsReader.of(
            Map.of("audit", Map.of("acknowledge-ms", ACKNOWLEDGE_MS)), Map.of(), Path.of("."));
    settings = GatewaySettings.read(reader);
    reader.finish();
    lanes = Lanes.open(vertx, settings);
  }

  @AfterEach
  void stop() {
    RunningGateway.await(vertx.close(), 10);
  }

  @Test
  void a_record_that_waits_behind_a_stalled_one_waits_no_longer_than_is_set() {
    List<Long> waits = waits(batch -> Promise.<Long>promise().future(), 4, 20);
    assertEquals(4, waits.size());
    for (long ms : waits) {
      assertTrue(ms <= ACKNOWLEDGE_MS + SLACK_MS, waits + " ms");
    }
  }

  @Test
  void a_writer_that_throws_an_error_answers_and_keeps_its_places() {
    List<Long> waits =
        waits(
            batch -> {
              throw new NoClassDefFoundError("of the test");
            },
            3,
            20);
    for (long ms : waits) {
      assertTrue(ms < ACKNOWLEDGE_MS / 2, waits + " ms");
    }
    assertEquals(0, lanes.audit().inFlight());
  }

  /** Milliseconds until each of so many records failed. */
  private List<Long> waits(
      Function<List<AuditEvent>, Future<Long>> writer, int records, int everyMs) {
    Promise<List<Long>> all = Promise.promise();
    vertx.deployVerticle(
        new VerticleBase() {
          @Override
          public Future<?> start() {
            return lanes.audit().serve(writer).onSuccess(v -> begin());
          }

          private void begin() {
            AuditTrail trail =
                new AuditTrail(vertx, lanes.audit().client(vertx, context), settings.audit());
            List<Long> waits = new ArrayList<>();
            for (int i = 0; i < records; i++) {
              int number = i;
              vertx.setTimer(
                  1 + (long) i * everyMs,
                  id -> {
                    long begun = System.nanoTime();
                    trail
                        .append(event(number))
                        .onComplete(
                            (written, failure) -> {
                              assertTrue(failure instanceof Refusal);
                              waits.add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun));
                              if (waits.size() == records) {
                                all.complete(waits);
                              }
                            });
                  });
            }
          }
        });
    return RunningGateway.await(all.future(), 20);
  }

  private static AuditEvent event(int number) {
    return new AuditEvent(
        0,
        "request-" + number,
        "acme",
        "key:main",
        "gemini.generate_content",
        "m",
        "2",
        200,
        "allow",
        "allow",
        List.of(),
        List.of(),
        "1",
        -1,
        -1,
        1,
        null);
  }
}
