package com.modalarmor.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.modalarmor.fixture.RawTls;
import com.modalarmor.fixture.RawTls.Answer;
import com.modalarmor.identity.ApiKeys;
import com.modalarmor.identity.HostileTokens;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Credentials that must not be believed, sent to a whole gateway. */
class HostileTokensOverHttpTest {

  private static final String INVALID = "Bearer error=\"invalid_token\"";

  @TempDir static Path folder;
  private static HostileTokens tokens;
  private static TestGateway gateway;
  private static final ListAppender<ILoggingEvent> LOG = new ListAppender<>();

  @BeforeAll
  static void start() throws IOException {
    tokens = HostileTokens.in(Files.createDirectories(folder.resolve("issuers")));
    LOG.start();
    root().addAppender(LOG);
    gateway = TestGateway.in(folder).snapshot(tokens.tenants()).start();
  }

  @AfterAll
  static void stop() {
    root().detachAppender(LOG);
    gateway.close();
  }

  private static Logger root() {
    return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  }

  @Test
  void every_hostile_token_is_401_with_one_audit_record() throws IOException {
    List<String> wrong = new ArrayList<>();
    int unauthenticated = 0;
    int unparsable = 0;
    try (RawTls good = connect()) {
      assertEquals(
          200, ask(good, bearer(tokens.good())).status(), "the token they are spoilt from");
    }
    for (Map.Entry<String, String> row : tokens.byName().entrySet()) {
      String token = row.getValue();
      if (!token.equals(token.strip())) {
        continue; // blanks around a header's value are no part of it: RFC 9110, 5.5
      }
      boolean inHeader = token.chars().allMatch(c -> c > 31 && c < 127) && token.length() < 14_000;
      int before = gateway.audit().size();
      try (RawTls tls = connect()) {
        Answer answer = ask(tls, bearer(token));
        boolean right = inHeader ? isUnauthenticated(answer) : answer.status() / 100 == 4;
        if (!right) {
          wrong.add(
              row.getKey() + ": " + answer.status() + " " + answer.header("www-authenticate"));
        }
      } catch (SocketException closed) {
        // Refused before it was all sent, and closed: the answer may be lost on the way.
        if (inHeader) {
          throw closed;
        }
      }
      List<JsonObject> records = gateway.audit();
      if (records.size() != before + 1) {
        wrong.add(row.getKey() + ": " + (records.size() - before) + " audit records");
      } else if (!records.get(before).getString("actor").isEmpty()) {
        wrong.add(row.getKey() + ": recorded as " + records.get(before).getString("actor"));
      }
      unauthenticated += inHeader ? 1 : 0;
      unparsable += inHeader ? 0 : 1;
    }
    assertEquals(List.of(), wrong);
    assertTrue(unauthenticated >= 150, "401: " + unauthenticated);
    assertTrue(unparsable >= 5, "refused by the codec: " + unparsable);
  }

  private static boolean isUnauthenticated(Answer answer) {
    return answer.status() == 401
        && answer.header("www-authenticate").equals(INVALID)
        && new JsonObject(answer.body())
            .getJsonObject("error")
            .getString("status")
            .equals("UNAUTHENTICATED");
  }

  @Test
  void no_credential_and_malformed_ones_are_401() throws IOException {
    String key = ApiKeys.generate();
    String[] rows = {
      "",
      "Authorization: \r\n",
      "Authorization: Bearer\r\n",
      "Authorization: Bearer " + key + "\r\n",
      "Authorization: Bearer " + key.substring(0, key.length() - 1) + "\r\n",
      "Authorization: Basic dXNlcjpwYXNz\r\n",
      "Authorization: bearer-" + key + "\r\n",
      "x-goog-api-key: " + key + "\r\n",
      "x-goog-api-key: " + "AI" + "za" + "x".repeat(35) + "\r\n",
      "x-api-key: ma_\r\n",
      "x-api-key: " + tokens.good() + "x\r\n",
    };
    int ran = 0;
    for (String row : rows) {
      try (RawTls tls = connect()) {
        Answer answer = ask(tls, row);
        assertTrue(isUnauthenticated(answer), "row " + ran + ": " + answer.head());
        ran++;
      }
    }
    assertEquals(11, ran);
  }

  @Test
  void one_credential_header_twice_is_400_even_when_both_are_good() throws IOException {
    String good = bearer(tokens.good());
    String[] rows = {
      good + good,
      good + bearer("other"),
      "x-api-key: a\r\nx-api-key: a\r\n",
      "x-goog-api-key: a\r\nx-goog-api-key: a\r\n",
    };
    int ran = 0;
    for (String row : rows) {
      try (RawTls tls = connect()) {
        Answer answer = ask(tls, row);
        assertEquals(400, answer.status(), "row " + ran + ": " + answer.head());
        ran++;
      }
    }
    assertEquals(4, ran);
  }

  @Test
  void a_credential_in_the_query_is_400_and_is_written_nowhere() throws IOException {
    String secret = ApiKeys.generate();
    String[] names = {"key", "api_key", "access_token", "KEY", "%6bey", "alt=sse&key", "token"};
    int ran = 0;
    for (String name : names) {
      try (RawTls tls = connect()) {
        String line = TestGateway.GENERATE + "?" + name + "=" + secret;
        Answer answer =
            tls.say(
                    "POST "
                        + line
                        + " HTTP/1.1\r\nHost: localhost\r\n"
                        + bearer(tokens.good())
                        + "Content-Type: application/json\r\nContent-Length: 2\r\n\r\n{}")
                .answer();
        assertEquals(400, answer.status(), name + answer.head() + answer.body());
        assertFalse(answer.head().contains(secret) || answer.body().contains(secret), name);
        ran++;
      }
    }
    assertEquals(7, ran);
    assertNowhere(secret);
    assertNowhere(tokens.good());
    for (String token : tokens.byName().values()) {
      if (token.length() > 40) {
        assertNowhere(token.substring(0, 40));
      }
    }
  }

  private static void assertNowhere(String secret) {
    assertFalse(gateway.auditText().contains(secret));
    for (ILoggingEvent event : List.copyOf(LOG.list)) {
      assertFalse(event.getFormattedMessage().contains(secret), event.getLoggerName());
      assertFalse(
          event.getThrowableProxy() != null
              && String.valueOf(event.getThrowableProxy().getMessage()).contains(secret));
    }
    assertFalse(METRICS.get().contains(secret));
  }

  /** Scraped once: it is asked for many secrets. */
  private static final ThreadLocal<String> METRICS =
      ThreadLocal.withInitial(() -> gateway.management("/metrics").text());

  private static RawTls connect() throws IOException {
    return RawTls.open(gateway.caFile(), gateway.dataPort(), "http/1.1");
  }

  private static String bearer(String token) {
    return "Authorization: Bearer " + token + "\r\n";
  }

  private static Answer ask(RawTls tls, String credential) throws IOException {
    String request = "GET /v1beta/models HTTP/1.1\r\nHost: localhost\r\n" + credential + "\r\n";
    return tls.say(request.getBytes(java.nio.charset.StandardCharsets.UTF_8)).answer();
  }
}
