package com.modalarmor.upstream.gemini;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.modalarmor.fixture.FakeGemini;
import com.modalarmor.fixture.Play;
import com.modalarmor.upstream.Breaker;
import com.modalarmor.upstream.BreakerSettings;
import com.modalarmor.upstream.Cancellation;
import com.modalarmor.upstream.ProviderReply;
import com.modalarmor.upstream.UpstreamSettings.Pool;
import com.modalarmor.upstream.UpstreamSettings.Protocol;
import com.modalarmor.upstream.UpstreamSettings.Timeouts;
import com.modalarmor.verdict.Refusal;
import com.modalarmor.verdict.Refusal.Reason;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class DeadlineAndCancelTest {

  private static final Vertx VERTX = Vertx.vertx();
  private static final Protocol[] BOTH = {Protocol.HTTP1, Protocol.HTTP2};

  private FakeGemini gemini;

  @BeforeEach
  void start() {
    gemini = FakeGemini.start(VERTX);
  }

  @AfterEach
  void stop() {
    gemini.close();
  }

  @AfterAll
  static void end() throws Exception {
    VERTX.close().toCompletionStage().toCompletableFuture().get(40, TimeUnit.SECONDS);
  }

  private Rig rig(Protocol protocol) {
    Rig rig = new Rig(VERTX, gemini.url());
    rig.protocol = protocol;
    return rig;
  }

  private static void assertBetween(long fromMs, long toMs, long startNanos) {
    long tookMs = (System.nanoTime() - startNanos) / 1_000_000;
    assertTrue(tookMs >= fromMs && tookMs <= toMs, "took " + tookMs + " ms");
  }

  @Test
  void a_silent_model_is_given_up_at_the_first_byte_deadline_and_reset() throws Exception {
    for (Protocol protocol : BOTH) {
      try (Rig rig = rig(protocol)) {
        rig.timeouts = new Timeouts(1_000, 300, 5_000, 10_000);
        gemini.then(Play.silence());
        long start = System.nanoTime();
        assertEquals(Reason.UPSTREAM_TIMEOUT, rig.refusal(Rig.unary()).reason());
        assertBetween(300, 1_500, start);
        gemini.takeBroken();
        assertEquals(0, rig.onLoop(() -> rig.provider.streamsInUse()));
      }
    }
  }

  @Test
  void a_head_without_a_body_does_not_stop_the_first_byte_deadline() throws Exception {
    try (Rig rig = rig(Protocol.HTTP2)) {
      rig.timeouts = new Timeouts(1_000, 300, 5_000, 10_000);
      gemini.then(Play.begin(200, "text/event-stream").stall());
      assertEquals(Reason.UPSTREAM_TIMEOUT, rig.refusal(Rig.streamed()).reason());
      gemini.takeBroken();
    }
  }

  @Test
  void a_stream_that_falls_silent_is_given_up_at_the_idle_deadline() throws Exception {
    for (Protocol protocol : BOTH) {
      try (Rig rig = rig(protocol)) {
        rig.timeouts = new Timeouts(1_000, 5_000, 300, 10_000);
        gemini.then(Play.begin(200, "text/event-stream").text("data: {}\n\n").stall());
        long start = System.nanoTime();
        assertEquals(Reason.UPSTREAM_TIMEOUT, rig.refusal(Rig.streamed()).reason());
        assertBetween(300, 1_500, start);
        gemini.takeBroken();
      }
    }
  }

  @Test
  void a_stream_that_drips_for_ever_is_given_up_at_the_total_deadline() throws Exception {
    try (Rig rig = rig(Protocol.HTTP2)) {
      rig.timeouts = new Timeouts(1_000, 500, 500, 600);
      rig.breakerSettings = new BreakerSettings(1, 1, 10_000, 10_000);
      Play drip = Play.begin(200, "text/event-stream");
      for (int i = 0; i < 40; i++) {
        drip.text("data: {}\n\n").pauseMs(50);
      }
      gemini.then(drip.stall());
      long start = System.nanoTime();
      assertEquals(Reason.UPSTREAM_TIMEOUT, rig.refusal(Rig.streamed()).reason());
      assertBetween(600, 1_900, start);
      gemini.takeBroken();
      assertEquals(Breaker.State.CLOSED, rig.breaker.state(), "a long answer is no failure");
    }
  }

  @Test
  void a_full_backlog_is_given_up_at_the_connect_deadline() throws Exception {
    // A listener that never accepts, with its backlog full: further SYNs get no answer.
    try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      List<java.nio.channels.SocketChannel> fillers = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        java.nio.channels.SocketChannel filler = java.nio.channels.SocketChannel.open();
        filler.configureBlocking(false);
        filler.connect(full.getLocalSocketAddress());
        fillers.add(filler);
      }
      try (Rig rig = new Rig(VERTX, "http://127.0.0.1:" + full.getLocalPort())) {
        rig.timeouts = new Timeouts(300, 5_000, 5_000, 10_000);
        long start = System.nanoTime();
        assertEquals(Reason.UPSTREAM_UNAVAILABLE, rig.refusal(Rig.unary()).reason());
        assertBetween(300, 2_000, start);
      }
      for (java.nio.channels.SocketChannel filler : fillers) {
        filler.close();
      }
    }
  }

  @Test
  void a_peer_that_accepts_and_never_speaks_http2_does_not_keep_its_place_for_ever()
      throws Exception {
    try (ServerSocket mute = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Rig rig = new Rig(VERTX, "http://127.0.0.1:" + mute.getLocalPort())) {
      rig.protocol = Protocol.HTTP2;
      rig.timeouts = new Timeouts(300, 300, 300, 1_000);
      assertEquals(Reason.UPSTREAM_TIMEOUT, rig.refusal(Rig.unary()).reason());
      assertEquals(1, rig.onLoop(() -> rig.provider.streamsInUse()));
      CompletableFuture<Void> free = new CompletableFuture<>();
      long timer =
          VERTX.setPeriodic(
              20,
              id ->
                  rig.loop(
                      () -> {
                        if (rig.provider.streamsInUse() == 0) {
                          free.complete(null);
                        }
                      }));
      free.get(8, TimeUnit.SECONDS);
      VERTX.cancelTimer(timer);
    }
  }

  @Test
  void a_connection_that_never_becomes_http2_is_given_up_at_the_connect_deadline()
      throws Exception {
    try (ServerSocket mute = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Rig rig = new Rig(VERTX, "http://127.0.0.1:" + mute.getLocalPort())) {
      rig.protocol = Protocol.HTTP2;
      rig.timeouts = new Timeouts(300, 8_000, 8_000, 9_000);
      for (int i = 0; i < 2; i++) {
        long start = System.nanoTime();
        assertEquals(Reason.UPSTREAM_UNAVAILABLE, rig.refusal(Rig.unary()).reason());
        assertBetween(1_000, 3_000, start);
        assertEquals(0, rig.onLoop(() -> rig.provider.streamsInUse()));
      }
    }
  }

  @Test
  void a_stream_that_comes_too_late_for_its_request_goes_back_to_the_pool() throws Exception {
    int rows = 0;
    for (Protocol protocol : BOTH) {
      for (int round = 0; round < 5; round++) {
        try (Rig rig = rig(protocol)) {
          rig.pool = new Pool(2, 1, 2, 16);
          for (int i = 0; i < 8; i++) {
            assertEquals(Reason.CLIENT_GONE, rig.sendAndLeave(Rig.unary()).reason());
          }
          for (int i = 0; i < 8; i++) {
            assertEquals(200, rig.reply(Rig.unary()).status(), protocol + " round " + round);
          }
          rows++;
        }
      }
    }
    assertEquals(10, rows);
  }

  @Test
  void a_cancelled_request_reaches_the_model_within_100_ms() throws Exception {
    int rows = 0;
    for (Protocol protocol : BOTH) {
      for (boolean midStream : new boolean[] {false, true}) {
        try (Rig rig = rig(protocol)) {
          gemini.then(
              midStream
                  ? Play.begin(200, "text/event-stream").text("data: {}\n\n").stall()
                  : Play.silence());
          Cancellation cancellation = new Cancellation();
          CompletableFuture<ProviderReply> reply = rig.send(Rig.streamed(), cancellation);
          gemini.take();
          long start = System.nanoTime();
          cancellation.cancel(); // from the test thread, not the provider's loop
          long tookMs = (gemini.takeBroken() - start) / 1_000_000;
          assertTrue(tookMs <= 100, protocol + " took " + tookMs + " ms");
          assertEquals(Reason.CLIENT_GONE, Rig.refusal(reply).reason());
          assertEquals(0, rig.budget.active());
          rows++;
        }
      }
    }
    assertEquals(4, rows);
  }

  @Test
  void a_request_cancelled_before_it_began_never_goes_out() throws Exception {
    try (Rig rig = rig(Protocol.HTTP1)) {
      Cancellation cancellation = new Cancellation();
      cancellation.cancel();
      assertEquals(Reason.CLIENT_GONE, Rig.refusal(rig.send(Rig.unary(), cancellation)).reason());
      assertEquals(0, gemini.requests());
    }
  }

  @Test
  void the_wait_queue_is_bounded_and_those_who_leave_it_never_go_out() throws Exception {
    try (Rig rig = rig(Protocol.HTTP1)) {
      rig.pool = new Pool(1, 1, 1, 2);
      gemini.then(Play.silence());
      Cancellation first = new Cancellation();
      CompletableFuture<ProviderReply> stuck = rig.send(Rig.unary(), first);
      gemini.take();
      Cancellation second = new Cancellation();
      CompletableFuture<ProviderReply> leaves = rig.send(Rig.unary(), second);
      CompletableFuture<ProviderReply> waits = rig.send(Rig.unary());
      assertEquals(Reason.OVERLOADED, rig.refusal(Rig.unary()).reason());
      second.cancel();
      assertEquals(Reason.CLIENT_GONE, Rig.refusal(leaves).reason());
      CompletableFuture<ProviderReply> takesItsPlace = rig.send(Rig.unary());
      assertEquals(2, rig.onLoop(() -> rig.provider.waiting()));
      first.cancel();
      assertEquals(Reason.CLIENT_GONE, Rig.refusal(stuck).reason());
      assertEquals(200, waits.get(5, TimeUnit.SECONDS).status());
      assertEquals(200, takesItsPlace.get(5, TimeUnit.SECONDS).status());
      assertEquals(3, gemini.requests());
    }
  }

  @Test
  void who_waits_in_line_past_the_first_byte_deadline_is_told_of_overload() throws Exception {
    try (Rig rig = rig(Protocol.HTTP1)) {
      rig.pool = new Pool(1, 1, 1, 2);
      rig.timeouts = new Timeouts(1_000, 200, 5_000, 10_000);
      gemini.usually(Play.begin(200, "text/event-stream").text("data: {}\n\n").stall());
      CompletableFuture<ProviderReply> stuck = rig.send(Rig.streamed());
      gemini.take();
      assertEquals(Reason.OVERLOADED, rig.refusal(Rig.unary()).reason());
      assertTrue(!stuck.isDone());
    }
  }

  @RepeatedTest(3)
  void the_pool_survives_four_storms_of_clients_that_leave_while_they_wait() throws Exception {
    for (Protocol protocol : BOTH) {
      try (Rig rig = rig(protocol)) {
        rig.pool = new Pool(4, 1, 4, 256);
        gemini.usually(Play.begin(200, "application/json").pauseMs(10).text("{\"ok\":1}").end());
        for (int round = 0; round < 4; round++) {
          storm(rig);
        }
        List<CompletableFuture<ProviderReply>> after = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
          after.add(rig.send(Rig.unary()));
        }
        int lost = 0;
        for (CompletableFuture<ProviderReply> reply : after) {
          try {
            assertEquals(200, reply.get(10, TimeUnit.SECONDS).status());
          } catch (java.util.concurrent.ExecutionException e) {
            lost++;
          }
        }
        assertEquals(0, lost, "answers lost over " + protocol);
        assertEquals(0, rig.onLoop(() -> rig.provider.streamsInUse()));
        assertEquals(0, rig.onLoop(() -> rig.provider.waiting()));
        assertEquals(0, rig.budget.active());
      }
    }
  }

  /** All leave: some in line, some while their connection is made, some while the model answers. */
  private static void storm(Rig rig) throws Exception {
    List<Cancellation> cancellations = new ArrayList<>();
    List<CompletableFuture<ProviderReply>> replies = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      Cancellation cancellation = new Cancellation();
      cancellations.add(cancellation);
      replies.add(rig.send(Rig.unary(), cancellation));
      if (i % 3 == 0) {
        cancellation.cancel();
      }
    }
    cancellations.forEach(Cancellation::cancel);
    int gone = 0;
    for (CompletableFuture<ProviderReply> reply : replies) {
      try {
        reply.get(40, TimeUnit.SECONDS);
      } catch (java.util.concurrent.ExecutionException e) {
        assertEquals(Reason.CLIENT_GONE, ((Refusal) e.getCause()).reason());
        gone++;
      }
    }
    assertTrue(gone >= 150, "gone " + gone);
  }
}
