package com.modalarmor.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.modalarmor.boot.TestGateway.Reply;
import com.modalarmor.fixture.Play;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What reaches the caller of an answer, and what in place of one that is blocked. */
final class GuardedAnswerTest extends GuardedPath {

  // --- answers

  private static String beginning(String text) {
    JsonObject event = new JsonObject(saying(text));
    event.getJsonArray("candidates").getJsonObject(0).remove("finishReason");
    return event.encode();
  }

  private static String joined(Reply reply) {
    StringBuilder text = new StringBuilder();
    for (String event : reply.text().split("\r\n\r\n")) {
      new JsonObject(event.substring("data: ".length()))
          .getJsonArray("candidates")
          .getJsonObject(0)
          .getJsonObject("content")
          .getJsonArray("parts")
          .forEach(part -> text.append(((JsonObject) part).getString("text", "")));
    }
    return text.toString();
  }

  @Test
  void personal_data_in_a_stream_is_masked_wherever_it_is_split() {
    String text = "Write to " + EMAIL + " today.";
    int rows = 0;
    for (int split = 0; split <= text.length(); split++) {
      gateway
          .fake()
          .then(
              Play.sse(
                  event(saying(text.substring(0, split))), event(saying(text.substring(split)))));
      Reply reply = ask("acme", TestGateway.STREAM_SSE, TestGateway.prompt("Who?"));
      gateway.fake().take();
      assertOutcome("redact");
      assertEquals("Write to " + MASKED + " today.", joined(reply), "split at " + split);
      rows++;
    }
    assertEquals(text.length() + 1, rows);
  }

  @Test
  void personal_data_in_a_stream_is_masked_when_every_event_holds_one_character() {
    String text = "Write to " + EMAIL + " today.";
    byte[][] events = new byte[text.length()][];
    for (int i = 0; i < events.length; i++) {
      events[i] = event(saying(text.substring(i, i + 1)));
    }
    gateway.fake().then(Play.sse(events));
    Reply reply = ask("acme", TestGateway.STREAM_SSE, TestGateway.prompt("Who?"));
    gateway.fake().take();
    assertEquals("Write to " + MASKED + " today.", joined(reply));
  }

  @Test
  void every_place_of_an_answer_is_inspected() {
    List<String> answers =
        List.of(
            "{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"§\"}]}}]}",
            "{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"a\"},{\"text\":\"§\"}]}}]}",
            "{\"candidates\":[{\"index\":0},{\"index\":1,\"content\":{\"parts\":[{\"text\":\"§\"}]}}]}",
            "{\"candidates\":[{\"content\":{\"parts\":[{\"thought\":true,\"text\":\"§\"}]}}]}",
            "{\"candidates\":[{\"content\":{\"parts\":[{\"functionCall\":{\"name\":\"f\",\"args\":"
                + "{\"to\":[\"§\"]}}}]}}]}",
            "{\"candidates\":[{\"content\":{\"parts\":[{\"functionCall\":{\"name\":\"f\",\"args\":"
                + "{\"§\":1}}}]}}]}",
            "{\"candidates\":[{\"content\":{\"parts\":[{\"executableCode\":{\"code\":\"§\"}}]}}]}",
            "{\"candidates\":[{\"finishMessage\":\"§\"}]}",
            "{\"candidates\":[{\"groundingMetadata\":{\"webSearchQueries\":[\"§\"]}}]}",
            "{\"candidates\":[{\"citationMetadata\":{\"citationSources\":[{\"uri\":\"§\"}]}}]}",
            "{\"promptFeedback\":{\"blockReasonMessage\":\"§\"}}",
            "{\"novel\":{\"deep\":[[\"§\"]]}}");
    int rows = 0;
    for (String answer : answers) {
      gateway.fake().then(Play.json(200, answer.replace("§", "Write to " + EMAIL + " now")));
      Reply reply = generate(TestGateway.prompt("Who?"));
      gateway.fake().take();
      assertEquals(answer.replace("§", "Write to " + MASKED + " now"), reply.text());
      rows++;
    }
    assertEquals(12, rows);
  }

