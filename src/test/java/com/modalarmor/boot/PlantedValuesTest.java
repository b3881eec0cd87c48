package com.modalarmor.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import com.modalarmor.boot.TestGateway.Reply;
import com.modalarmor.fixture.FakeGemini.Received;
import com.modalarmor.fixture.Play;
import io.vertx.core.json.JsonArray;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/**
 * Values of every kind, sent through every route and direction and into every failure, and then
 * looked for wherever the gateway keeps or tells anything.
 */
final class PlantedValuesTest {

  private static final String MODEL = "/v1beta/models/" + TestGateway.MODEL;

  /** By kind; put together here, so that no scanner takes this file for a leak. */
  private static Map<String, String> values() {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("EMAIL_ADDRESS", "planted.person" + "@example.org");
    values.put("CREDIT_CARD", "4111 1111 " + "1111 1111");
    values.put("IBAN_CODE", "DE89 3704 0044 " + "0532 0130 00");
    values.put("US_SSN", "536-90-" + "4399");
    values.put("PHONE_NUMBER", "+1 415-555-" + "2671");
    values.put("IP_ADDRESS", "203.0.113." + "77");
    values.put("URL", "https://planted" + ".example.com/path?q=1");
    values.put("CRYPTO", "1A1zP1eP5QGefi2DMPT" + "fTL5SLmv7DivfNa");
    values.put("MAC_ADDRESS", "00:1B:44:11:" + "3A:B7");
    values.put("UK_NHS", "943 476 " + "5919");
    values.put("PERSON", "Plantagenet " + "Quillfeather");
    values.put("LOCATION", "17 Plantedstrasse, " + "Quillstadt");
    values.put("SECRET_GOOGLE", "AI" + "za" + "SyD3m0x9Kq7Lw2Vb8Nc4Rt6Yp1Zs5Hf0Gj3");
    values.put("SECRET_AWS", "AK" + "IA" + "QYLPMN5HHHFPZAM2");
    values.put("SECRET_GITHUB", "gh" + "p_" + "1234567890abcdefghijklmnopqrstuvwx42");
    values.put("SECRET_SLACK", "xox" + "b-" + "2444333222111-4443332221110-plantedplantedplanted");
    values.put("SECRET_STRIPE", "sk_" + "live_" + "4eC39HqLyjWDarjtT1zdp7dcPlanted");
    values.put(
        "SECRET_JWT", "eyJ" + "hbGciOiJIUzI1NiJ9.eyJ" + "zdWIiOiJwbGFudGVkIn0.c2lnbmVkLXBsYW50ZWQ");
    values.put("SECRET_PASSWORD", "password = Pl4nted" + "!Qu1ll");
    values.put("SECRET_CONNECTION", "postgres://planted:" + "quillword@db.example.net:5432/x");
    return values;
  }

  private static String generate(String text) {
    return TestGateway.prompt(text);
  }

  private static String part(String part) {
    return "{\"contents\":[{\"role\":\"user\",\"parts\":[" + part + "]}]}";
  }

  static String quoted(String text) {
    return new JsonArray().add(text).encode().replaceAll("^\\[|]$", "");
  }

  record Route(String name, String path, Function<String, String> body) {}

  static List<Route> routes() {
    return List.of(
        new Route("generate", TestGateway.GENERATE, PlantedValuesTest::generate),
        new Route("stream", TestGateway.STREAM_SSE, PlantedValuesTest::generate),
        new Route("array", TestGateway.STREAM, PlantedValuesTest::generate),
        new Route("count", MODEL + ":countTokens", PlantedValuesTest::generate),
        new Route(
            "embed",
            MODEL + ":embedContent",
            v -> "{\"content\":{\"parts\":[{\"text\":" + quoted(v) + "}]}}"),
        new Route(
            "batch embed",
            MODEL + ":batchEmbedContents",
            v -> "{\"requests\":[{\"content\":{\"parts\":[{\"text\":" + quoted(v) + "}]}}]}"),
        new Route(
            "tool result",
            TestGateway.STREAM_SSE,
            v ->
                part(
                    "{\"functionResponse\":{\"name\":\"f\",\"response\":{\"r\":"
                        + quoted(v)
                        + "}}}")),
        new Route(
            "attachment",
            TestGateway.GENERATE,
            v ->
                part(
                    "{\"inlineData\":{\"mimeType\":\"text/plain\",\"data\":\""
                        + Base64.getEncoder().encodeToString(v.getBytes(StandardCharsets.UTF_8))
                        + "\"}}")),
        new Route(
            "instruction",
            TestGateway.GENERATE,
            v ->
                "{\"systemInstruction\":{\"parts\":[{\"text\":"
                    + quoted(v)
                    + "}]},\"contents\":[{\"parts\":[{\"text\":\"Hi\"}]}]}"),
        new Route("property name", TestGateway.GENERATE, v -> part("{" + quoted(v) + ":1}")),
        new Route("inspect", TestGateway.INSPECT, v -> "{\"text\":" + quoted(v) + "}"),
        new Route(
            "inspect a batch",
            TestGateway.INSPECT,
            v -> "{\"inputs\":[{\"id\":\"a\",\"text\":" + quoted(v) + "}]}"),
        new Route("not JSON", TestGateway.GENERATE, v -> "{\"contents\":" + v),
        new Route("cut JSON", TestGateway.STREAM_SSE, v -> "{\"contents\":[" + quoted(v)),
        new Route(
            "twice a name", TestGateway.GENERATE, v -> "{" + quoted(v) + ":1," + quoted(v) + ":2}"),
        new Route("unknown route", "/v1/nowhere", PlantedValuesTest::generate));
  }

