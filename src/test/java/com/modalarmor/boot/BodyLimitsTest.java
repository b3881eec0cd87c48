package com.modalarmor.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.modalarmor.boot.TestGateway.Reply;
import com.modalarmor.fixture.RawH2;
import com.modalarmor.fixture.RawTls;
import com.modalarmor.fixture.RawTls.Answer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bodies too large, too slow, packed or malformed, and clients that open too much. */
class BodyLimitsTest {

  private static final int BODY_BYTES_MAX = 2 << 20;
  private static final int BODY_TIMEOUT_MS = 400;
  private static final int CONNECTIONS_MAX = 12;

  /** The sweep's 250 ms, and a machine that may be busy. */
  private static final int SLACK_MS = 1_250;

  @TempDir static Path folder;
  private static TestGateway gateway;

  @BeforeAll
  static void start() {
    gateway =
        TestGateway.in(folder)
            .setting("data-plane.body-bytes-max", BODY_BYTES_MAX)
            .setting("data-plane.body-timeout-ms", BODY_TIMEOUT_MS)
            .setting("data-plane.connections-max", CONNECTIONS_MAX)
            .start();
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
      try (RawTls tls = http1()) {
        Answer answer = tls.say(head("Content-Length: " + length)).answer();
        assertEquals(413, answer.status(), answer.head());
        assertTrue(tls.closedByPeer(), "the rest is not read");
      }
      try (RawH2 h2 = http2()) {
        h2.say(RawH2.headers(1, false, post("content-length", Long.toString(length))));
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
    try (RawTls tls = http1()) {
      tls.say(head("Transfer-Encoding: chunked"));
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
    assertEquals(200, send(body).status());
  }

  @Test
  void a_body_that_does_not_come_is_408_within_the_setting() throws IOException {
    try (RawTls tls = http1();
        RawH2 h2 = http2()) {
      long begun = System.nanoTime();
      tls.say(head("Content-Length: 100") + "{");
      h2.say(RawH2.headers(1, false, post()), RawH2.data(1, false, new byte[] {'{'}));
      assertEquals(408, tls.answer().status());
      assertInTime(begun);
      assertTrue(tls.closedByPeer());
      assertEquals(408, h2.status(1));
      assertInTime(begun);
    }
  }

  @Test
  void a_body_byte_by_byte_gains_no_time() throws IOException {
    try (RawTls tls = http1()) {
      long begun = System.nanoTime();
      tls.say(head("Content-Length: 1000"));
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
  void packed_bodies_and_other_types_are_415_unread() throws IOException {
    byte[] bomb = gzip(new byte[8 << 20]);
    Map<String, String[]> rows = new LinkedHashMap<>();
    for (String coding : new String[] {"gzip", "br", "deflate", "gzip, gzip", "x", "GZIP"}) {
      rows.put("coding " + coding, new String[] {"application/json", coding});
    }
    for (String type :
        new String[] {
          "text/plain",
          "application/x-www-form-urlencoded",
          "multipart/form-data; boundary=a",
          "application/json; charset=utf-16",
          "application/jsonp",
          ""
        }) {
      rows.put("type " + type, new String[] {type, ""});
    }
    int ran = 0;
    for (Map.Entry<String, String[]> row : rows.entrySet()) {
      var request = gateway.request(TestGateway.GENERATE, gateway.key("acme"));
      if (!row.getValue()[0].isEmpty()) {
        request.header("content-type", row.getValue()[0]);
      }
      if (!row.getValue()[1].isEmpty()) {
        request.header("content-encoding", row.getValue()[1]);
      }
      long begun = System.nanoTime();
      Reply reply =
          gateway.send(Version.HTTP_2, request.POST(BodyPublishers.ofByteArray(bomb)).build());
      assertEquals(415, reply.status(), row.getKey());
      assertTrue(System.nanoTime() - begun < TimeUnit.SECONDS.toNanos(1), row.getKey());
      ran++;
    }
    assertEquals(12, ran);
  }

  @Test
  void malformed_json_is_400_within_a_second_each() {
    String good = TestGateway.prompt("hello");
    String open = good.substring(0, good.length() - 1);
    Map<String, byte[]> rows = new LinkedHashMap<>();
    put(rows, "empty", "");
    put(rows, "blank", " \n");
    put(rows, "cut", open);
    put(rows, "twice", good + good);
    put(rows, "an array", "[" + good + "]");
    put(rows, "a text", "\"hello\"");
    put(rows, "null", "null");
    put(rows, "depth 100,000 of arrays", "[".repeat(100_000));
    put(rows, "depth 100,000 of objects", "{\"a\":".repeat(100_000));
    put(rows, "depth 65 well formed", open + ",\"x\":" + "[".repeat(65) + "]".repeat(65) + "}");
    put(rows, "a name twice", open + ",\"contents\":[]}");
    put(rows, "a name twice by escape", open + ",\"\\u0063ontents\":[]}");
    put(rows, "a name twice, nested", open + ",\"x\":{\"a\":1,\"a\":2}}");
    put(rows, "NaN", open + ",\"x\":NaN}");
    put(rows, "Infinity", open + ",\"x\":-Infinity}");
    put(rows, "number of 1 M digits", open + ",\"x\":" + "9".repeat(1_000_000) + "}");
    put(rows, "leading zero", open + ",\"x\":01}");
    put(rows, "comment", open + ",/* */\"x\":1}");
    put(rows, "single quotes", "{'contents':[]}");
    put(rows, "trailing comma", open + ",}");
    put(rows, "lone surrogate by escape", TestGateway.prompt("x").replace("x", "\\ud800"));
    put(rows, "reversed surrogates", TestGateway.prompt("x").replace("x", "\\udc00\\ud800"));
    put(rows, "control character", TestGateway.prompt("x").replace("\"x\"", "\"\u0001\""));
    put(rows, "byte-order mark", "\ufeff" + good);
    put(rows, "250,000 tokens", open + ",\"x\":[" + "1,".repeat(250_000) + "1]}");
    rows.put("byte 0xff", bytes(good, "hello", new byte[] {(byte) 0xff}));
    rows.put("overlong slash", bytes(good, "hello", new byte[] {(byte) 0xc0, (byte) 0xaf}));
    rows.put("surrogate in UTF-8", bytes(good, "hello", new byte[] {-19, -96, -128}));
    rows.put("cut character", bytes(good, "hello", new byte[] {(byte) 0xe2, (byte) 0x82}));
    rows.put("UTF-16", good.getBytes(StandardCharsets.UTF_16LE));
    List<String> wrong = new ArrayList<>();
    int ran = 0;
    for (Map.Entry<String, byte[]> row : rows.entrySet()) {
      long begun = System.nanoTime();
      Reply reply = send(row.getValue());
      long tookMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
      if (reply.status() != 400 || !reply.errorStatus().equals("INVALID_ARGUMENT")) {
        wrong.add(row.getKey() + ": " + reply.status());
      }
      if (tookMs > 1_000) {
        wrong.add(row.getKey() + ": took " + tookMs + " ms");
      }
      ran++;
    }
    assertEquals(List.of(), wrong);
    assertEquals(30, ran);
  }

  @Test
  void two_megabytes_of_invisible_text_end_within_the_deadline_of_detection() {
    String invisible = "\u200b".repeat((BODY_BYTES_MAX - 200) / 3);
    long begun = System.nanoTime();
    Reply reply = send(TestGateway.prompt(invisible).getBytes(StandardCharsets.UTF_8));
    long tookMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
    assertTrue(reply.status() < 500 || reply.status() == 503, reply.text());
    assertTrue(tookMs < 5_000, "took " + tookMs + " ms");
  }

  @Test
  void connections_beyond_the_most_are_closed_and_the_others_serve_on() throws IOException {
    List<RawTls> open = new ArrayList<>();
    int closed = 0;
    try {
      for (int i = 0; i < CONNECTIONS_MAX + 8; i++) {
        RawTls tls = null;
        try {
          tls = http1();
          boolean served = tls.say(models()).answer().status() == 200;
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
        assertEquals(200, tls.say(models()).answer().status());
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
      try (RawTls tls = http1()) {
        if (tls.say(models()).answer().status() == 200) {
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
    try (RawH2 other = http2();
        RawH2 hostile = http2()) {
      other.say(RawH2.headers(1, true, get()));
      assertEquals(200, other.status(1));
      int sent = 0;
      try {
        for (int i = 0; i < 2_000; i++) {
          int stream = 2 * i + 1;
          hostile.say(RawH2.headers(stream, true, get()), RawH2.reset(stream, 8));
          sent++;
        }
      } catch (IOException e) {
        // It may be closed before the last.
      }
      assertEquals(11, hostile.await(RawH2.GOAWAY).errorCode(), "ENHANCE_YOUR_CALM after " + sent);
      other.say(RawH2.headers(3, true, get()));
      assertEquals(200, other.status(3));
    }
    assertEquals(200, send(TestGateway.prompt("hi").getBytes(StandardCharsets.UTF_8)).status());
  }

  @Test
  void a_length_unlike_the_data_reaches_no_model() throws IOException {
    int before = gateway.simulator().lastPrompts().size();
    byte[] body = TestGateway.prompt("unlike").getBytes(StandardCharsets.UTF_8);
    for (int length : new int[] {body.length + 1, body.length - 1}) {
      try (RawH2 h2 = http2()) {
        h2.say(
            RawH2.headers(1, false, post("content-length", Integer.toString(length))),
            RawH2.data(1, true, body));
        RawH2.Frame frame = h2.read();
        while (frame.type() != RawH2.RST_STREAM
            && frame.type() != RawH2.HEADERS
            && frame.type() != RawH2.GOAWAY) {
          frame = h2.read();
        }
        assertEquals(RawH2.RST_STREAM, frame.type());
      }
    }
    assertEquals(before, gateway.simulator().lastPrompts().size());
  }

  private static void put(Map<String, byte[]> rows, String name, String body) {
    rows.put(name, body.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] bytes(String body, String word, byte[] instead) {
    int at = body.indexOf(word);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(body.substring(0, at).getBytes(StandardCharsets.UTF_8));
    out.writeBytes(instead);
    out.writeBytes(body.substring(at + word.length()).getBytes(StandardCharsets.UTF_8));
    return out.toByteArray();
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream packer = new GZIPOutputStream(out);
        InputStream in = new ByteArrayInputStream(bytes)) {
      in.transferTo(packer);
    }
    return out.toByteArray();
  }

  private static Reply send(byte[] body) {
    return gateway.send(
        Version.HTTP_2,
        gateway
            .request(TestGateway.GENERATE, gateway.key("acme"))
            .header("content-type", "application/json")
            .POST(BodyPublishers.ofByteArray(body))
            .build());
  }

  private static RawTls http1() throws IOException {
    return RawTls.open(gateway.caFile(), gateway.dataPort(), "http/1.1");
  }

  private static RawH2 http2() throws IOException {
    return RawH2.open(gateway.caFile(), gateway.dataPort());
  }

  private static String head(String framing) {
    return RawTls.post(TestGateway.GENERATE, gateway.key("acme"), framing);
  }

  private static String models() {
    return "GET /v1beta/models HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
        + gateway.key("acme")
        + "\r\n\r\n";
  }

  private static String[] get() {
    return new String[] {
      ":method",
      "GET",
      ":scheme",
      "https",
      ":authority",
      "localhost",
      ":path",
      "/v1beta/models",
      "authorization",
      "Bearer " + gateway.key("acme")
    };
  }

  private static String[] post(String... more) {
    List<String> all =
        new ArrayList<>(
            List.of(
                ":method", "POST",
                ":scheme", "https",
                ":authority", "localhost",
                ":path", TestGateway.GENERATE,
                "content-type", "application/json",
                "authorization", "Bearer " + gateway.key("acme")));
    all.addAll(List.of(more));
    return all.toArray(new String[0]);
  }
}
