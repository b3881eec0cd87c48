package com.modalarmor.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.modalarmor.boot.TestGateway.Reply;
import com.modalarmor.fixture.RawH2;
import com.modalarmor.fixture.RawTls;
import com.modalarmor.fixture.RawTls.Answer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bodies too large or too slow, and clients that open too much. */
class BodyLimitsTest {

  private static final int BODY_BYTES_MAX = 2 << 20;
  private static final int BODY_TIMEOUT_MS = 400;
  private static final int CONNECTIONS_MAX = 12;

  /** The sweep's 250 ms, and a machine that may be busy. */
  private static final int SLACK_MS = 1_250;

  @TempDir static Path folder;
  private static TestGateway gateway;
  private static RawCalls calls;

  @BeforeAll
  static void start() {
    gateway =
        TestGateway.in(folder)
            .setting("data-plane.body-bytes-max", BODY_BYTES_MAX)
            .setting("data-plane.body-timeout-ms", BODY_TIMEOUT_MS)
            .setting("data-plane.connections-max", CONNECTIONS_MAX)
            .start();
    calls = new RawCalls(gateway);
    gateway.post(TestGateway.GENERATE, TestGateway.prompt("warm"));
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @Test
  void a_declared_length_too_large_is_413_before_a_byte_of_it() throws IOException {
    long[] lengths = {BODY_BYTES_MAX + 1L, 1L << 30, 99_999_999_999L};
    int ran = 0;
    for (long length : lengths) {
      try (RawTls tls = calls.http1()) {
        Answer answer = tls.say(calls.head("Content-Length: " + length)).answer();
        assertEquals(413, answer.status(), answer.head());
        assertTrue(tls.closedByPeer(), "the rest is not read");
      }
      try (RawH2 h2 = calls.http2()) {
        h2.say(RawH2.headers(1, false, calls.post("content-length", Long.toString(length))));
        assertEquals(413, h2.status(1));
      }
      ran++;
    }
    assertEquals(3, ran);
  }

  @Test
  void a_streamed_body_too_large_is_413_over_both_protocols() throws IOException {
    byte[] large = new byte[BODY_BYTES_MAX + 1];
    Arrays.fill(large, (byte) ' ');
    Reply reply =
        gateway.send(
            Version.HTTP_2,
            gateway
                .request(TestGateway.GENERATE, gateway.key("acme"))
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)))
                .build());
    assertEquals(413, reply.status());
    try (RawTls tls = calls.http1()) {
      tls.say(calls.head("Transfer-Encoding: chunked"));
      tls.say(Integer.toHexString(large.length) + "\r\n").say(large);
      Answer answer = tls.answer();
      assertEquals(413, answer.status(), answer.head());
      assertTrue(tls.closedByPeer());
    }
  }

  @Test
  void the_largest_body_allowed_is_read() {
    byte[] body = new byte[BODY_BYTES_MAX];
    Arrays.fill(body, (byte) ' ');
    byte[] prompt = TestGateway.prompt("hello").getBytes(StandardCharsets.UTF_8);
    System.arraycopy(prompt, 0, body, 0, prompt.length);
    assertEquals(200, calls.send(body).status());
  }

  @Test
  void a_body_that_does_not_come_is_408_within_the_setting() throws IOException {
    try (RawTls tls = calls.http1();
        RawH2 h2 = calls.http2()) {
      long begun = System.nanoTime();
      tls.say(calls.head("Content-Length: 100") + "{");
      h2.say(RawH2.headers(1, false, calls.post()), RawH2.data(1, false, new byte[] {'{'}));
      assertEquals(408, tls.answer().status());
      assertInTime(begun);
      assertTrue(tls.closedByPeer());
      assertEquals(408, h2.status(1));
      assertInTime(begun);
    }
  }

  @Test
  void a_body_byte_by_byte_gains_no_time() throws IOException {
    try (RawTls tls = calls.http1()) {
      long begun = System.nanoTime();
      tls.say(calls.head("Content-Length: 1000"));
      while (tls.silentFor(50)) {
        assertInTime(begun);
        try {
          tls.say(" ");
        } catch (IOException closed) {
          break;
        }
      }
      assertInTime(begun);
    }
    assertEquals("body_timeout", lastOutcome());
  }

  private static void assertInTime(long begunNanos) {
    long tookMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begunNanos);
    assertTrue(tookMs < BODY_TIMEOUT_MS + SLACK_MS, "took " + tookMs + " ms");
  }

  private static String lastOutcome() {
    var records = gateway.audit();
    return records.get(records.size() - 1).getString("outcome");
  }

  @Test
  void connections_beyond_the_most_are_closed_and_the_others_serve_on() throws IOException {
    List<RawTls> open = new ArrayList<>();
    int closed = 0;
    try {
      for (int i = 0; i < CONNECTIONS_MAX + 8; i++) {
        RawTls tls = null;
        try {
          tls = calls.http1();
          boolean served = tls.say(calls.models()).answer().status() == 200;
          if (served) {
            open.add(tls);
          } else {
            closed++;
            tls.close();
          }
        } catch (IOException e) {
          closed++;
          if (tls != null) {
            tls.close();
          }
        }
      }
      assertTrue(closed >= 8, "closed: " + closed);
      assertTrue(open.size() <= CONNECTIONS_MAX && open.size() >= CONNECTIONS_MAX - 6);
      for (RawTls tls : open) {
        assertEquals(200, tls.say(calls.models()).answer().status());
      }
    } finally {
      open.forEach(RawTls::close);
    }
    awaitServed();
  }

  /** Closed connections make room again. */
  private static void awaitServed() throws IOException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
    while (true) {
      try (RawTls tls = calls.http1()) {
        if (tls.say(calls.models()).answer().status() == 200) {
          return;
        }
      } catch (IOException e) {
        // Not yet.
      }
      assertTrue(System.nanoTime() - deadline < 0, "no room in time");
    }
  }

  @Test
  void a_rapid_reset_ends_its_connection_alone() throws IOException {
    try (RawH2 other = calls.http2();
        RawH2 hostile = calls.http2()) {
      other.say(RawH2.headers(1, true, calls.get()));
      assertEquals(200, other.status(1));
      int sent = 0;
      try {
        for (int i = 0; i < 2_000; i++) {
          int stream = 2 * i + 1;
          hostile.say(RawH2.headers(stream, true, calls.get()), RawH2.reset(stream, 8));
          sent++;
        }
      } catch (IOException e) {
        // It may be closed before the last.
      }
      assertEquals(11, hostile.await(RawH2.GOAWAY).errorCode(), "ENHANCE_YOUR_CALM after " + sent);
      other.say(RawH2.headers(3, true, calls.get()));
      assertEquals(200, other.status(3));
    }
    assertEquals(
        200, calls.send(TestGateway.prompt("hi").getBytes(StandardCharsets.UTF_8)).status());
  }
}