  private static String answer(String text) {
    return "{\"candidates\":[{\"content\":{\"parts\":[{\"text\":"
        + quoted(text)
        + "},{\"functionCall\":{\"name\":\"f\",\"args\":{\"a\":"
        + quoted(text)
        + "}}}],\"role\":\"model\"},\"finishReason\":\"STOP\"}],\"embedding\":{\"values\":[1]}}";
  }

  private static byte[] event(String json) {
    return ("data: " + json + "\r\n\r\n").getBytes(StandardCharsets.UTF_8);
  }

  /** What the model does with a value: says it, breaks with it, quotes it in an error. */
  static List<Function<String, Play>> plays(boolean stream) {
    String error = "{\"error\":{\"code\":400,\"status\":\"INVALID_ARGUMENT\",\"message\":%s}}";
    List<Function<String, Play>> plays = new ArrayList<>();
    plays.add(v -> stream ? Play.sse(event(answer(v))) : Play.json(200, answer(v)));
    plays.add(v -> Play.json(400, String.format(error, quoted("No: " + v))));
    plays.add(v -> Play.json(500, String.format(error, quoted("No: " + v))));
    plays.add(v -> Play.json(200, "{\"candidates\":[" + v));
    plays.add(v -> Play.breakOff());
    plays.add(
        v ->
            Play.begin(200, stream ? "text/event-stream" : "application/json")
                .bytes(event(answer("So " + v.substring(0, v.length() / 2))))
                .pauseMs(5)
                .reset());
    plays.add(
        v ->
            Play.sse(
                event(answer(v.substring(0, v.length() / 2))),
                event(answer(v.substring(v.length() / 2) + " so"))));
    return plays;
  }

  @Test
  void no_value_is_kept_or_told_anywhere(@TempDir Path folder) {
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    Logger own = (Logger) LoggerFactory.getLogger("com.modalarmor");
    Level before = root.getLevel();
    ListAppender<ILoggingEvent> heard = new ListAppender<>();
    heard.start();
    root.addAppender(heard);
    root.setLevel(Level.DEBUG);
    own.setLevel(Level.ALL);
    int sent = 0;
    StringBuilder told = new StringBuilder();
    try (TestGateway gateway =
        TestGateway.in(folder)
            .fakeModel()
            .everyCallReachesTheModelOnce()
            .policy("tokens", "input:\n  pii: {action: tokenise}\n  secret: {action: tokenise}\n")
            .policy(
                "strict",
                "input:\n  pii: {action: block}\n  secret: {action: block}\n"
                    + "output:\n  pii: {action: block}\n  secret: {action: block}\n")
            .policy("watching", "mode: shadow\n")
            .tenant("tokens", "enterprise", "policy: tokens\n")
            .tenant("strict", "enterprise", "policy: strict\n")
            .tenant("watching", "enterprise", "policy: watching\n")
            .start()) {
      List<String> tenants = List.of("acme", "tokens", "strict", "watching");
      for (String value : values().values()) {
        for (Route route : routes()) {
          boolean stream = route.path().contains("stream");
          List<Function<String, Play>> plays = plays(stream);
          Function<String, Play> play = plays.get(sent % plays.size());
          gateway.fake().answering((Received r) -> play.apply(value));
          String tenant = tenants.get(sent % tenants.size());
          HttpRequest.Builder request =
              gateway
                  .request(route.path(), gateway.key(tenant))
                  .header("content-type", "application/json")
                  .POST(HttpRequest.BodyPublishers.ofString(route.body().apply(value)));
          if (sent % 3 == 0) {
            request.header("x-modal-armor-conversation", "talk-" + sent);
          }
          Reply reply = gateway.send(Version.HTTP_2, request.build());
          told.append(reply.headers()).append('\n');
          if (reply.text().contains("\"error\"") && reply.status() != 400) {
            told.append(reply.text()).append('\n');
          }
          sent++;
        }
      }
      told.append(gateway.auditText());
      told.append(gateway.management("/metrics").text());
      told.append(gateway.management("/readyz").text());
      assertEquals(sent, gateway.audit().size());
    } finally {
      root.setLevel(before);
      own.setLevel(null);
      root.detachAppender(heard);
    }
    assertFalse(heard.list.isEmpty(), "the appender hears nothing");
    for (ILoggingEvent line : List.copyOf(heard.list)) {
      told.append(line.getFormattedMessage()).append('\n');
      if (line.getThrowableProxy() != null) {
        told.append(ThrowableProxyUtil.asString(line.getThrowableProxy())).append('\n');
      }
    }
    String all = told.toString();
    int kinds = 0;
    for (Map.Entry<String, String> planted : values().entrySet()) {
      String value = planted.getValue();
      // Also the second half alone: what is cut must not be kept either.
      for (String piece : List.of(value, value.substring(value.length() / 3))) {
        assertFalse(all.contains(piece), planted.getKey() + " was kept or told");
      }
      kinds++;
    }
    assertEquals(20, kinds);
    assertEquals(20 * 16, sent);
    assertTrue(all.contains("modal_armor_requests_total") && all.contains("request_id"));
  }
}
