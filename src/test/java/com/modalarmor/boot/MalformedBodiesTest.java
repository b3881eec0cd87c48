package com.modalarmor.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.modalarmor.boot.TestGateway.Reply;
import com.modalarmor.fixture.RawH2;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bodies packed, malformed, of another type or unlike what their head says. */
class MalformedBodiesTest {

  private static final int BODY_BYTES_MAX = 2 << 20;

  @TempDir static Path folder;
  private static TestGateway gateway;
  private static RawCalls calls;

  @BeforeAll
  static void start() {
    gateway = TestGateway.in(folder).setting("data-plane.body-bytes-max", BODY_BYTES_MAX).start();
    calls = new RawCalls(gateway);
    gateway.post(TestGateway.GENERATE, TestGateway.prompt("warm"));
  }

  @AfterAll
  static void stop() {
    gateway.close();
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
      Reply reply = calls.send(row.getValue());
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
    Reply reply = calls.send(TestGateway.prompt(invisible).getBytes(StandardCharsets.UTF_8));
    long tookMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
    assertTrue(reply.status() < 500 || reply.status() == 503, reply.text());
    assertTrue(tookMs < 5_000, "took " + tookMs + " ms");
  }

  @Test
  void a_length_unlike_the_data_reaches_no_model() throws IOException {
    int before = gateway.simulator().lastPrompts().size();
    byte[] body = TestGateway.prompt("unlike").getBytes(StandardCharsets.UTF_8);
    for (int length : new int[] {body.length + 1, body.length - 1}) {
      try (RawH2 h2 = calls.http2()) {
        h2.say(
            RawH2.headers(1, false, calls.post("content-length", Integer.toString(length))),
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
}
