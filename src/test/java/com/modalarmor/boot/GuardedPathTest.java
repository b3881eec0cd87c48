package com.modalarmor.boot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.modalarmor.boot.TestGateway.Reply;
import com.modalarmor.fixture.Play;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What reaches the model: every place of a request, and every byte of it. */
final class GuardedPathTest extends GuardedPath {

  // --- every place of a request

  /**
   * @param body with § in the planted text's place
   * @param base64 the planted text is base64 of a sentence
   * @param judged an attack there is the caller's (or a tool's) and blocks; else it is recorded
   */
  private record Place(String name, String path, String body, boolean base64, boolean judged) {}

  private static Place place(String name, boolean judged, String body) {
    return new Place(name, TestGateway.GENERATE, body.replace('\'', '"'), false, judged);
  }

  private static Place part(String name, boolean judged, String part) {
    return place(name, judged, "{'contents':[{'role':'user','parts':[" + part + "]}]}");
  }

  private static Place inline(String name, String part) {
    Place place = part(name, true, part);
    return new Place(name, place.path(), place.body(), true, true);
  }

  private static Place at(String action, String body) {
    return new Place(action, MODEL + ":" + action, body.replace('\'', '"'), false, true);
  }

  private static List<Place> places() {
    String turn = "'contents':[{'parts':[{'text':'Hi'}]}]";
    return List.of(
        part("text", true, "{'text':'§'}"),
        part("second part", true, "{'text':'Hi'},{'text':'§'}"),
        part("middle part", true, "{'text':'Hi'},{'text':'§'},{'text':'there'}"),
        part("thought part", true, "{'thought':true,'text':'§'}"),
        place("no role", true, "{'contents':[{'parts':[{'text':'§'}]}]}"),
        place("role after parts", true, "{'contents':[{'parts':[{'text':'§'}],'role':'user'}]}"),
        place(
            "earlier turn",
            true,
            "{'contents':[{'role':'user','parts':[{'text':'§'}]},"
                + "{'role':'model','parts':[{'text':'Yes?'}]},{'parts':[{'text':'Go'}]}]}"),
        place("one content", true, "{'contents':{'parts':[{'text':'§'}]}}"),
        place("unknown role", true, "{'contents':[{'role':'alien','parts':[{'text':'§'}]}]}"),
        place("tool role", true, "{'contents':[{'role':'function','parts':[{'text':'§'}]}]}"),
        place(
            "model turn",
            false,
            "{'contents':[{'role':'model','parts':[{'text':'§'}]},{'parts':[{'text':'Go'}]}]}"),
        part(
            "tool result",
            true,
            "{'functionResponse':{'name':'f','response':{'rows':[{'a':{'b':['x','§']}}]}}}"),
        part(
            "tool result, snake case",
            true,
            "{'function_response':{'name':'f','response':{'out':'§'}}}"),
        part(
            "name of a property of a tool result",
            true,
            "{'functionResponse':{'name':'f','response':{'§':1}}}"),
        part("call arguments", true, "{'functionCall':{'name':'f','args':{'q':'§'}}}"),
        part("call arguments, snake case", true, "{'function_call':{'name':'f','args':{'q':'§'}}}"),
        part("name of an argument", true, "{'functionCall':{'name':'f','args':{'§':true}}}"),
        part("code", true, "{'executableCode':{'language':'PYTHON','code':'§'}}"),
        part("code result", true, "{'codeExecutionResult':{'outcome':'OUTCOME_OK','output':'§'}}"),
        part("unknown part", true, "{'hologram':{'caption':'§'}}"),
        part("file's display name", true, "{'fileData':{'fileUri':'f','displayName':'§'}}"),
        inline("inline text", "{'inlineData':{'mimeType':'text/plain','data':'§'}}"),
        inline("inline text, snake case", "{'inline_data':{'mime_type':'text/html','data':'§'}}"),
        inline("inline text, data first", "{'inlineData':{'data':'§','mimeType':'text/csv'}}"),
        inline(
            "inline text with charset",
            "{'inlineData':{'mimeType':'text/plain; charset=utf-8','data':'§'}}"),
        inline("inline text in capitals", "{'inlineData':{'mimeType':'TEXT/Plain','data':'§'}}"),
        inline("inline JSON", "{'inlineData':{'mimeType':'application/json','data':'§'}}"),
        inline("inline SVG", "{'inlineData':{'mimeType':'image/svg+xml','data':'§'}}"),
        place(
            "system instruction",
            false,
            "{'systemInstruction':{'parts':[{'text':'§'}]}," + turn + "}"),
        place(
            "system_instruction",
            false,
            "{'system_instruction':{'parts':[{'text':'§'}]}," + turn + "}"),
        place("system role", true, "{'contents':[{'role':'system','parts':[{'text':'§'}]}]}"),
        place(
            "tool declaration",
            false,
            "{" + turn + ",'tools':[{'functionDeclarations':[{'name':'f','description':'§'}]}]}"),
        place(
            "tool parameter",
            false,
            "{"
                + turn
                + ",'tools':[{'function_declarations':[{'name':'f','parameters':"
                + "{'type':'OBJECT','properties':{'q':{'type':'STRING','enum':['a','§']}}}}]}]}"),
        place("stop sequence", false, "{" + turn + ",'generationConfig':{'stopSequences':['§']}}"),
        place(
            "schema",
            false,
            "{" + turn + ",'generation_config':{'response_schema':{'description':'§'}}}"),
        place("unknown field", true, "{" + turn + ",'novelty':{'deep':[[{'er':'§'}]]}}"),
        place("label", true, "{" + turn + ",'labels':{'team':'§'}}"),
        at("countTokens", "{'contents':[{'parts':[{'text':'§'}]}]}"),
        at("countTokens", "{'generateContentRequest':{'contents':[{'parts':[{'text':'§'}]}]}}"),
        at("embedContent", "{'content':{'parts':[{'text':'Hi'},{'text':'§'}]}}"),
        at("embedContent", "{'title':'§','content':{'parts':[{'text':'Hi'}]}}"),
        at(
            "batchEmbedContents",
            "{'requests':[{'content':{'parts':[{'text':'a'}]}},"
                + "{'content':{'parts':[{'text':'§'}]}}]}"),
        at("streamGenerateContent", "{'contents':[{'parts':[{'text':'§'}]}]}"));
  }

