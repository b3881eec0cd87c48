package com.modalarmor.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.modalarmor.boot.TestGateway.Reply;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpClient.Version;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Answers that were asked for as JSON: they stay JSON, and one that is none is told. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class StructuredAnswerTest {

  private static final String EMAIL = "jane.roe" + "@example.org";
  private static final String CARD = "4111" + "111111111111";

  /** In Gemini's own form. */
  private static final String SCHEMA =
      "{\"type\":\"OBJECT\",\"properties\":{\"name\":{\"type\":\"STRING\"},"
          + "\"age\":{\"type\":\"INTEGER\",\"nullable\":true}},\"required\":[\"name\"],"
          + "\"propertyOrdering\":[\"name\",\"age\"]}";

  private TestGateway gateway;

  @BeforeAll
  void start(@TempDir Path folder) {
    String open = "input:\n  pii: {action: flag}\n  secret: {action: flag}\n";
    gateway =
        TestGateway.in(folder)
            .policy("open", open)
            .policy("strict", open + "output:\n  structure: {action: block}\n")
            .policy("silent", open + "output:\n  structure: {action: \"off\"}\n")
            .policy("tokens", "input:\n  pii: {action: tokenise, threshold: 0.5}\n")
            .tenant("acme", "enterprise", "policy: open\n")
            .tenant("strict", "enterprise", "policy: strict\n")
            .tenant("silent", "enterprise", "policy: silent\n")
            .tenant("tokens", "enterprise", "policy: tokens\n")
            .start();
  }

  @AfterAll
  void stop() {
    gateway.close();
  }

  private static final List<String> PATHS =
      List.of(TestGateway.GENERATE, TestGateway.STREAM_SSE, TestGateway.STREAM);

  /** The simulated model says what it is told to. */
  private Reply ask(String tenant, String path, String schemaField, String said) {
    JsonObject config = new JsonObject().put("responseMimeType", "application/json");
    String key = schemaField.isEmpty() ? "" : schemaField.substring(0, schemaField.indexOf(' '));
    if (!key.isEmpty()) {
      config.put(key, new JsonObject(schemaField.substring(key.length() + 1)));
    }
    JsonObject part = new JsonObject().put("text", "echo:" + said);
    JsonObject turn = new JsonObject().put("role", "user").put("parts", new JsonArray().add(part));
    JsonObject body =
        new JsonObject().put("contents", new JsonArray().add(turn)).put("generationConfig", config);
    return gateway.post(Version.HTTP_2, path, body.encode(), gateway.key(tenant));
  }

  /** The text of all events. */
  private static String text(Reply reply) {
    StringBuilder text = new StringBuilder();
    documents(reply)
        .forEach(
            document ->
                document
                    .getJsonArray("candidates", new JsonArray())
                    .forEach(
                        candidate ->
                            ((JsonObject) candidate)
                                .getJsonObject("content")
                                .getJsonArray("parts")
                                .forEach(
                                    p -> text.append(((JsonObject) p).getString("text", "")))));
    return text.toString();
  }

  private static List<JsonObject> documents(Reply reply) {
    String body = reply.text();
    if (body.startsWith("data:")) {
      return body.lines()
          .filter(line -> line.startsWith("data: "))
          .map(line -> new JsonObject(line.substring(6)))
          .toList();
    }
    return body.startsWith("[")
        ? new JsonArray(body).stream().map(JsonObject.class::cast).toList()
        : List.of(new JsonObject(body));
  }

  private JsonObject lastRecord() {
    List<JsonObject> records = gateway.audit();
    return records.get(records.size() - 1);
  }

  private double found(String type) {
    return gateway.metric("modal_armor_findings_total", "\"" + type + "\"");
  }

  @Test
  void an_answer_of_the_schema_passes_and_its_check_is_told() {
    String said = "{\"name\": \"Li \\\"L\\\" \\u00e4\", \"age\": null}";
    for (String path : PATHS) {
      for (String field : List.of("responseSchema", "response_schema")) {
        Reply reply = ask("strict", path, field + " " + SCHEMA, said);
        assertEquals(said, text(reply), path);
        assertEquals("allow", reply.header("x-modal-armor-decision"), path);
        assertFalse(lastRecord().encode().contains("structure"), lastRecord().encode());
      }
    }
  }

  @Test
  void an_answer_that_is_none_is_flagged_by_the_shipped_rules() {
    for (String path : PATHS) {
      double before = found("INVALID_JSON");
      assertEquals("{\"name\": \"x", text(ask("acme", path, "", "{\"name\": \"x")), path);
      assertTrue(lastRecord().encode().contains("output:INVALID_JSON:1"), lastRecord().encode());
      assertEquals(before + 1, found("INVALID_JSON"), path);
      String other = "{\"age\": 7}";
      assertEquals(other, text(ask("acme", path, "responseJsonSchema " + SCHEMA, other)), path);
      assertTrue(lastRecord().encode().contains("output:SCHEMA_MISMATCH:1"), path);
    }
  }

  @Test
  void a_policy_may_block_it_or_not_look() {
    for (String path : PATHS) {
      Reply blocked = ask("strict", path, "responseSchema " + SCHEMA, "{\"age\": 7}");
      List<JsonObject> events = documents(blocked);
      String last =
          events
              .get(events.size() - 1)
              .getJsonArray("candidates")
              .getJsonObject(0)
              .getString("finishReason");
      assertEquals("MODEL_ARMOR", last, path);
      assertFalse(blocked.text().contains("STOP"), path);
      assertFalse(text(blocked).endsWith("}"), path);
      assertEquals("block", lastRecord().getString("outcome"), path);
      Reply passed = ask("silent", path, "responseSchema " + SCHEMA, "{\"age\": 7}");
      assertEquals("{\"age\": 7}", text(passed), path);
      assertFalse(lastRecord().encode().contains("SCHEMA"), path);
    }
  }

  @Test
  void what_is_masked_stays_json() {
    String said =
        "{\"name\": \"\\n" + EMAIL + "\\\"\", \"card\": " + CARD + ", \"list\": [" + CARD + "]}";
    for (String path : PATHS) {
      String text = text(ask("acme", path, "", said));
      JsonObject json = new JsonObject(text);
      assertTrue(json.getString("name").contains("<EMAIL_ADDRESS>"), text);
      assertTrue(json.getString("name").endsWith("\""), text);
      assertEquals("<CREDIT_CARD>", json.getString("card"), path);
      assertEquals("<CREDIT_CARD>", json.getJsonArray("list").getString(0), path);
      assertFalse(lastRecord().encode().contains("INVALID_JSON"), path);
    }
  }

  @Test
  void what_is_put_back_stays_json() {
    for (String path : PATHS) {
      String text = text(ask("tokens", path, "", "{\"name\": \"so " + EMAIL + "\"}"));
      assertEquals("so " + EMAIL, new JsonObject(text).getString("name"), path);
    }
  }

  @Test
  void a_schema_that_cannot_be_compared_is_told_as_skipped() {
    String remote = "responseJsonSchema {\"$ref\":\"https://example.com/s.json\"}";
    for (String path : PATHS) {
      assertEquals("{\"a\": 1}", text(ask("acme", path, remote, "{\"a\": 1}")), path);
      assertTrue(lastRecord().encode().contains("answer_structure:schema_reference"), path);
    }
  }
}