  @Test
  void error_messages_that_pass_are_inspected_too() {
    gateway
        .fake()
        .then(Play.json(400, "{\"error\":{\"code\":400,\"message\":\"No " + EMAIL + "\"}}"));
    Reply reply = generate(TestGateway.prompt("Who?"));
    gateway.fake().take();
    assertEquals(400, reply.status());
    assertEquals("{\"error\":{\"code\":400,\"message\":\"No " + MASKED + "\"}}", reply.text());
  }

  @Test
  void attack_text_in_an_answer_is_somebodys_example_and_passes() {
    gateway.fake().then(Play.json(200, saying(ATTACK)));
    Reply reply = generate(TestGateway.prompt("Give me an example"));
    gateway.fake().take();
    assertEquals("allow", reply.header("x-modal-armor-decision"));
    assertEquals(saying(ATTACK), reply.text());
  }

  // --- the shapes of a block

  @Test
  void a_blocked_prompt_has_the_shape_of_its_route() {
    int before = gateway.fake().requests();
    String attack = TestGateway.prompt(ATTACK);
    assertPromptBlocked(ask("acme", TestGateway.GENERATE, attack).json());
    Reply sse = ask("acme", TestGateway.STREAM_SSE, attack);
    assertEquals("text/event-stream", sse.header("content-type"));
    assertTrue(sse.text().startsWith("data: ") && sse.text().endsWith("\r\n\r\n"));
    assertPromptBlocked(new JsonObject(sse.text().substring("data: ".length())));
    Reply array = ask("acme", TestGateway.STREAM, attack);
    assertTrue(array.text().startsWith("[") && array.text().endsWith("]"));
    assertPromptBlocked(new JsonObject(array.text().substring(1, array.text().length() - 1)));
    String embed = "{\"content\":{\"parts\":[{\"text\":\"" + ATTACK + "\"}]}}";
    for (Reply reply :
        List.of(
            ask("acme", MODEL + ":countTokens", attack),
            ask("acme", MODEL + ":embedContent", embed),
            ask("acme", MODEL + ":batchEmbedContents", "{\"requests\":[" + embed + "]}"),
            ask("forbidding", TestGateway.GENERATE, attack),
            ask("forbidding", TestGateway.STREAM_SSE, attack))) {
      assertEquals(403, reply.status());
      assertEquals("PERMISSION_DENIED", reply.errorStatus());
      assertEquals("block", reply.header("x-modal-armor-decision"));
      assertFalse(reply.text().contains("previous"));
    }
    assertEquals(before, gateway.fake().requests());
  }

  @Test
  void a_blocked_answer_has_the_shape_of_its_route_and_none_of_its_text() {
    String answer =
        "{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"Ask "
            + EMAIL
            + "\"}]}}],\"usageMetadata\":{\"promptTokenCount\":3,\"candidatesTokenCount\":5}}";
    gateway.fake().then(Play.json(200, answer));
    Reply unary = ask("strict", TestGateway.GENERATE, TestGateway.prompt("Who?"));
    gateway.fake().take();
    assertAnswerBlocked(unary, unary.text());
    String alone = answer.replace("Ask ", "");
    gateway.fake().then(Play.sse(event(alone)));
    Reply sse = ask("strict", TestGateway.STREAM_SSE, TestGateway.prompt("Who?"));
    gateway.fake().take();
    assertEquals("text/event-stream", sse.header("content-type"));
    assertAnswerBlocked(sse, sse.text().substring("data: ".length()));
    gateway.fake().then(Play.sse(event(alone)));
    Reply array = ask("strict", TestGateway.STREAM, TestGateway.prompt("Who?"));
    gateway.fake().take();
    assertAnswerBlocked(array, array.text().substring(1, array.text().length() - 1));
  }

