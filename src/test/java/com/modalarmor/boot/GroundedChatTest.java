package com.modalarmor.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.modalarmor.boot.TestGateway.Reply;
import com.modalarmor.fixture.FakeGemini.Received;
import com.modalarmor.pipeline.Grounding;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a chat request is grounded on, seen from the caller, the model and the audit log. */
final class GroundedChatTest extends GroundedChat {

  @Test
  void the_model_gets_the_permitted_passages_and_nothing_else() {
    String high = curator("acme", "secret");
    String collection = collection(high, "handbook");
    String low = curator("acme", "internal");
    add(collection, rows("s1", "The merger closes in May."), high, "secret");
    add(
        collection,
        rows("p1", "Leave is thirty days.", "p2", "Write to jo@example.com."),
        low,
        "internal");
    for (String path : List.of(TestGateway.GENERATE, TestGateway.STREAM_SSE)) {
      asked.clear();
      Reply reply = ask(path, low, question("How long is leave?"), Grounding.HEADER, "handbook");
      assertEquals(200, reply.status(), reply.text());
      assertTrue(reply.text().contains("Thirty days."), reply.text());
      assertEquals("internal", reply.header("x-modal-armor-label"));
      assertEquals("2", reply.header("x-modal-armor-grounded"));
      assertTrue(reply.header("server-timing").contains("ground;dur="));
      Received embed = asked(":embedContent").get(0);
      assertTrue(embed.text().contains("How long is leave?"), embed.text());
      assertTrue(embed.text().contains("RETRIEVAL_QUERY"), embed.text());
      assertEquals(gateway.modelKey(), embed.headers().get("x-goog-api-key"));
      Received generate =
          asked(":" + (path.equals(TestGateway.GENERATE) ? "generate" : "stream")).get(0);
      JsonArray parts = parts(generate);
      assertEquals(2, parts.size());
      assertEquals("How long is leave?", parts.getJsonObject(1).getString("text"));
      String passages = parts.getJsonObject(0).getString("text");
      assertTrue(
          passages.matches("(?s).*<<passage 1 [0-9a-f]{16}>>\\nLeave\\Wis\\Wthirty\\Wdays\\..*"),
          passages);
      assertFalse(passages.contains("Leave is"), "no space stays");
      assertFalse(generate.text().contains("merger"), "never a forbidden passage");
      assertFalse(generate.text().contains("jo@example"), "masked");
      String fence =
          passages.substring(passages.indexOf("<<passage 1 ") + 12, passages.indexOf(">>"));
      assertTrue(
          new JsonObject(generate.text())
              .getJsonObject("systemInstruction")
              .encode()
              .contains(fence));
      JsonObject vectors =
          lastRecord(
                  path.equals(TestGateway.GENERATE)
                      ? "gemini.generate_content"
                      : "gemini.stream_generate_content")
              .getJsonObject("vectors");
      assertEquals("[\"p1\",\"p2\"]", vectors.getJsonArray("ids").encode());
      assertEquals("[\"internal\"]", vectors.getJsonArray("labels").encode());
      assertEquals("handbook", vectors.getString("collection"));
    }
    Reply both = grounded(high, "handbook", "When does it close?");
    assertEquals("secret", both.header("x-modal-armor-label"), "the join of all labels");
    Reply less =
        ask(
            TestGateway.GENERATE,
            high,
            question("When does it close?"),
            Grounding.HEADER,
            "handbook",
            VectorHeaders.CLEARANCE,
            "internal",
            Grounding.PASSAGES_HEADER,
            "1");
    assertEquals("internal", less.header("x-modal-armor-label"));
    assertEquals("1", less.header("x-modal-armor-grounded"));
    Reply none = ask(TestGateway.GENERATE, low, question("Hello?"));
    assertEquals("", none.header("x-modal-armor-grounded"));
    assertEquals("", none.header("x-modal-armor-label"));
  }

  @Test
  void the_question_is_masked_before_it_is_embedded() {
    String token = curator("acme", "internal");
    String collection = collection(token, "masked");
    add(collection, rows("a", "Apples."), token, "internal");
    grounded(token, "masked", "What does jane.roe@example.org like?");
    for (Received received : asked) {
      assertFalse(received.text().contains("jane.roe"), received.text());
    }
    assertEquals(2, asked.size());
  }

  @Test
  void nothing_permitted_is_an_answer_without_passages() {
    String high = curator("acme", "secret");
    String collection = collection(high, "empty");
    add(collection, rows("s", "Hidden."), high, "secret");
    Reply reply = grounded(curator("acme", "internal"), "empty", "Hi?");
    assertEquals(200, reply.status());
    assertEquals("0", reply.header("x-modal-armor-grounded"));
    assertEquals("", reply.header("x-modal-armor-label"));
    assertEquals(1, parts(asked(":generate").get(0)).size());
  }
}
