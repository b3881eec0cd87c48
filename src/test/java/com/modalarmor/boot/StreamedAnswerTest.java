package com.modalarmor.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.modalarmor.boot.TestGateway.Reply;
import com.modalarmor.fixture.Play;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.InputStream;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Streams on their way through a real gateway: at once, at the client's pace, and to the end. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class StreamedAnswerTest {

  private static final String EMAIL = "jane.roe" + "@example.org";

  private static final String GREETING = "Good morning, the report is ready for you now, dear ";

  @TempDir static Path folder;
  private TestGateway gateway;

  @BeforeAll
  void start() {
    gateway =
        TestGateway.in(folder.resolve("gateway"))
            .fakeModel()
            .setting("upstream.gemini.breaker-calls-min", 100_000)
            .policy("watching", "mode: shadow\n")
            .policy("narrow", "stream: {hold-back-chars-max: 256}\n")
            .policy("loose", "stream: {hold-back-chars-max: 256, when-full: flag}\n")
            .tenant("watching", "enterprise", "policy: watching\n")
            .tenant("narrow", "enterprise", "policy: narrow\n")
            .tenant("loose", "enterprise", "policy: loose\n")
            .start();
  }

  @AfterAll
  void stop() {
    gateway.close();
  }

  private static String saying(String text) {
    return new JsonObject()
        .put(
            "candidates",
            new JsonArray()
                .add(
                    new JsonObject()
                        .put(
                            "content",
                            new JsonObject()
                                .put(
                                    "parts",
                                    new JsonArray().add(new JsonObject().put("text", text)))
                                .put("role", "model"))))
        .put("usageMetadata", new JsonObject().put("promptTokenCount", 7))
        .encode();
  }

  private static byte[] event(String json) {
    return ("data: " + json + "\r\n\r\n").getBytes(StandardCharsets.UTF_8);
  }

  private static HttpRequest request(TestGateway gateway, String tenant) {
    return gateway
        .request(TestGateway.STREAM_SSE, gateway.key(tenant))
        .header("content-type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(TestGateway.prompt("Hi")))
        .build();
  }

  private Reply ask(String tenant, byte[]... events) {
    gateway.fake().then(Play.sse(events));
    Reply reply = gateway.send(Version.HTTP_2, request(gateway, tenant));
    gateway.fake().take();
    return reply;
  }

  private static void awaitThat(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() - deadline < 0, "not in time: " + what);
      LockSupport.parkNanos(5_000_000);
    }
  }

  private JsonObject lastRecord() {
    List<JsonObject> audit = gateway.audit();
    return audit.get(audit.size() - 1);
  }

  @Test
  void the_first_words_arrive_while_the_model_is_still_thinking() throws Exception {
    int rows = 0;
    for (Version version : Version.values()) {
      gateway
          .fake()
          .then(
              Play.begin(200, "text/event-stream")
                  .bytes(event(saying(GREETING)))
                  .pauseMs(1_500)
                  .bytes(event(saying("Jane.")))
                  .end());
      long begin = System.nanoTime();
      HttpResponse<InputStream> response =
          gateway
              .client(version)
              .send(request(gateway, "acme"), HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream in = response.body()) {
        // The last words may wait for what follows them.
        byte[] first = in.readNBytes(event(saying(GREETING)).length - 32);
        long firstMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
        assertTrue(new String(first, StandardCharsets.UTF_8).contains("Good morning"));
        assertTrue(firstMs < 1_000, version + ": " + firstMs + " ms");
        String rest = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(rest.contains("Jane."), rest);
      }
      gateway.fake().take();
      rows++;
    }
    assertEquals(2, rows);
  }

  @Test
  void a_client_that_leaves_half_way_stops_the_model_and_is_recorded() throws Exception {
    int rows = 0;
    for (Version version : Version.values()) {
      int before = gateway.audit().size();
      gateway
          .fake()
          .then(
              Play.begin(200, "text/event-stream")
                  .bytes(event(saying("Write to " + EMAIL + " and ")))
                  .stall());
      HttpResponse<InputStream> response =
          gateway
              .client(version)
              .send(request(gateway, "acme"), HttpResponse.BodyHandlers.ofInputStream());
      InputStream in = response.body();
      assertEquals('d', in.read());
      in.close();
      gateway.fake().takeBroken();
      gateway.fake().take();
      awaitThat("the record", () -> gateway.audit().size() > before);
      assertEquals("client_gone", lastRecord().getString("outcome"));
      assertTrue(lastRecord().getJsonArray("findings").encode().contains("output:EMAIL_ADDRESS:1"));
      rows++;
    }
    assertEquals(2, rows);
  }

  @Test
  void tokens_and_metrics_of_a_stream_are_counted_once() {
    double requests = gateway.metric("modal_armor_requests_total");
    double found = gateway.metric("modal_armor_pii_found_total", "type=\"EMAIL_ADDRESS\"");
    double tokens = gateway.metric("gen_ai_client_token_usage_sum", "gen_ai_token_type=\"input\"");
    ask("acme", event(saying("Write to jane")), event(saying(EMAIL.substring(4) + " now")));
    assertEquals(requests + 1, gateway.metric("modal_armor_requests_total"));
    assertEquals(
        found + 1, gateway.metric("modal_armor_pii_found_total", "type=\"EMAIL_ADDRESS\""));
    assertEquals(
        tokens + 7, gateway.metric("gen_ai_client_token_usage_sum", "gen_ai_token_type=\"input\""));
    assertEquals("redact", lastRecord().getString("outcome"));
    assertEquals(7, lastRecord().getLong("input_tokens"));
  }

  @Test
  void a_slow_client_makes_the_model_wait() throws Exception {
    AtomicLong written = new AtomicLong();
    // A signature is opaque: nobody has to read it, so that the test is about its bytes alone.
    String opaque = "\"thoughtSignature\":\"" + "q".repeat(30_000) + "\",\"text\"";
    byte[] event = event(saying("All is well. ").replace("\"text\"", opaque));
    int events = 1_500;
    HttpServer model =
        gateway
            .vertx()
            .createHttpServer()
            .requestHandler(
                request ->
                    request
                        .body()
                        .onSuccess(
                            body -> {
                              request.response().putHeader("content-type", "text/event-stream");
                              request.response().setChunked(true);
                              pour(request.response(), event, events, written);
                            }));
    model.listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture().get(5, TimeUnit.SECONDS);
    long all = (long) event.length * events;
    try (TestGateway slow =
        TestGateway.in(folder.resolve("slow"))
            .setting("upstream.gemini.base-url", "http://127.0.0.1:" + model.actualPort())
            .setting("upstream.gemini.idle-timeout-ms", 1_000)
            .setting("upstream.gemini.answer-bytes-max", 100_000_000)
            .setting("data-plane.write-queue-bytes-max", 65_536)
            .start()) {
      HttpResponse<InputStream> response =
          slow.client(Version.HTTP_1_1) // over HTTP/2 this client asks for 16 MB at once
              .send(request(slow, "acme"), HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream in = response.body()) {
        assertEquals('d', in.read());
        long before = -1;
        while (written.get() != before) { // until nothing moves any more
          before = written.get();
          LockSupport.parkNanos(300_000_000);
        }
        assertTrue(before < all, "the model was never stopped: " + before + " of " + all);
        LockSupport.parkNanos(1_500_000_000); // longer than the model may be silent by itself
        assertEquals(before, written.get());
        long rest = in.transferTo(java.io.OutputStream.nullOutputStream());
        assertTrue(rest + 1 >= all && rest + 1 < all + 1_000, "read: " + rest);
      }
      assertEquals("allow", slow.audit().get(0).getString("outcome"));
    } finally {
      model.close();
    }
  }

  private static void pour(HttpServerResponse to, byte[] event, int events, AtomicLong written) {
    int left = events;
    while (left > 0 && !to.closed()) {
      to.write(Buffer.buffer(event));
      written.addAndGet(event.length);
      left--;
      if (to.writeQueueFull()) {
        int rest = left;
        to.drainHandler(v -> pour(to, event, rest, written));
        return;
      }
    }
    to.end();
  }

  @Test
  void shadow_mode_lets_a_stream_pass_as_it_is_and_records_what_it_would_have_done() {
    byte[] first = event(saying("Write to jane"));
    byte[] second = event(saying(EMAIL.substring(4) + " now"));
    Reply reply = ask("watching", first, second);
    assertEquals(
        new String(first, StandardCharsets.UTF_8) + new String(second, StandardCharsets.UTF_8),
        reply.text());
    assertEquals("allow", lastRecord().getString("outcome"));
    assertEquals("redact", lastRecord().getString("shadow"));
    assertTrue(lastRecord().getJsonArray("findings").encode().contains("output:EMAIL_ADDRESS:1"));
  }

  @Test
  void a_text_that_cannot_be_let_go_of_ends_the_answer_or_passes_as_the_policy_says() {
    byte[] endless = event(saying("x".repeat(400)));
    Reply blocked = ask("narrow", event(saying("So: ")), endless, endless);
    assertTrue(blocked.text().contains("MODEL_ARMOR") && blocked.text().contains("UNINSPECTED"));
    assertFalse(blocked.text().contains("xxx"));
    assertEquals("block", lastRecord().getString("outcome"));
    Reply passed = ask("loose", event(saying("So: ")), endless, endless);
    assertTrue(passed.text().contains("x".repeat(400)));
    assertEquals("allow", lastRecord().getString("outcome"));
    assertTrue(lastRecord().getJsonArray("skipped").encode().contains("stream:hold_back"));
  }

  @Test
  void several_candidates_and_tool_calls_are_guarded_side_by_side() {
    String two =
        "{\"candidates\":[{\"index\":0,\"content\":{\"parts\":[{\"text\":\"Ask jane\"}]}},"
            + "{\"index\":1,\"content\":{\"parts\":[{\"thought\":true,\"text\":\"Ask jane\"}]}}]}";
    String more =
        "{\"candidates\":[{\"index\":0,\"content\":{\"parts\":[{\"text\":\""
            + EMAIL.substring(4)
            + " or\"},{\"functionCall\":{\"name\":\"f\",\"args\":{\"to\":\""
            + EMAIL
            + "\"}},\"thoughtSignature\":\"q\\/==\"}]},\"finishReason\":\"STOP\"},"
            + "{\"index\":1,\"content\":{\"parts\":[{\"thought\":true,\"text\":\""
            + EMAIL.substring(4)
            + " or\"}]},\"finishReason\":\"STOP\"}],\"novel\":[1.0,2e0]}";
    String text = ask("acme", event(two), event(more)).text();
    assertFalse(text.contains("jane") || text.contains("example.org"), text);
    assertTrue(
        text.contains("\"thoughtSignature\":\"q\\/==\"") && text.contains("[1.0,2e0]"), text);
    assertTrue(text.contains("{\"to\":\"<EMAIL_ADDRESS>\"}"), text);
    assertEquals(4, text.split("<EMAIL_ADDRESS>", -1).length, text);
  }
}