  private static String planted(Place place, String text) {
    String literal =
        place.base64()
            ? Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8))
            : text;
    return place.body().replace("§", literal);
  }

  private static final int PLACES = 43;

  /** Places that others than the caller fill; attachments besides. */
  private static final Set<String> INDIRECT =
      Set.of(
          "tool role",
          "tool result",
          "tool result, snake case",
          "name of a property of a tool result",
          "code result");

  @Test
  void an_attack_is_found_in_every_place_of_a_request() {
    int rows = 0;
    for (Place place : places()) {
      int before = gateway.fake().requests();
      Reply reply = ask("acme", place.path(), planted(place, ATTACK));
      boolean indirect = place.base64() || INDIRECT.contains(place.name());
      assertFound(place, indirect ? "input:INDIRECT_INJECTION" : "input:PROMPT_INJECTION");
      if (place.judged()) {
        boolean generates = place.path().toLowerCase(Locale.ROOT).endsWith("generatecontent");
        assertEquals("block", reply.header("x-modal-armor-decision"), place.name());
        assertEquals(generates ? 200 : 403, reply.status(), place.name());
        assertEquals(before, gateway.fake().requests(), place.name());
      } else {
        assertEquals("allow", reply.header("x-modal-armor-decision"), place.name());
        assertEquals(planted(place, ATTACK), gateway.fake().take().text(), place.name());
      }
      rows++;
    }
    assertEquals(PLACES, rows);
  }

  private void assertFound(Place place, String finding) {
    List<JsonObject> audit = gateway.audit();
    String findings = audit.get(audit.size() - 1).getJsonArray("findings").encode();
    assertTrue(findings.contains(finding), place.name() + ": " + findings);
  }

  @Test
  void personal_data_is_masked_in_every_place_and_nothing_else_changes() {
    int rows = 0;
    for (Place place : places()) {
      boolean stream = place.path().endsWith("streamGenerateContent");
      gateway.fake().then(stream ? Play.sse(event(OK)) : Play.json(200, OK));
      Reply reply = ask("acme", place.path(), planted(place, "Write to " + EMAIL + " today"));
      assertEquals(200, reply.status(), place.name() + ": " + reply.text());
      assertEquals("redact", reply.header("x-modal-armor-decision"), place.name());
      assertEquals(
          planted(place, "Write to " + MASKED + " today"),
          gateway.fake().take().text(),
          place.name());
      rows++;
    }
    assertEquals(PLACES, rows);
  }

  @Test
  void a_card_that_comes_as_a_number_is_masked_in_calls_and_results_both_ways() {
    String card = "4111" + "111111111111";
    int rows = 0;
    for (String part :
        List.of(
            "{'functionResponse':{'name':'f','response':{'rows':[{'card':%s,'n':12}]}}}",
            "{'functionResponse':{'name':'f','response':{'card':%s}}}",
            "{'functionCall':{'name':'f','args':{'at':1.5,'cards':[%s,7]}}}")) {
      String json = part.replace('\'', '"');
      String body = "{\"contents\":[{\"parts\":[" + json + "]}]}";
      gateway.fake().then(Play.json(200, OK));
      generate(body.formatted(card));
      assertEquals(body.formatted("\"<CREDIT_CARD>\""), gateway.fake().take().text());
      String answer = "{\"candidates\":[{\"content\":{\"parts\":[" + json + "]}}]}";
      gateway.fake().then(Play.json(200, answer.formatted(card)));
      Reply reply = generate(TestGateway.prompt("Who?"));
      gateway.fake().take();
      assertEquals(answer.formatted("\"<CREDIT_CARD>\""), reply.text());
      rows++;
    }
    assertEquals(3, rows);
  }

  // --- byte for byte

  @Test
  void a_redacted_request_differs_in_the_literal_alone() {
    String head =
        " {\r\n\t\"contents\" : [ {\"role\":\"model\",\"parts\":[{\"thoughtSignature\":\"AB+/c\\/d==\","
            + "\"text\":\"\\u0048i \\ud83d\\ude00 😀\"}] } ,\n{\"parts\":[{\"text\":";
    String tail =
        ",\"x-unknown\":{\"n\":1.50e+02,\"big\":123456789012345678901234567890,\"t\":true,"
            + "\"z\":null,\"e\":[],\"o\":{}}}]}], \"futureField\" : \"\\u00e9\\t\\/\" }\n ";
    String planted = "\"Ask \\u006aane.roe" + "@example.org \\\"now\\\"\\n😀\"";
    String masked = "\"Ask " + MASKED + " \\\"now\\\"\\n😀\"";
    gateway.fake().then(Play.json(200, OK));
    Reply reply = generate(head + planted + tail);
    assertEquals("redact", reply.header("x-modal-armor-decision"), reply.text());
    assertArrayEquals(
        (head + masked + tail).getBytes(StandardCharsets.UTF_8), gateway.fake().take().body());
  }

  @Test
  void an_allowed_request_and_its_answer_pass_byte_for_byte() {
    String request =
        "{ \"contents\":[{\"parts\":[{\"text\":\"\\u0048i\",\"thought_signature\":\"q\\/==\"}]}],\n"
            + " \"unknown\":[1E2,-0,0.10] }";
    String answer =
        "{\r\n \"candidates\": [ {\"content\":{\"parts\":[{\"text\":\"\\u0047ood\",\"thoughtSignature\""
            + ":\"Zm9v\\/+==\"}]},\"novel\":{\"k\":[1.0,2e0]}} ],\"z\":\"\\ud83d\\ude00\" }\n";
    gateway.fake().then(Play.json(200, answer));
    Reply reply = generate(request);
    assertArrayEquals(request.getBytes(StandardCharsets.UTF_8), gateway.fake().take().body());
    assertArrayEquals(answer.getBytes(StandardCharsets.UTF_8), reply.bytes());
  }

  /** The digits are of a kind that is masked in a text. */
  @Test
  void ids_that_the_models_host_made_up_pass_and_nothing_else_in_their_place() {
    String card = "4111" + "111111111111";
    String call = "{\"functionCall\":{\"id\":\"%s\",\"name\":\"f\",\"args\":{\"id\":\"%s\"}}}";
    String answer =
        "{\"candidates\":[{\"content\":{\"parts\":["
            + call
            + "]}}],\"modelVersion\":\"%s\",\"responseId\":\"%s\",\"createTime\":\"%s\"}";
    gateway.fake().then(Play.json(200, answer.formatted(card, "x", card, card, card)));
    Reply ids = generate(TestGateway.prompt("Who?"));
    gateway.fake().take();
    assertEquals(answer.formatted(card, "x", card, card, card), ids.text());
    String text = "pay " + card;
    gateway.fake().then(Play.json(200, answer.formatted(text, card, text, text, text)));
    Reply texts = generate(TestGateway.prompt("Who?"));
    gateway.fake().take();
    assertFalse(texts.text().contains(card), texts.text());
  }

  @Test
  void a_redacted_answer_differs_in_the_literal_alone() {
    String head =
        "{ \"candidates\":[ {\"content\":{\"parts\":[{\"thoughtSignature\":\"A\\/B==\",\"text\":";
    String tail =
        "}]},\"novel\":{\"k\":[1.0,2e0]}} ],\n\"usageMetadata\":{\"promptTokenCount\":3}}";
    gateway.fake().then(Play.json(200, head + "\"By " + EMAIL + "\\u002e\"" + tail));
    Reply reply = generate(TestGateway.prompt("Who?"));
    gateway.fake().take();
    assertEquals("redact", reply.header("x-modal-armor-decision"));
    assertEquals(head + "\"By " + MASKED + ".\"" + tail, reply.text());
  }

  @Test
  void events_keep_signatures_and_unknown_fields() {
    String first =
        "{\"candidates\":[{\"content\":{\"parts\":[{\"thoughtSignature\":\"x\\/y==\"}]}}], \"q\":1.0}";
    gateway.fake().then(Play.sse(event(first), event(OK)));
    Reply sse = ask("acme", TestGateway.STREAM_SSE, TestGateway.prompt("Hi"));
    gateway.fake().take();
    assertEquals("data: " + first + "\r\n\r\ndata: " + OK + "\r\n\r\n", sse.text());
    gateway.fake().then(Play.sse(event(first), event(OK)));
    Reply array = ask("acme", TestGateway.STREAM, TestGateway.prompt("Hi"));
    gateway.fake().take();
    assertEquals("[" + first + ",\r\n" + OK + "]", array.text());
  }

  // --- policies

  @Test
  void shadow_mode_applies_nothing_and_records_what_it_would_have_done() {
    String answer = saying("Ask " + EMAIL);
    for (String text : List.of(ATTACK, "Mail " + EMAIL)) {
      gateway.fake().then(Play.json(200, answer));
      Reply reply = ask("watching", TestGateway.GENERATE, TestGateway.prompt(text));
      assertEquals(TestGateway.prompt(text), gateway.fake().take().text());
      assertEquals(answer, reply.text());
      assertEquals("allow", reply.header("x-modal-armor-decision"));
      List<JsonObject> audit = gateway.audit();
      JsonObject record = audit.get(audit.size() - 1);
      assertEquals("allow", record.getString("outcome"));
      assertEquals(text.equals(ATTACK) ? "block" : "redact", record.getString("shadow"));
    }
  }

  @Test
  void what_no_detector_reads_is_reported_and_blocked_where_the_policy_says_so() {
    String picture =
        "{\"contents\":[{\"parts\":[{\"inlineData\":{\"mimeType\":\"image/png\",\"data\":\"AAAA\"}}]}]}";
    gateway.fake().then(Play.json(200, OK));
    Reply passed = ask("acme", TestGateway.GENERATE, picture);
    assertEquals("allow", passed.header("x-modal-armor-decision"));
    assertEquals(picture, gateway.fake().take().text());
    List<JsonObject> audit = gateway.audit();
    assertEquals(
        "[\"inline_data:image/png\"]",
        audit.get(audit.size() - 1).getJsonArray("skipped").encode());
    int before = gateway.fake().requests();
    Reply blocked = ask("blind", TestGateway.GENERATE, picture);
    assertPromptBlocked(blocked.json());
    assertEquals(before, gateway.fake().requests());
    gateway.fake().then(Play.json(200, OK));
    assertEquals(
        "allow",
        ask("blind", TestGateway.GENERATE, TestGateway.prompt("Hi"))
            .header("x-modal-armor-decision"));
    gateway.fake().take();
  }
}
