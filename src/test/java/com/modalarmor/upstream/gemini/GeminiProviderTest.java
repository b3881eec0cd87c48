package com.modalarmor.upstream.gemini;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.modalarmor.fixture.FakeGemini;
import com.modalarmor.fixture.Play;
import com.modalarmor.upstream.ProviderReply;
import com.modalarmor.upstream.ProviderRequest;
import com.modalarmor.upstream.UpstreamSettings.Protocol;
import com.modalarmor.verdict.Refusal;
import com.modalarmor.verdict.Refusal.Reason;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpVersion;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GeminiProviderTest {

  private static final Vertx VERTX = Vertx.vertx();
  private static final String SSE = "text/event-stream";

  private FakeGemini gemini;
  private Rig rig;

  @BeforeEach
  void start() {
    gemini = FakeGemini.start(VERTX);
    rig = new Rig(VERTX, gemini.url());
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

  private static String text(byte[] bytes) {
    return new String(bytes, UTF_8);
  }

  @Test
  void sends_the_body_as_it_is_and_no_header_but_its_own() throws Exception {
    gemini.then(Play.json(200, "{\"x\":1}"));
    ProviderReply reply = rig.reply(Rig.unary());
    assertEquals(200, reply.status());
    assertEquals("{\"x\":1}", text(reply.events().get(0)));
    FakeGemini.Received received = gemini.take();
    assertEquals("POST", received.method());
    assertEquals(Rig.PATH, received.uri());
    assertEquals("{\"contents\":[]}", received.text());
    assertEquals("test-key", received.headers().get("x-goog-api-key"));
    Set<String> names = new TreeSet<>();
    received.headers().names().forEach(n -> names.add(n.toLowerCase()));
    assertEquals(
        Set.of("accept", "content-length", "content-type", "host", "user-agent", "x-goog-api-key"),
        names);
  }

  @Test
  void a_get_has_no_body_and_a_stream_asks_for_sse() throws Exception {
    rig.reply(new ProviderRequest("GET", "/v1/models", false, new byte[0]));
    FakeGemini.Received get = gemini.take();
    assertEquals("GET", get.method());
    assertFalse(get.headers().contains("content-type"));
    gemini.then(Play.sse("data: {\"a\":1}\r\n\r\n".getBytes(UTF_8)));
    rig.reply(Rig.streamed());
    assertEquals("/v1beta/models/m:streamGenerateContent?alt=sse", gemini.take().uri());
  }

  @Test
  void speaks_http2_with_prior_knowledge_when_told_to() throws Exception {
    rig.protocol = Protocol.HTTP2;
    gemini.then(Play.sse("data: {\"a\":1}\n\ndata: {\"b\":2}\n\n".getBytes(UTF_8)));
    assertEquals(2, rig.reply(Rig.streamed()).events().size());
    assertEquals(HttpVersion.HTTP_2, gemini.take().version());
  }

  @Test
  void a_stream_split_at_every_byte_of_the_socket_gives_the_same_events() throws Exception {
    byte[] whole = "data: {\"a\":\"ü\"}\r\n\r\ndata: {\"b\":2}\r\n\r\n".getBytes(UTF_8);
    int rows = 0;
    for (int at = 1; at < whole.length; at++) {
      gemini.then(
          Play.begin(200, SSE)
              .bytes(Arrays.copyOfRange(whole, 0, at))
              .bytes(Arrays.copyOfRange(whole, at, whole.length))
              .end());
      List<String> events = rig.reply(Rig.streamed()).events().stream().map(e -> text(e)).toList();
      assertEquals(List.of("{\"a\":\"ü\"}", "{\"b\":2}"), events, "split at " + at);
      rows++;
    }
    assertEquals(whole.length - 1, rows);
  }

  @Test
  void thought_signatures_and_unknown_fields_keep_their_bytes() throws Exception {
    String odd =
        "{ \"candidates\":[{\"content\":{\"parts\":[{\"thoughtSignature\":\"AQ\\/+\\u003d=\","
            + "\"x-new\" : 1.0e2}]}}]\n}";
    gemini.then(Play.json(200, odd));
    assertArrayEquals(odd.getBytes(UTF_8), rig.reply(Rig.unary()).events().get(0));
    String flat = odd.replace("\n", "");
    gemini.then(Play.sse(("data: " + flat + "\r\n\r\n").getBytes(UTF_8)));
    assertArrayEquals(flat.getBytes(UTF_8), rig.reply(Rig.streamed()).events().get(0));
  }

  @Test
  void errors_that_concern_the_caller_are_passed_on_with_their_body() throws Exception {
    int rows = 0;
    for (int status : new int[] {400, 404, 413, 429}) {
      String body = "{\"error\":{\"code\":" + status + "}}";
      gemini.then(Play.json(status, body).header("retry-after", "17"));
      ProviderReply reply = rig.reply(rows % 2 == 0 ? Rig.unary() : Rig.streamed());
      assertEquals(status, reply.status());
      assertEquals(body, text(reply.events().get(0)));
      assertEquals(17, reply.retryAfterS());
      rows++;
    }
    assertEquals(4, rows);
  }

  private record Bad(String name, Play play, boolean stream, Reason reason) {}

  @Test
  void answers_that_cannot_be_used_are_refused() throws Exception {
    String json = "application/json";
    String error = "{\"error\":{}}";
    List<Bad> rows = new ArrayList<>();
    rows.add(new Bad("401", Play.json(401, error), false, Reason.UPSTREAM_ERROR));
    rows.add(new Bad("403", Play.json(403, error), true, Reason.UPSTREAM_ERROR));
    rows.add(
        new Bad(
            "our key by 400",
            Play.json(400, "{\"reason\":\"API_KEY_INVALID\"}"),
            false,
            Reason.UPSTREAM_ERROR));
    rows.add(
        new Bad(
            "key echoed", Play.json(400, "{\"key\":\"test-key\"}"), false, Reason.UPSTREAM_ERROR));
    rows.add(
        new Bad(
            "302", Play.json(302, "{}").header("location", "/x"), false, Reason.UPSTREAM_ERROR));
    rows.add(new Bad("408", Play.json(408, error), false, Reason.UPSTREAM_ERROR));
    rows.add(new Bad("500", Play.json(500, error), false, Reason.UPSTREAM_ERROR));
    rows.add(new Bad("503", Play.json(503, error), false, Reason.UPSTREAM_UNAVAILABLE));
    rows.add(new Bad("504", Play.json(504, error), false, Reason.UPSTREAM_TIMEOUT));
    rows.add(new Bad("400 in HTML", html(400, "<html>"), false, Reason.UPSTREAM_ERROR));
    rows.add(new Bad("200 in HTML", html(200, "{}"), false, Reason.UPSTREAM_ERROR));
    rows.add(new Bad("json for a stream", Play.json(200, "{}"), true, Reason.UPSTREAM_ERROR));
    rows.add(
        new Bad(
            "sse for unary",
            Play.sse("data: {}\n\n".getBytes(UTF_8)),
            false,
            Reason.UPSTREAM_ERROR));
    rows.add(
        new Bad(
            "encoded",
            Play.json(200, "{}").header("content-encoding", "br"),
            false,
            Reason.UPSTREAM_ERROR));
    rows.add(new Bad("empty body", Play.json(200, ""), false, Reason.UPSTREAM_ERROR));
    rows.add(new Bad("array", Play.json(200, "[{}]"), false, Reason.UPSTREAM_ERROR));
    rows.add(new Bad("cut json", Play.json(200, "{\"a\":[1"), false, Reason.UPSTREAM_ERROR));
    rows.add(new Bad("reset before", Play.breakOff(), false, Reason.UPSTREAM_ERROR));
    rows.add(
        new Bad(
            "short of its length",
            Play.begin(200, json).header("content-length", "10").text("{\"a\":1}").reset(),
            false,
            Reason.UPSTREAM_ERROR));
    rows.add(
        new Bad(
            "reset in chunks",
            Play.begin(200, json).text("{}").pauseMs(30).reset(),
            false,
            Reason.UPSTREAM_ERROR));
    rows.add(
        new Bad(
            "no event", Play.begin(200, SSE).text(": hi\n\n").end(), true, Reason.UPSTREAM_ERROR));
    rows.add(
        new Bad(
            "mid-event",
            Play.begin(200, SSE).text("data: {}\n\ndata: {}").end(),
            true,
            Reason.UPSTREAM_ERROR));
    rows.add(
        new Bad(
            "reset in stream",
            Play.begin(200, SSE).text("data: {}\n\n").pauseMs(30).reset(),
            true,
            Reason.UPSTREAM_ERROR));
    rows.add(
        new Bad(
            "event is text",
            Play.sse("data: oops\n\n".getBytes(UTF_8)),
            true,
            Reason.UPSTREAM_ERROR));
    rows.add(
        new Bad(
            "event is array",
            Play.sse("data: [{}]\n\n".getBytes(UTF_8)),
            true,
            Reason.UPSTREAM_ERROR));
    int ran = 0;
    for (Protocol protocol : new Protocol[] {Protocol.HTTP1, Protocol.HTTP2}) {
      try (Rig each = new Rig(VERTX, gemini.url())) {
        each.protocol = protocol;
        for (Bad row : rows) {
          gemini.then(row.play());
          Refusal refusal = each.refusal(row.stream() ? Rig.streamed() : Rig.unary());
          assertEquals(row.reason(), refusal.reason(), row.name() + " " + protocol);
          assertFalse(refusal.getMessage().contains("test-key"));
          ran++;
        }
        assertEquals(0, each.onLoop(() -> each.provider.streamsInUse()));
      }
    }
    assertEquals(50, ran);
  }

  private static Play html(int status, String body) {
    return Play.begin(status, "text/html").text(body).end();
  }

  @Test
  void an_answer_above_the_cap_is_cut_off_while_it_comes() throws Exception {
    byte[] piece = new byte[64 << 10];
    Arrays.fill(piece, (byte) 'x');
    int rows = 0;
    for (Protocol protocol : new Protocol[] {Protocol.HTTP1, Protocol.HTTP2}) {
      for (boolean stream : new boolean[] {false, true}) {
        try (Rig each = new Rig(VERTX, gemini.url())) {
          each.protocol = protocol;
          each.answerBytesMax = 256 << 10;
          Play play = Play.begin(200, stream ? SSE : "application/json").text("data: {\"");
          for (int i = 0; i < 8; i++) {
            play.bytes(piece).pauseMs(5);
          }
          gemini.then(play.stall());
          Refusal refusal = each.refusal(stream ? Rig.streamed() : Rig.unary());
          assertEquals(Reason.UPSTREAM_ERROR, refusal.reason());
          gemini.takeBroken();
          rows++;
        }
      }
    }
    assertEquals(4, rows);
  }

  @Test
  void an_answer_that_declares_more_than_the_cap_is_not_read_at_all() throws Exception {
    rig.answerBytesMax = 1_024;
    gemini.then(
        Play.begin(200, "application/json").header("content-length", "10000000000").stall());
    assertEquals(Reason.UPSTREAM_ERROR, rig.refusal(Rig.unary()).reason());
    gemini.takeBroken();
  }

  @Test
  void a_flood_of_tiny_events_is_cut_off() throws Exception {
    Play play = Play.begin(200, SSE);
    byte[] piece = "data:{}\n\n".repeat(10_000).getBytes(UTF_8);
    for (int i = 0; i < 8; i++) {
      play.bytes(piece);
    }
    gemini.then(play.stall());
    assertEquals(Reason.UPSTREAM_ERROR, rig.refusal(Rig.streamed()).reason());
  }

  @Test
  void nothing_listens_is_unavailable() throws Exception {
    int port;
    try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = gone.getLocalPort();
    }
    try (Rig each = new Rig(VERTX, "http://127.0.0.1:" + port)) {
      assertEquals(Reason.UPSTREAM_UNAVAILABLE, each.refusal(Rig.unary()).reason());
    }
  }

  @Test
  void after_close_requests_are_refused_and_those_in_flight_too() throws Exception {
    gemini.then(Play.silence());
    var waiting = rig.send(Rig.unary());
    gemini.take();
    rig.onLoop(() -> rig.provider.close());
    assertEquals(Reason.DRAINING, Rig.refusal(waiting).reason());
    assertEquals(Reason.DRAINING, rig.refusal(Rig.unary()).reason());
    assertTrue(rig.budget.active() == 0);
  }
}
