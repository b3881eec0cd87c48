package com.modalarmor.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.modalarmor.boot.TestGateway.Reply;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Every route of the Gemini wire, under both versions and over both protocols. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class GeminiRoutesTest {

  private static final int BODY_BYTES_MAX = 64 << 10;
  private static final String WORDS = "a walk along the harbour at dusk";

  private TestGateway gateway;

  @BeforeAll
  void start(@TempDir Path folder) {
    gateway =
        TestGateway.in(folder)
            .setting("data-plane.body-bytes-max", BODY_BYTES_MAX)
            .tenant("narrow", "enterprise", "allowed-models: [gemini-2.5-pro]\n")
            .start();
  }

  @AfterAll
  void stop() {
    gateway.close();
  }

  private record Route(String path, String body, Consumer<Reply> expected) {}

  private static List<Route> routes(String root) {
    String model = root + "/models/" + TestGateway.MODEL;
    String generate = TestGateway.prompt("Echo " + WORDS);
    return List.of(
        new Route(model + ":generateContent", generate, GeminiRoutesTest::unary),
        new Route(model + "%3AgenerateContent", generate, GeminiRoutesTest::unary),
        new Route(model + ":streamGenerateContent?alt=sse", generate, GeminiRoutesTest::events),
        new Route(model + ":streamGenerateContent", generate, GeminiRoutesTest::array),
        new Route(
            model + ":countTokens",
            generate,
            reply -> assertTrue(reply.json().getInteger("totalTokens") > 0)),
        new Route(
            model + ":embedContent",
            "{\"content\":{\"parts\":[{\"text\":\"hello\"}]},\"outputDimensionality\":8}",
            reply ->
                assertEquals(
                    8, reply.json().getJsonObject("embedding").getJsonArray("values").size())),
        new Route(
            model + ":batchEmbedContents",
            "{\"requests\":[{\"model\":\"models/m\",\"content\":{\"parts\":[{\"text\":\"a\"}]}},"
                + "{\"model\":\"models/m\",\"content\":{\"parts\":[{\"text\":\"b\"}]}}]}",
            reply -> assertEquals(2, reply.json().getJsonArray("embeddings").size())),
        new Route(
            root + "/models",
            null,
            reply -> assertFalse(reply.json().getJsonArray("models").isEmpty())),
        new Route(
            model,
            null,
            reply -> assertEquals("models/" + TestGateway.MODEL, reply.json().getString("name"))));
  }

  @Test
  void serves_every_route_under_both_versions_over_both_protocols() {
    int rows = 0;
    for (Version version : Version.values()) {
      for (String root : List.of("/v1beta", "/v1")) {
        for (Route route : routes(root)) {
          Reply reply =
              route.body() == null
                  ? gateway.get(version, route.path(), gateway.key("globex"))
                  : gateway.post(version, route.path(), route.body(), gateway.key("globex"));
          assertEquals(200, reply.status(), route.path() + ": " + reply.text());
          assertEquals(version == Version.HTTP_2 ? "2" : "1.1", reply.http());
          route.expected().accept(reply);
          assertCommonHeaders(reply, "allow", route.path());
          assertFalse(reply.header("ratelimit-policy").isEmpty(), route.path());
          assertFalse(reply.header("ratelimit").isEmpty(), route.path());
          rows++;
        }
      }
    }
    assertEquals(36, rows);
  }

  private static void unary(Reply reply) {
    assertTrue(reply.header("content-type").startsWith("application/json"));
    assertEquals(WORDS, textOf(reply.json()));
  }

  private static void events(Reply reply) {
    assertEquals("text/event-stream", reply.header("content-type"));
    String[] events = reply.text().split("\r\n\r\n");
    assertTrue(events.length > 1);
    StringBuilder text = new StringBuilder();
    for (String event : events) {
      assertTrue(event.startsWith("data: {"), event);
      text.append(textOf(new JsonObject(event.substring("data: ".length()))));
    }
    assertEquals(WORDS, text.toString());
  }

  private static void array(Reply reply) {
    assertTrue(reply.header("content-type").startsWith("application/json"));
    JsonArray events = new JsonArray(reply.text());
    assertTrue(events.size() > 1);
    StringBuilder text = new StringBuilder();
    events.forEach(event -> text.append(textOf((JsonObject) event)));
    assertEquals(WORDS, text.toString());
  }

  private static String textOf(JsonObject answer) {
    StringBuilder text = new StringBuilder();
    JsonObject content =
        answer.getJsonArray("candidates").getJsonObject(0).getJsonObject("content");
    content
        .getJsonArray("parts")
        .forEach(part -> text.append(((JsonObject) part).getString("text", "")));
    return text.toString();
  }

  private static void assertCommonHeaders(Reply reply, String decision, String row) {
    assertTrue(reply.header("x-request-id").matches("[0-9a-f]{32}"), row);
    assertEquals(decision, reply.header("x-modal-armor-decision"), row);
    assertTrue(reply.header("server-timing").contains("total;dur="), row);
    assertEquals("nosniff", reply.header("x-content-type-options"), row);
    assertEquals("no-store", reply.header("cache-control"), row);
  }

  private record Refused(
      String method,
      String path,
      String contentType,
      String encoding,
      BodyPublisher body,
      String tenant,
      int status,
      String rpcStatus) {}

  private static Refused get(String path, int status, String rpcStatus) {
    return new Refused("GET", path, "", "", BodyPublishers.noBody(), "acme", status, rpcStatus);
  }

  private static Refused post(String path, String contentType, int status, String rpcStatus) {
    return new Refused(
        "POST",
        path,
        contentType,
        "",
        BodyPublishers.ofString(TestGateway.prompt("Hi")),
        "acme",
        status,
        rpcStatus);
  }

  private static Refused body(BodyPublisher body, int status) {
    return new Refused(
        "POST",
        TestGateway.GENERATE,
        "application/json",
        "",
        body,
        "acme",
        status,
        "INVALID_ARGUMENT");
  }

  private static List<Refused> refusals() {
    String json = "application/json";
    String prompt = TestGateway.prompt("Hi");
    byte[] large = TestGateway.prompt("x".repeat(BODY_BYTES_MAX)).getBytes(StandardCharsets.UTF_8);
    List<Refused> rows = new ArrayList<>();
    rows.add(get("/", 404, "NOT_FOUND"));
    rows.add(get("/v1beta", 404, "NOT_FOUND"));
    rows.add(get("/v1beta/files", 404, "NOT_FOUND"));
    rows.add(get("/v1betamodels", 404, "NOT_FOUND"));
    rows.add(get("/v1beta/modelsx", 404, "NOT_FOUND"));
    rows.add(get("/v1beta/models/", 404, "NOT_FOUND"));
    rows.add(get("/v1beta/models/a/b", 404, "NOT_FOUND"));
    rows.add(get("/v2/models", 404, "NOT_FOUND"));
    rows.add(post("/v1/models/gemini:predict", json, 404, "NOT_FOUND"));
    rows.add(post("/v1/models/gemini:generateContent:x", json, 404, "NOT_FOUND"));
    rows.add(post("/v1/models/:generateContent", json, 404, "NOT_FOUND"));
    rows.add(post("/v1/models/gemini:GenerateContent", json, 404, "NOT_FOUND"));
    rows.add(post("/v1beta/tunedModels/mine:generateContent", json, 404, "NOT_FOUND"));
    rows.add(get(TestGateway.GENERATE, 405, "INVALID_ARGUMENT"));
    rows.add(post("/v1beta/models", json, 405, "INVALID_ARGUMENT"));
    rows.add(post("/v1/models/gemini-2.5-pro", json, 405, "INVALID_ARGUMENT"));
    rows.add(get("/v1/inspect", 405, "INVALID_ARGUMENT"));
    rows.add(get("/v1beta/models/a%2e", 400, "INVALID_ARGUMENT"));
    rows.add(get("/v1beta/models/../models", 400, "INVALID_ARGUMENT"));
    rows.add(get("//v1beta/models", 400, "INVALID_ARGUMENT"));
    rows.add(get("/v1beta/models?key=abc", 400, "INVALID_ARGUMENT"));
    rows.add(post(TestGateway.GENERATE, "", 415, "INVALID_ARGUMENT"));
    rows.add(post(TestGateway.GENERATE, "text/plain", 415, "INVALID_ARGUMENT"));
    rows.add(post(TestGateway.GENERATE, "application/jsonl", 415, "INVALID_ARGUMENT"));
    rows.add(post(TestGateway.GENERATE, json + "; charset=utf-16", 415, "INVALID_ARGUMENT"));
    for (String encoding : List.of("gzip", "br", "deflate", "identity, gzip")) {
      rows.add(
          new Refused(
              "POST",
              TestGateway.GENERATE,
              json,
              encoding,
              BodyPublishers.ofString(prompt),
              "acme",
              415,
              "INVALID_ARGUMENT"));
    }
    rows.add(body(BodyPublishers.ofByteArray(large), 413));
    rows.add(body(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)), 413));
    rows.add(body(BodyPublishers.ofString("{\"contents\":["), 400));
    rows.add(body(BodyPublishers.ofString("[]"), 400));
    rows.add(body(BodyPublishers.noBody(), 400));
    for (String action : List.of(":generateContent", ":countTokens", "")) {
      rows.add(
          new Refused(
              action.isEmpty() ? "GET" : "POST",
              "/v1beta/models/" + TestGateway.MODEL + action,
              json,
              "",
              action.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(prompt),
              "narrow",
              403,
              "PERMISSION_DENIED"));
    }
    rows.add(
        new Refused(
            "POST",
            TestGateway.GENERATE,
            json,
            "",
            BodyPublishers.ofString(prompt),
            "",
            401,
            "UNAUTHENTICATED"));
    return rows;
  }

  @Test
  void refuses_what_no_route_takes_in_the_wires_error_shape() {
    int asked = gateway.simulator().lastPrompts().size();
    int rows = 0;
    for (Version version : Version.values()) {
      for (Refused row : refusals()) {
        String name = version + " " + row.method() + " " + row.path() + " " + row.contentType();
        String key = row.tenant().isEmpty() ? "" : gateway.key(row.tenant());
        HttpRequest.Builder request =
            gateway.request(row.path(), key).method(row.method(), row.body());
        if (!row.contentType().isEmpty()) {
          request.header("content-type", row.contentType());
        }
        if (!row.encoding().isEmpty()) {
          request.header("content-encoding", row.encoding());
        }
        Reply reply = gateway.send(version, request.build());
        assertEquals(row.status(), reply.status(), name + ": " + reply.text());
        JsonObject error = reply.json().getJsonObject("error");
        assertEquals(row.status(), error.getInteger("code"), name);
        assertEquals(row.rpcStatus(), error.getString("status"), name);
        assertFalse(error.getString("message").isBlank(), name);
        assertCommonHeaders(reply, "block", name);
        rows++;
      }
    }
    assertEquals(76, rows);
    assertEquals(asked, gateway.simulator().lastPrompts().size(), "a refused request went on");
  }

  @Test
  void a_tenant_may_use_the_models_on_its_list() {
    Reply reply =
        gateway.post(
            Version.HTTP_2,
            "/v1beta/models/gemini-2.5-pro:generateContent",
            TestGateway.prompt("Echo yes"),
            gateway.key("narrow"));
    assertEquals(200, reply.status(), reply.text());
  }

  @Test
  void request_ids_are_never_used_twice() {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      ids.add(
          gateway.get(Version.HTTP_2, "/v1/models", gateway.key("acme")).header("x-request-id"));
    }
    assertEquals(20, ids.stream().distinct().count());
  }
}