  @Test
  void a_stream_that_is_blocked_half_way_ends_in_the_shape_of_its_route() {
    String answer =
        "{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"Ask "
            + EMAIL
            + " now\"}]}}],\"usageMetadata\":{\"promptTokenCount\":3,\"candidatesTokenCount\":5}}";
    int rows = 0;
    for (String path : List.of(TestGateway.STREAM_SSE, TestGateway.STREAM)) {
      gateway
          .fake()
          .then(Play.sse(event(saying("Sure: ")), event(answer), event(saying("And more."))));
      Reply reply = ask("strict", path, TestGateway.prompt("Who?"));
      gateway.fake().take();
      String text = reply.text();
      List<JsonObject> events = new ArrayList<>();
      if (path.equals(TestGateway.STREAM)) {
        new JsonArray(text).forEach(event -> events.add((JsonObject) event));
      } else {
        for (String event : text.split("\r\n\r\n")) {
          events.add(new JsonObject(event.substring("data: ".length())));
        }
      }
      JsonObject last = events.get(events.size() - 1);
      JsonObject candidate = last.getJsonArray("candidates").getJsonObject(0);
      assertEquals("MODEL_ARMOR", candidate.getString("finishReason"));
      assertEquals(5, last.getJsonObject("usageMetadata").getInteger("candidatesTokenCount"));
      assertTrue(text.contains("Sure: ") && text.contains("Ask "), text);
      assertFalse(text.contains("jane") || text.contains("now") || text.contains("more"), text);
      assertOutcome("block");
      rows++;
    }
    assertEquals(2, rows);
  }

  @Test
  void a_stream_that_breaks_ends_with_an_error_and_is_recorded() {
    // Without a reason to end: an event that ends a text waits until nothing of it is held back.
    String cut =
        beginning("Write to " + EMAIL + " now, when the report is ready for you, or call ");
    List<Play> plays =
        List.of(
            Play.begin(200, "text/event-stream").bytes(event(cut)).pauseMs(300).reset(),
            Play.begin(200, "text/event-stream").bytes(event(cut)).text("data: {\"a\":").end(),
            Play.sse(event(cut), event("[1]")),
            Play.sse(event(cut), event("{\"a\":1,\"a\":2}")));
    int rows = 0;
    for (Play play : plays) {
      gateway.fake().then(play);
      Reply reply = ask("acme", TestGateway.STREAM_SSE, TestGateway.prompt("Who?"));
      gateway.fake().take();
      String[] events = reply.text().split("\r\n\r\n");
      assertTrue(events[0].contains("Write to " + MASKED + " now"), reply.text());
      JsonObject last = new JsonObject(events[events.length - 1].substring("data: ".length()));
      assertEquals(502, last.getJsonObject("error").getInteger("code"), reply.text());
      assertOutcome("upstream_error");
      rows++;
    }
    assertEquals(4, rows);
  }

  @Test
  void a_stream_has_one_record() {
    int before = gateway.audit().size();
    gateway.fake().then(Play.sse(event(saying("Yes.")), event(OK)));
    Reply reply = ask("acme", TestGateway.STREAM_SSE, TestGateway.prompt("Hi"));
    gateway.fake().take();
    List<JsonObject> records = gateway.audit();
    assertEquals(before + 1, records.size());
    assertEquals("allow", records.get(before).getString("outcome"));
    assertEquals(reply.header("x-request-id"), records.get(before).getString("request_id"));
  }

  private static void assertAnswerBlocked(Reply reply, String json) {
    assertEquals(200, reply.status());
    assertEquals("block", reply.header("x-modal-armor-decision"));
    JsonObject answer = new JsonObject(json);
    JsonObject candidate = answer.getJsonArray("candidates").getJsonObject(0);
    assertEquals("MODEL_ARMOR", candidate.getString("finishReason"));
    assertTrue(candidate.getJsonObject("content").getJsonArray("parts").isEmpty());
    assertEquals(3, answer.getJsonObject("usageMetadata").getInteger("promptTokenCount"));
    assertFalse(reply.text().contains("jane"));
  }
}
