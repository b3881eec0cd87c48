package com.modalarmor.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.modalarmor.boot.TestGateway.Reply;
import com.modalarmor.fixture.FakeGemini;
import com.modalarmor.fixture.Play;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Keys that never pass, and what becomes of the errors of a model. */
final class GuardedErrorsTest extends GuardedPath {

  // --- keys

  @Test
  void the_callers_credential_never_reaches_the_model() {
    String key = gateway.key("acme");
    String token = gateway.jwt("acme");
    int rows = 0;
    for (String[] header :
        new String[][] {
          {"authorization", "Bearer " + key},
          {"authorization", "Bearer " + token},
          {"x-goog-api-key", key},
          {"x-goog-api-key", token},
          {"x-api-key", key}
        }) {
      Reply reply =
          gateway.send(
              Version.HTTP_2,
              gateway
                  .request(TestGateway.GENERATE, "")
                  .header(header[0], header[1])
                  .header("content-type", "application/json")
                  .header("cookie", "session=" + key)
                  .header("x-forwarded-for", "192.0.2.7")
                  .POST(BodyPublishers.ofString(TestGateway.prompt("Hi")))
                  .build());
      assertEquals(200, reply.status(), header[0]);
      FakeGemini.Received received = gateway.fake().take();
      String all = received.uri() + received.headers() + received.text();
      assertFalse(all.contains(key) || all.contains(token), header[0]);
      assertFalse(received.headers().contains("cookie"));
      assertFalse(received.headers().contains("x-forwarded-for"));
      assertFalse(received.headers().contains("authorization"));
      assertEquals(gateway.modelKey(), received.headers().get("x-goog-api-key"));
      rows++;
    }
    assertEquals(5, rows);
  }

  @Test
  void the_gateways_key_never_reaches_the_caller() {
    String key = gateway.modelKey();
    int rows = 0;
    for (int status : new int[] {400, 401, 403, 404, 429, 500, 503}) {
      String body =
          "{\"error\":{\"code\":" + status + ",\"message\":\"Key " + key + " is unwell\"}}";
      gateway.fake().then(Play.json(status, body));
      Reply reply = generate(TestGateway.prompt("Hi"));
      gateway.fake().take();
      assertFalse((reply.headers() + reply.text()).contains(key), "status " + status);
      assertTrue(reply.status() >= 500, "status " + status + " became " + reply.status());
      rows++;
    }
    assertEquals(7, rows);
  }

  // --- the model's errors

  private record Failure(Play play, int status, String rpcStatus) {}

  @Test
  void the_models_errors_that_concern_the_caller_pass() {
    int rows = 0;
    for (int status : new int[] {400, 404, 429}) {
      for (String path : List.of(TestGateway.GENERATE, TestGateway.STREAM_SSE)) {
        String body = "{ \"error\":{\"code\":" + status + ",\"message\":\"Sorry\",\"x\":[1.0]}}";
        gateway.fake().then(Play.json(status, body));
        Reply reply = ask("acme", path, TestGateway.prompt("Hi"));
        gateway.fake().take();
        assertEquals(status, reply.status());
        assertEquals(body, reply.text());
        assertTrue(reply.header("content-type").startsWith("application/json"));
        rows++;
      }
    }
    assertEquals(6, rows);
  }

  @Test
  void the_models_other_errors_become_our_own_and_tell_nothing() {
    String secret = "internal-detail-7421";
    String error = "{\"error\":{\"message\":\"" + secret + "\"}}";
    List<Failure> failures =
        List.of(
            new Failure(Play.json(401, error), 502, "UNAVAILABLE"),
            new Failure(Play.json(403, error), 502, "UNAVAILABLE"),
            new Failure(Play.json(500, error), 502, "UNAVAILABLE"),
            new Failure(Play.json(502, error), 502, "UNAVAILABLE"),
            new Failure(Play.json(503, error), 503, "UNAVAILABLE"),
            new Failure(Play.json(504, error), 504, "DEADLINE_EXCEEDED"),
            new Failure(
                Play.json(400, "{\"error\":{\"details\":[{\"reason\":\"API_KEY_INVALID\"}]}}"),
                502,
                "UNAVAILABLE"),
            new Failure(Play.json(302, error).header("location", "/" + secret), 502, "UNAVAILABLE"),
            new Failure(Play.json(200, "{\"candidates\":[" + secret), 502, "UNAVAILABLE"),
            new Failure(Play.json(200, "[\"" + secret + "\"]"), 502, "UNAVAILABLE"),
            new Failure(Play.json(200, "{\"a\":\"" + secret + "\",\"a\":1}"), 502, "UNAVAILABLE"),
            new Failure(
                Play.begin(200, "text/html").text("<p>" + secret + "</p>").end(),
                502,
                "UNAVAILABLE"),
            new Failure(
                Play.begin(400, "text/html").text("<p>" + secret + "</p>").end(),
                502,
                "UNAVAILABLE"),
            new Failure(Play.begin(200, "application/json").end(), 502, "UNAVAILABLE"));
    int rows = 0;
    for (Failure failure : failures) {
      gateway.fake().then(failure.play());
      Reply reply = generate(TestGateway.prompt("Hi"));
      gateway.fake().take();
      assertEquals(failure.status(), reply.status(), "row " + reply.text());
      assertEquals(failure.rpcStatus(), reply.errorStatus(), "row " + rows);
      assertFalse((reply.headers() + reply.text()).contains(secret), "row " + rows);
      assertFalse(reply.headers().containsKey("location"), "row " + rows);
      rows++;
    }
    assertEquals(14, rows);
  }
}
