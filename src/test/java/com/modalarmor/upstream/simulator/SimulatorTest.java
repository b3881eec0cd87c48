package com.modalarmor.upstream.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SimulatorTest {

  private static final Vertx VERTX = Vertx.vertx();
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final String MODEL = "/v1beta/models/gemini-2.5-flash";
  private static Simulator simulator;

  @BeforeAll
  static void start() throws Exception {
    simulator = started(SimulatorSettings.TEST);
  }

  private static Simulator started(SimulatorSettings settings) throws Exception {
    return Simulator.start(VERTX, settings)
        .toCompletionStage()
        .toCompletableFuture()
        .get(40, TimeUnit.SECONDS);
  }

  @AfterAll
  static void end() throws Exception {
    VERTX.close().toCompletionStage().toCompletableFuture().get(40, TimeUnit.SECONDS);
  }

  private static HttpResponse<String> post(String path, JsonObject body) throws Exception {
    return HTTP.send(request(path, body), HttpResponse.BodyHandlers.ofString());
  }

  private static HttpRequest request(String path, JsonObject body) {
    return HttpRequest.newBuilder(URI.create(simulator.url() + path))
        .timeout(Duration.ofSeconds(10))
        .header("content-type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(body.encode()))
        .build();
  }

  private static HttpResponse<String> get(String path) throws Exception {
    return HTTP.send(
        HttpRequest.newBuilder(URI.create(simulator.url() + path)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private static JsonObject says(String text) {
    return new JsonObject().put("contents", new JsonArray().add(turn("user", text)));
  }

  private static JsonObject turn(String role, String text) {
    return new JsonObject()
        .put("parts", new JsonArray().add(new JsonObject().put("text", text)))
        .put("role", role);
  }

  private static String text(JsonObject answer, int candidate) {
    return answer
        .getJsonArray("candidates")
        .getJsonObject(candidate)
        .getJsonObject("content")
        .getJsonArray("parts")
        .getJsonObject(0)
        .getString("text");
  }

  private static JsonObject generate(String prompt) throws Exception {
    HttpResponse<String> response = post(MODEL + ":generateContent", says(prompt));
    assertEquals(200, response.statusCode());
    return new JsonObject(response.body());
  }

  private static List<JsonObject> streamSse(JsonObject body) throws Exception {
    HttpResponse<String> response = post(MODEL + ":streamGenerateContent?alt=sse", body);
    assertEquals("text/event-stream", response.headers().firstValue("content-type").orElse(""));
    List<JsonObject> events = new ArrayList<>();
    for (String event : response.body().split("\r\n\r\n")) {
      assertTrue(event.startsWith("data: "), event);
      events.add(new JsonObject(event.substring(6)));
    }
    return events;
  }

  @Test
  void an_answer_is_on_topic_the_same_each_time_and_has_all_that_a_client_reads() throws Exception {
    JsonObject answer = generate("Please explain photosynthesis in plants");
    assertEquals(answer, generate("Please explain photosynthesis in plants"));
    assertTrue(text(answer, 0).contains("photosynthesis"));
    JsonObject candidate = answer.getJsonArray("candidates").getJsonObject(0);
    assertEquals("STOP", candidate.getString("finishReason"));
    assertEquals("model", candidate.getJsonObject("content").getString("role"));
    JsonObject usage = answer.getJsonObject("usageMetadata");
    assertEquals(10, usage.getInteger("promptTokenCount"));
    assertEquals(
        usage.getInteger("promptTokenCount") + usage.getInteger("candidatesTokenCount"),
        usage.getInteger("totalTokenCount"));
    assertEquals("gemini-2.5-flash", answer.getString("modelVersion"));
    assertNotNull(answer.getString("responseId"));
  }

  @Test
  void an_echo_gives_back_exactly_what_was_received() throws Exception {
    String[][] rows = {
      {"echo  two  spaces \n\t<EMAIL_ADDRESS> ü😀", " two  spaces \n\t<EMAIL_ADDRESS> ü😀"},
      {"echo:a@b", "a@b"},
      {"Echo: a", "a"},
      {"Repeat after me: [[sim:chunks:2]] x", "[[sim:chunks:2]] x"}
    };
    int ran = 0;
    for (String[] row : rows) {
      assertEquals(row[1], text(generate(row[0]), 0));
      ran++;
    }
    assertEquals(4, ran);
  }

  @Test
  void the_last_turn_of_the_user_is_answered() throws Exception {
    JsonObject body =
        new JsonObject()
            .put(
                "contents",
                new JsonArray()
                    .add(turn("user", "echo first"))
                    .add(turn("model", "first"))
                    .add(turn("user", "echo second"))
                    .add(turn("model", "prefill")));
    JsonObject answer = new JsonObject(post(MODEL + ":generateContent", body).body());
    assertEquals("second", text(answer, 0));
  }

  @Test
  void both_stream_forms_add_up_to_the_unary_answer() throws Exception {
    String prompt = "Tell me about tidal energy and harbour engineering";
    String whole = text(generate(prompt), 0);
    List<JsonObject> events = streamSse(says(prompt));
    assertTrue(events.size() > 3, "events " + events.size());
    assertEquals(whole, joined(events));
    assertFalse(events.get(0).encode().contains("finishReason"));
    assertTrue(events.get(events.size() - 1).encode().contains("\"STOP\""));

    HttpResponse<String> array = post(MODEL + ":streamGenerateContent", says(prompt));
    List<JsonObject> entries = new ArrayList<>();
    new JsonArray(array.body()).forEach(e -> entries.add((JsonObject) e));
    assertEquals(whole, joined(entries));
  }

  private static String joined(List<JsonObject> events) {
    StringBuilder text = new StringBuilder();
    events.forEach(e -> text.append(text(e, 0)));
    return text.toString();
  }

  @Test
  void the_number_of_chunks_is_as_ordered_and_no_character_is_cut() throws Exception {
    for (int chunks : new int[] {1, 7, 500}) {
      assertEquals(chunks, streamSse(says("[[sim:chunks:" + chunks + "]] hello")).size());
    }
    assertEquals("😀😀😀", String.join("", Script.chunks("😀😀😀", 4)));
    for (String piece : Script.chunks("😀😀😀", 4)) {
      assertFalse(piece.length() % 2 == 1, "a surrogate pair was cut");
    }
  }

  @Test
  void candidates_and_thought_signatures_come_when_asked_for() throws Exception {
    JsonObject body =
        says("hello")
            .put(
                "generationConfig",
                new JsonObject()
                    .put("candidateCount", 3)
                    .put("thinkingConfig", new JsonObject().put("includeThoughts", true)));
    JsonObject answer = new JsonObject(post(MODEL + ":generateContent", body).body());
    assertEquals(3, answer.getJsonArray("candidates").size());
    assertTrue(answer.encode().contains("thoughtSignature"));
    assertFalse(generate("hello").encode().contains("thoughtSignature"));
  }

  @Test
  void leaks_are_leaked_as_ordered() throws Exception {
    assertTrue(text(generate("[[sim:leak-email]]"), 0).contains("@example.org"));
    String key = text(generate("[[sim:leak-key]]"), 0);
    int at = key.indexOf("AI" + "za");
    assertEquals(39, key.indexOf(". ", at) - at);
    assertTrue(text(generate("[[sim:inject]]"), 0).contains("previous instructions"));
  }

  @Test
  void failures_are_as_ordered() throws Exception {
    for (int status : new int[] {400, 429, 503}) {
      HttpResponse<String> failed =
          post(MODEL + ":generateContent", says("[[sim:fail:" + status + "]]"));
      assertEquals(status, failed.statusCode());
      assertEquals(status, new JsonObject(failed.body()).getJsonObject("error").getInteger("code"));
    }
    assertThrows(IOException.class, () -> post(MODEL + ":generateContent", says("[[sim:reset]]")));
    String malformed = post(MODEL + ":generateContent", says("[[sim:malformed]]")).body();
    assertThrows(RuntimeException.class, () -> new JsonObject(malformed));
    for (String stall : new String[] {"[[sim:stall]]", "[[sim:stall-stream]]"}) {
      HttpRequest request =
          HttpRequest.newBuilder(
                  URI.create(simulator.url() + MODEL + ":streamGenerateContent?alt=sse"))
              .POST(HttpRequest.BodyPublishers.ofString(says(stall).encode()))
              .build();
      var reply = HTTP.sendAsync(request, HttpResponse.BodyHandlers.ofString());
      assertThrows(
          java.util.concurrent.TimeoutException.class, () -> reply.get(300, TimeUnit.MILLISECONDS));
      reply.cancel(true);
    }
    long start = System.nanoTime();
    generate("[[sim:slow:200]]");
    assertTrue(System.nanoTime() - start >= 200_000_000L);
  }

  @Test
  void embeddings_are_unit_vectors_and_near_for_near_texts() throws Exception {
    JsonObject one =
        new JsonObject(
            post(
                    "/v1/models/gemini-embedding-001:embedContent",
                    new JsonObject().put("content", turn("user", "the harbour at night")))
                .body());
    JsonArray values = one.getJsonObject("embedding").getJsonArray("values");
    assertEquals(768, values.size());
    double squares = 0;
    for (int i = 0; i < values.size(); i++) {
      squares += values.getDouble(i) * values.getDouble(i);
    }
    assertEquals(1, squares, 1e-9);

    JsonArray requests = new JsonArray();
    for (String text : new String[] {"blue harbour", "blue harbour wall", "tax form"}) {
      requests.add(
          new JsonObject().put("content", turn("user", text)).put("outputDimensionality", 256));
    }
    JsonArray embeddings =
        new JsonObject(
                post(
                        "/v1beta/models/gemini-embedding-001:batchEmbedContents",
                        new JsonObject().put("requests", requests))
                    .body())
            .getJsonArray("embeddings");
    assertEquals(3, embeddings.size());
    assertTrue(dot(embeddings, 0, 1) > dot(embeddings, 0, 2) + 0.3);
  }

  private static double dot(JsonArray embeddings, int a, int b) {
    JsonArray left = embeddings.getJsonObject(a).getJsonArray("values");
    JsonArray right = embeddings.getJsonObject(b).getJsonArray("values");
    assertEquals(256, left.size());
    double sum = 0;
    for (int i = 0; i < left.size(); i++) {
      sum += left.getDouble(i) * right.getDouble(i);
    }
    return sum;
  }

  @Test
  void tokens_are_counted_and_models_listed_under_both_versions() throws Exception {
    for (String version : new String[] {"/v1", "/v1beta"}) {
      JsonObject counted =
          new JsonObject(
              post(version + "/models/gemini-2.5-flash:countTokens", says("12345678")).body());
      assertEquals(2, counted.getInteger("totalTokens"));
      assertTrue(get(version + "/models").body().contains("models/gemini-2.5-flash"));
      assertEquals(200, get(version + "/models/gemini-2.5-pro").statusCode());
      assertEquals(404, get(version + "/models/none").statusCode());
    }
    JsonObject nested = new JsonObject().put("generateContentRequest", says("1234"));
    assertEquals(
        1, new JsonObject(post(MODEL + ":countTokens", nested).body()).getInteger("totalTokens"));
  }

  @Test
  void what_is_no_route_or_no_json_is_refused() throws Exception {
    assertEquals(404, post(MODEL + ":predict", says("x")).statusCode());
    assertEquals(404, post("/v2/models/m:generateContent", says("x")).statusCode());
    assertEquals(404, get(MODEL + ":generateContent").statusCode());
    HttpRequest bad =
        HttpRequest.newBuilder(URI.create(simulator.url() + MODEL + ":generateContent"))
            .POST(HttpRequest.BodyPublishers.ofString("{"))
            .build();
    assertEquals(400, HTTP.send(bad, HttpResponse.BodyHandlers.ofString()).statusCode());
  }

  @Test
  void what_it_saw_is_kept_when_recording() throws Exception {
    generate("a very particular prompt");
    List<String> seen = simulator.lastPrompts();
    assertTrue(seen.contains("a very particular prompt"));
    for (int i = 0; i < 300; i++) {
      generate("filler");
    }
    assertEquals(256, simulator.lastPrompts().size());
  }

  @Test
  void the_fast_answer_is_about_one_kilobyte_and_valid_in_both_forms() throws Exception {
    Simulator fast = started(SimulatorSettings.BENCH);
    HttpRequest unary =
        HttpRequest.newBuilder(URI.create(fast.url() + MODEL + ":generateContent"))
            .POST(HttpRequest.BodyPublishers.ofString("{}"))
            .build();
    String body = HTTP.send(unary, HttpResponse.BodyHandlers.ofString()).body();
    assertTrue(body.length() > 950 && body.length() < 1_100, "length " + body.length());
    assertEquals(800, text(new JsonObject(body), 0).length());
    HttpRequest stream =
        HttpRequest.newBuilder(URI.create(fast.url() + MODEL + ":streamGenerateContent?alt=sse"))
            .POST(HttpRequest.BodyPublishers.ofString("{}"))
            .build();
    String[] events =
        HTTP.send(stream, HttpResponse.BodyHandlers.ofString()).body().split("\r\n\r\n");
    assertEquals(4, events.length);
    for (String event : events) {
      assertEquals(200, text(new JsonObject(event.substring(6)), 0).length());
    }
  }
}
