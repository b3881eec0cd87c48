package com.modalarmor.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.modalarmor.boot.TestGateway.Reply;
import com.modalarmor.fixture.Play;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Values that the model never sees, and that its answer holds all the same. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RestoredAnswerTest {

  private static final String EMAIL = "jane.roe" + "@example.org";
  private static final String TOKENS =
      "input:\n  pii: {action: tokenise, threshold: 0.5}\n"
          + "  types:\n    PHONE_NUMBER:\n"
          + "      {action: redact, threshold: 0.3, operator: mask, chars-to-mask: 8}\n"
          + "    IP_ADDRESS: {action: redact, operator: hash}\n";

  private TestGateway gateway;

  @BeforeAll
  void start(@TempDir Path folder) {
    gateway =
        TestGateway.in(folder)
            .fakeModel()
            .policy("tokens", TOKENS)
            .tenant("acme", "enterprise", "policy: tokens\n")
            .tenant("globex", "enterprise", "policy: tokens\n")
            .start();
  }

  @AfterAll
  void stop() {
    gateway.close();
  }

  private Reply ask(String tenant, String conversation, String path, String text) {
    HttpRequest.Builder request =
        gateway
            .request(path, gateway.key(tenant))
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(TestGateway.prompt(text)));
    if (!conversation.isEmpty()) {
      request.header("x-modal-armor-conversation", conversation);
    }
    return gateway.send(Version.HTTP_2, request.build());
  }

  /** What the model was asked, as it came. */
  private String asked() {
    return new JsonObject(gateway.fake().take().text())
        .getJsonArray("contents")
        .getJsonObject(0)
        .getJsonArray("parts")
        .getJsonObject(0)
        .getString("text");
  }

  private static String token(String asked) {
    int start = asked.indexOf("<EMAIL_ADDRESS_");
    return asked.substring(start, asked.indexOf('>', start) + 1);
  }

  private static JsonObject answer(JsonArray parts) {
    return new JsonObject()
        .put(
            "candidates",
            new JsonArray()
                .add(
                    new JsonObject()
                        .put("content", new JsonObject().put("parts", parts).put("role", "model"))
                        .put("finishReason", "STOP")));
  }

  private static JsonArray text(String text) {
    return new JsonArray().add(new JsonObject().put("text", text));
  }

  /** An answer that says the text of the prompt, in capitals, and passes it to a tool. */
  private static Play echo(String asked, boolean stream) {
    String said = "You wrote: " + asked.toUpperCase(Locale.ROOT);
    JsonArray call =
        new JsonArray()
            .add(
                new JsonObject()
                    .put(
                        "functionCall",
                        new JsonObject()
                            .put("name", "f")
                            .put("args", new JsonObject().put("q", asked))));
    if (!stream) {
      return Play.json(200, answer(text(said).addAll(call)).encode());
    }
    List<byte[]> events = new ArrayList<>();
    for (int i = 0; i < said.length(); i += 5) {
      events.add(event(answer(text(said.substring(i, Math.min(said.length(), i + 5))))));
    }
    events.add(event(answer(call)));
    return Play.sse(events.toArray(new byte[0][]));
  }

  private static byte[] event(JsonObject json) {
    return ("data: " + json.encode() + "\r\n\r\n").getBytes(StandardCharsets.UTF_8);
  }

  private static String said(Reply reply) {
    StringBuilder said = new StringBuilder();
    String body = reply.text();
    List<String> documents =
        body.startsWith("data: ") ? List.of(body.split("\r\n\r\n")) : List.of(body);
    for (String document : documents) {
      String json = document.startsWith("data: ") ? document.substring(6) : document;
      new JsonObject(json)
          .getJsonArray("candidates")
          .getJsonObject(0)
          .getJsonObject("content")
          .getJsonArray("parts")
          .forEach(
              part -> {
                JsonObject it = (JsonObject) part;
                said.append(it.getString("text", ""));
                if (it.containsKey("functionCall")) {
                  JsonObject args = it.getJsonObject("functionCall").getJsonObject("args");
                  said.append(" | ").append(args.getString("q"));
                }
              });
    }
    return said.toString();
  }

  @Test
  void the_model_sees_placeholders_and_the_caller_the_values() {
    gateway
        .fake()
        .answering(
            received -> {
              JsonObject body = new JsonObject(received.text());
              String asked =
                  body.getJsonArray("contents")
                      .getJsonObject(0)
                      .getJsonArray("parts")
                      .getJsonObject(0)
                      .getString("text");
              return echo(asked, received.uri().contains("stream"));
            });
    int rows = 0;
    for (String path : List.of(TestGateway.GENERATE, TestGateway.STREAM_SSE)) {
      String text = "Thank " + EMAIL + " and bob" + "@example.net, and again " + EMAIL + "!";
      Reply reply = ask("acme", "talk-1", path, text);
      String asked = asked();
      assertFalse(asked.contains("example"), asked);
      assertEquals(2, asked.split(token(asked), -1).length - 1, asked);
      String wanted =
          "You wrote: THANK "
              + EMAIL
              + " AND bob"
              + "@example.net, AND AGAIN "
              + EMAIL
              + "! | "
              + text;
      assertEquals(wanted, said(reply), path);
      rows++;
    }
    assertEquals(2, rows);
  }

  @Test
  void placeholders_stay_in_a_conversation_and_are_strange_to_all_others() {
    gateway.fake().answering(received -> Play.json(200, answer(text("Yes.")).encode()));
    String text = "Write to " + EMAIL;
    List<String> tokens = new ArrayList<>();
    for (String[] who :
        List.of(
            new String[] {"acme", "talk-1"},
            new String[] {"acme", "talk-1"},
            new String[] {"acme", "talk-2"},
            new String[] {"globex", "talk-1"},
            new String[] {"acme", ""},
            new String[] {"acme", ""})) {
      ask(who[0], who[1], TestGateway.GENERATE, text);
      tokens.add(token(asked()));
    }
    assertEquals(tokens.get(0), tokens.get(1));
    assertEquals(5, tokens.stream().distinct().count());
    // Who knows a placeholder gets nothing for it.
    int rows = 0;
    for (String path : List.of(TestGateway.GENERATE, TestGateway.STREAM_SSE)) {
      for (String[] who :
          List.of(
              new String[] {"acme", "talk-1"},
              new String[] {"acme", "talk-2"},
              new String[] {"globex", "talk-1"},
              new String[] {"acme", ""})) {
        String guessed = "Whose is " + tokens.get(0) + "? Ask carol" + "@example.com";
        gateway.fake().answering(r -> echo(guessed, r.uri().contains("stream")));
        Reply reply = ask(who[0], who[1], path, guessed);
        asked();
        assertFalse(reply.text().contains("jane"), reply.text());
        assertTrue(said(reply).contains(tokens.get(0)), reply.text());
        rows++;
      }
    }
    assertEquals(8, rows);
    assertFalse(gateway.auditText().contains("jane"));
  }

  @Test
  void other_operators_are_not_undone() {
    gateway.fake().answering(received -> Play.json(200, answer(text("Yes.")).encode()));
    ask("acme", "t", TestGateway.GENERATE, "Call +1 415-555-2671 from 10.20.30.40");
    String asked = asked();
    assertTrue(asked.startsWith("Call ********"), asked);
    assertFalse(asked.contains("10.20.30.40") || asked.contains("+1 415"), asked);
    String hash = asked.substring(asked.lastIndexOf(' ') + 1);
    assertEquals(64, hash.length(), asked);
    ask("globex", "t", TestGateway.GENERATE, "Call +1 415-555-2671 from 10.20.30.40");
    assertNotEquals(asked, asked());
  }

  @Test
  void a_conversation_that_no_header_holds_is_refused() {
    int before = gateway.fake().requests();
    for (String name : List.of("a b", "x".repeat(129))) {
      assertEquals(400, ask("acme", name, TestGateway.GENERATE, "Hi").status());
    }
    assertEquals(before, gateway.fake().requests());
  }
}
