package com.modalarmor.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.modalarmor.fixture.Play;
import com.modalarmor.fixture.RawH2;
import java.io.IOException;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Clients that leave while their requests wait for an upstream connection must not take the
 * connection with them.
 */
class PoolWedgeIT {

  private static final int ROUNDS = 4;
  private static final int CLIENTS = 4;
  private static final int STREAMS = 30;
  private static final int POOL = 4;
  private static final int IN_FLIGHT_MAX = 500;
  private static final String ANSWER =
      "{\"candidates\":[{\"content\":{\"role\":\"model\",\"parts\":[{\"text\":\"Blue.\"}]},"
          + "\"finishReason\":\"STOP\"}]}";

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"http1", "http2"})
  void after_four_rounds_of_aborts_every_request_is_answered(String protocol) throws Exception {
    try (TestGateway gateway = gateway(protocol)) {
      Play slow =
          Play.begin(200, "application/json")
              .header("content-length", String.valueOf(ANSWER.length()))
              .pauseMs(300)
              .text(ANSWER)
              .end();
      gateway.fake().usually(slow);
      for (int round = 0; round < ROUNDS; round++) {
        abortAll(gateway);
      }
      awaitThat("all settled", () -> gateway.audit().size() == ROUNDS * CLIENTS * STREAMS);
      gateway.fake().usually(Play.json(200, ANSWER));
      assertEquals(200, ordinary(gateway, 200));
      assertEquals(ROUNDS * CLIENTS * STREAMS + 200, gateway.audit().size());
      String left =
          gateway.post(TestGateway.GENERATE, TestGateway.prompt("last")).header("ratelimit");
      assertTrue(left.contains("r=" + (IN_FLIGHT_MAX - 1)), "in flight: " + left);
    }
  }

  private TestGateway gateway(String protocol) {
    return TestGateway.in(folder)
        .fakeModel()
        .tenant("acme", "enterprise", "in-flight-max: " + IN_FLIGHT_MAX + "\n")
        .setting("runtime.event-loops", 1)
        .setting("upstream.gemini.protocol", protocol)
        .setting("upstream.gemini.pool-http1-connections-max", POOL)
        .setting("upstream.gemini.pool-http2-connections-max", 1)
        .setting("upstream.gemini.pool-http2-streams-max", POOL)
        .start();
  }

  /** Opens far more streams than the pool has places, and resets all of them while most wait. */
  private static void abortAll(TestGateway gateway) throws IOException {
    int before = gateway.fake().requests();
    List<RawH2> clients = new ArrayList<>();
    try {
      for (int c = 0; c < CLIENTS; c++) {
        RawH2 h2 = RawH2.open(gateway.caFile(), gateway.dataPort());
        clients.add(h2);
        for (int s = 0; s < STREAMS; s++) {
          h2.say(headers(gateway, 2 * s + 1), RawH2.data(2 * s + 1, true, body()));
        }
      }
      for (RawH2 h2 : clients) {
        h2.roundTrip(); // a stream that was reset before it was read has no record
      }
      awaitThat("the pool is in use", () -> gateway.fake().requests() >= before + POOL);
      for (RawH2 h2 : clients) {
        for (int s = 0; s < STREAMS; s++) {
          h2.say(RawH2.reset(2 * s + 1, 8));
        }
      }
      for (RawH2 h2 : clients) {
        h2.roundTrip();
      }
    } finally {
      clients.forEach(RawH2::close);
    }
  }

  private static byte[] headers(TestGateway gateway, int stream) {
    return RawH2.headers(
        stream,
        false,
        ":method",
        "POST",
        ":scheme",
        "https",
        ":authority",
        "localhost",
        ":path",
        TestGateway.GENERATE,
        "content-type",
        "application/json",
        "authorization",
        "Bearer " + gateway.key("acme"));
  }

  private static byte[] body() {
    return TestGateway.prompt("Why is the sky blue?").getBytes(StandardCharsets.UTF_8);
  }

  /** How many of so many requests are answered with 200; eight at a time. */
  private static int ordinary(TestGateway gateway, int count) throws Exception {
    int good = 0;
    for (int i = 0; i < count; i += 8) {
      List<CompletableFuture<HttpResponse<String>>> batch = new ArrayList<>();
      for (int j = 0; j < 8; j++) {
        batch.add(
            gateway
                .client(Version.HTTP_2)
                .sendAsync(
                    gateway
                        .request(TestGateway.GENERATE, gateway.key("acme"))
                        .header("content-type", "application/json")
                        .POST(BodyPublishers.ofByteArray(body()))
                        .build(),
                    BodyHandlers.ofString()));
      }
      for (CompletableFuture<HttpResponse<String>> answer : batch) {
        HttpResponse<String> got = answer.get(20, TimeUnit.SECONDS);
        good += got.statusCode() == 200 && got.body().equals(ANSWER) ? 1 : 0;
      }
    }
    return good;
  }

  private static void awaitThat(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() - deadline < 0, "not in time: " + what);
      LockSupport.parkNanos(5_000_000);
    }
  }
}
