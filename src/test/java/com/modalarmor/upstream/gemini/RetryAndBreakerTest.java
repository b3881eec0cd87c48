package com.modalarmor.upstream.gemini;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.modalarmor.fixture.FakeGemini;
import com.modalarmor.fixture.Play;
import com.modalarmor.upstream.Breaker.State;
import com.modalarmor.upstream.BreakerSettings;
import com.modalarmor.upstream.Cancellation;
import com.modalarmor.upstream.ProviderReply;
import com.modalarmor.upstream.UpstreamSettings.Protocol;
import com.modalarmor.upstream.UpstreamSettings.Retries;
import com.modalarmor.verdict.Refusal;
import com.modalarmor.verdict.Refusal.Reason;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RetryAndBreakerTest {

  private static final Vertx VERTX = Vertx.vertx();
  private static final String ERROR = "{\"error\":{}}";

  private FakeGemini gemini;
  private Rig rig;

  @BeforeEach
  void start() {
    gemini = FakeGemini.start(VERTX);
    rig = new Rig(VERTX, gemini.url());
    rig.retries = new Retries(1, 20);
  }

  @AfterEach
  void stop() throws Exception {
    rig.close();
    gemini.close();
  }

  @AfterAll
  static void end() throws Exception {
    VERTX.close().toCompletionStage().toCompletableFuture().get(40, TimeUnit.SECONDS);
  }

  @Test
  void what_failed_before_any_answer_is_tried_once_more() throws Exception {
    Play[] failures = {
      Play.breakOff(), Play.json(503, ERROR), Play.json(429, ERROR).header("retry-after", "1")
    };
    int rows = 0;
    for (Play failure : failures) {
      gemini.then(failure).then(Play.json(200, "{\"n\":2}"));
      assertEquals(200, rig.reply(Rig.unary()).status());
      rows++;
    }
    assertEquals(3, rows);
    assertEquals(6, gemini.requests());
    assertEquals(3, rig.budget.retries());
  }

  @Test
  void what_the_model_has_begun_to_answer_or_asks_to_wait_long_for_is_not_tried_again()
      throws Exception {
    Play[] answers = {
      Play.json(429, ERROR),
      Play.json(429, ERROR).header("retry-after", "30"),
      Play.json(503, ERROR).header("retry-after", "30"),
      Play.json(500, ERROR),
      Play.begin(200, "application/json").text("{").pauseMs(20).reset(),
      Play.json(400, ERROR)
    };
    int rows = 0;
    for (Play answer : answers) {
      gemini.then(answer);
      try {
        rig.reply(Rig.unary());
      } catch (ExecutionException e) {
        assertTrue(e.getCause() instanceof Refusal);
      }
      rows++;
    }
    assertEquals(6, rows);
    assertEquals(6, gemini.requests());
  }

  @Test
  void a_503_tells_the_caller_when_to_come_again() throws Exception {
    gemini.then(Play.json(503, ERROR).header("retry-after", "30"));
    Refusal refusal = rig.refusal(Rig.unary());
    assertEquals(Reason.UPSTREAM_UNAVAILABLE, refusal.reason());
    assertEquals(30, refusal.retryAfterS());
  }

  @Test
  void a_client_that_leaves_between_two_tries_ends_the_request() throws Exception {
    gemini.then(Play.json(429, ERROR).header("retry-after", "2"));
    Cancellation cancellation = new Cancellation();
    CompletableFuture<ProviderReply> reply = rig.send(Rig.unary(), cancellation);
    gemini.take();
    cancellation.cancel();
    assertEquals(Reason.CLIENT_GONE, Rig.refusal(reply).reason());
    assertEquals(1, gemini.requests());
  }

  @Test
  void with_everything_failing_the_model_sees_at_most_a_fifth_more() throws Exception {
    rig.protocol = Protocol.HTTP2;
    gemini.usually(Play.json(503, ERROR));
    int requests = 2_000;
    List<CompletableFuture<ProviderReply>> batch = new ArrayList<>();
    for (int i = 0; i < requests; i++) {
      batch.add(rig.send(Rig.unary()));
      if (batch.size() == 100) {
        for (CompletableFuture<ProviderReply> reply : batch) {
          assertEquals(Reason.UPSTREAM_UNAVAILABLE, Rig.refusal(reply).reason());
        }
        batch.clear();
      }
    }
    // 3 is the budget's floor, granted once.
    assertTrue(gemini.requests() <= requests * 1.2 + 3, "sent " + gemini.requests());
    assertTrue(gemini.requests() > requests, "the budget was used: " + gemini.requests());
    assertEquals(0, rig.budget.active());
  }

  @Test
  void an_open_breaker_answers_at_once_and_closes_again_by_one_probe() throws Exception {
    rig.retries = new Retries(0, 20);
    rig.breakerSettings = new BreakerSettings(20, 50, 10_000, 300);
    gemini.usually(Play.json(500, ERROR));
    for (int i = 0; i < 20; i++) {
      assertEquals(Reason.UPSTREAM_ERROR, rig.refusal(Rig.unary()).reason());
    }
    assertEquals(State.OPEN, rig.breaker.state());
    long start = System.nanoTime();
    for (int i = 0; i < 50; i++) {
      Refusal refusal = rig.refusal(Rig.unary());
      assertEquals(Reason.UPSTREAM_UNAVAILABLE, refusal.reason());
      assertTrue(refusal.retryAfterS() >= 1);
    }
    assertTrue((System.nanoTime() - start) / 1_000_000 < 50 * 5, "slower than 5 ms each");
    assertEquals(20, gemini.requests());

    gemini.usually(Play.json(200, "{\"ok\":1}"));
    CompletableFuture<Void> cooled = new CompletableFuture<>();
    VERTX.setPeriodic(
        10,
        id -> {
          if (!rig.breaker.refuses()) {
            VERTX.cancelTimer(id);
            cooled.complete(null);
          }
        });
    cooled.get(5, TimeUnit.SECONDS);
    assertEquals(200, rig.reply(Rig.unary()).status());
    assertEquals(State.CLOSED, rig.breaker.state());
  }

  @Test
  void a_breaker_that_opens_lets_a_long_line_go_at_once() throws Exception {
    rig.retries = new Retries(0, 20);
    rig.pool = new com.modalarmor.upstream.UpstreamSettings.Pool(1, 1, 1, 20_000);
    rig.breakerSettings = new BreakerSettings(1, 1, 10_000, 60_000);
    gemini.then(Play.begin(500, "application/json").pauseMs(300).text(ERROR).end());
    List<CompletableFuture<ProviderReply>> line = new ArrayList<>();
    line.add(rig.send(Rig.unary()));
    for (int i = 0; i < 15_000; i++) {
      line.add(rig.send(Rig.unary()));
    }
    int refused = 0;
    for (CompletableFuture<ProviderReply> reply : line) {
      Rig.refusal(reply);
      refused++;
    }
    assertEquals(15_001, refused);
    assertEquals(1, gemini.requests());
    assertEquals(0, rig.onLoop(() -> rig.provider.streamsInUse()));
  }
}
