package com.modalarmor.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.modalarmor.fixture.RawTls;
import com.modalarmor.fixture.RawTls.Answer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What no client of this gateway sends over HTTP/1.1, byte for byte, and what becomes of it. */
class EnvelopeTest {

  private static final String BODY = TestGateway.prompt("hello");
  private static final int CLOSED = 0;

  @TempDir static Path folder;
  private static TestGateway gateway;

  /** A request, and the statuses of which one must be its answer. */
  private record Row(String name, String request, Set<Integer> statuses) {}

  @BeforeAll
  static void start() {
    gateway = TestGateway.in(folder).start();
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @Test
  void the_request_that_all_others_are_spoilt_from_is_answered() throws IOException {
    try (RawTls tls = connect()) {
      assertEquals(200, tls.say(post("", BODY)).answer().status());
      assertEquals(200, tls.say(get("/v1beta/models", "")).answer().status(), "kept alive");
    }
  }

  @Test
  void refuses_the_twelve_forms_that_a_bare_server_lets_through() throws IOException {
    String path = "/v1beta/models";
    int ran =
        refuseAll(
            List.of(
                row("no Host", "GET " + path + " HTTP/1.1\r\n" + key() + "\r\n", 400),
                row("two Hosts", get(path, "Host: localhost\r\n"), 400),
                row("folded header", get(path, "X-A: b\r\n c\r\n"), 400),
                row(
                    "absolute form for another host",
                    "GET https://other.test" + path + " HTTP/1.1\r\n" + host() + key() + "\r\n",
                    400),
                row("1,000 headers", get(path, many(1_000)), 431),
                row("TRACE", "TRACE " + path + " HTTP/1.1\r\n" + host() + key() + "\r\n", 405),
                row(
                    "CONNECT",
                    "CONNECT localhost:443 HTTP/1.1\r\n" + host() + key() + "\r\n",
                    400,
                    405),
                row(
                    "h2c upgrade",
                    get(
                        path,
                        "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n"
                            + "HTTP2-Settings: AAMAAABkAAQCAAAAAAIAAAAA\r\n"),
                    400),
                row("unknown Expect", post("Expect: the-unexpected\r\n", BODY), 417),
                row("%00", get("/v1beta/models%00", ""), 400),
                row("/../", get("/v1beta/../v1beta/models", ""), 400),
                row("%zz", get("/v1beta/%zz", ""), 400)));
    assertEquals(12, ran);
  }

  @Test
  void refuses_folds_wherever_they_stand_and_however_they_arrive() throws IOException {
    String path = "/v1beta/models";
    int ran =
        refuseAll(
            List.of(
                row("by tab", get(path, "X-A: b\r\n\tc\r\n"), 400),
                row(
                    "before the first header",
                    "GET " + path + " HTTP/1.1\r\n Host: localhost\r\n" + key() + "\r\n",
                    400),
                row("of the credential", get(path, "X-A:\r\n b\r\n"), 400),
                row("of a length", post("X-A: b\r\n Content-Length: 5\r\n", BODY), 400),
                row("a line of blanks", get(path, "X-A: b\r\n \r\n"), 400)));
    assertEquals(5, ran);
    String folded = get(path, "X-A: b\r\n c\r\n");
    for (int cut = 1; cut < folded.length(); cut += 7) {
      try (RawTls tls = connect()) {
        tls.say(folded.substring(0, cut)).say(folded.substring(cut));
        assertEquals(400, tls.answer().status(), "cut at " + cut);
        assertTrue(tls.closedByPeer());
      }
    }
  }

  @Test
  void blanks_in_a_body_are_no_fold_in_any_framing() throws IOException {
    String body = "\r\n {\"contents\":\r\n\t[{\"parts\":[{\"text\":\"hi\"}]}]}\r\n ";
    String chunked =
        head("Transfer-Encoding: chunked\r\n")
            + "3\r\n\r\n \r\n"
            + Integer.toHexString(body.length() - 3)
            + "\r\n"
            + body.substring(3)
            + "\r\n0\r\n\r\n";
    int ran = 0;
    for (String request : List.of(post("", body), chunked)) {
      for (int cut = 1; cut < request.length(); cut += 23) {
        try (RawTls tls = connect()) {
          tls.say(request.substring(0, cut)).say(request.substring(cut));
          assertEquals(200, tls.answer().status(), "cut at " + cut);
          ran++;
        }
      }
    }
    assertTrue(ran > 20, "cuts: " + ran);
  }

  @Test
  void two_requests_in_one_packet_are_both_answered() throws IOException {
    try (RawTls tls = connect()) {
      tls.say(post("", BODY) + get("/v1beta/models", ""));
      assertEquals(200, tls.answer().status());
      assertEquals(200, tls.answer().status());
    }
  }

  @Test
  void refuses_every_form_of_smuggling_and_parses_no_second_request() throws IOException {
    String hidden = get("/v1beta/models", "X-Hidden: 1\r\n");
    List<Row> rows = new ArrayList<>();
    String chunks = "0\r\n\r\n";
    rows.add(
        row("CL and TE", head("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n") + chunks));
    rows.add(
        row("TE and CL", head("Transfer-Encoding: chunked\r\nContent-Length: 5\r\n") + chunks));
    rows.add(row("two equal lengths", head("Content-Length: 2\r\nContent-Length: 2\r\n") + "{}"));
    rows.add(row("two unequal", head("Content-Length: 2\r\nContent-Length: 3\r\n") + "{}"));
    rows.add(row("two in one", head("Content-Length: 2, 2\r\n") + "{}"));
    for (String length : new String[] {"+5", "-1", "0x5", "5 5", "5;", "", "1e1", "9".repeat(20)}) {
      rows.add(row("length '" + length + "'", head("Content-Length: " + length + "\r\n") + "{}"));
    }
    for (String coding :
        new String[] {
          "xchunked", "chunked, chunked", "chunked, identity", "identity", "gzip, chunked",
          "chunked;q=1", "\"chunked\"", "\u000bchunked", "chunked\u0000", ""
        }) {
      rows.add(
          row("coding '" + coding + "'", head("Transfer-Encoding: " + coding + "\r\n") + chunks));
    }
    rows.add(
        row(
            "TE twice",
            head("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n") + chunks));
    rows.add(
        row(
            "TE, then another",
            head("Transfer-Encoding: chunked\r\nTransfer-Encoding: x\r\n") + chunks));
    rows.add(row("blank before colon", head("Transfer-Encoding : chunked\r\n") + chunks));
    rows.add(row("blank before CL's colon", head("Content-Length : 2\r\n") + "{}"));
    rows.add(row("CR alone", head("X: a\rTransfer-Encoding: chunked\r\n") + chunks));
    rows.add(row("LF alone", head("X: a\nTransfer-Encoding: chunked\r\n") + chunks));
    String chunked = head("Transfer-Encoding: chunked\r\n");
    for (String size : new String[] {"x", "-1", "0x2", "+2", "2 2", "", "fffffffffffffffff"}) {
      rows.add(row("chunk size '" + size + "'", chunked + size + "\r\n{}\r\n0\r\n\r\n"));
    }
    rows.add(row("chunk ended by LF", chunked + "2\n{}\r\n0\r\n\r\n"));
    rows.add(row("chunk data without end", chunked + "2\r\n{}xx0\r\n\r\n"));
    rows.add(row("quoted extension", chunked + "2;a=\"\r\n0\r\n\r\n\"\r\n{}\r\n0\r\n\r\n"));
    rows.add(row("extension with LF", chunked + "2;a\nb\r\n{}\r\n0\r\n\r\n"));
    int ran = 0;
    List<String> wrong = new ArrayList<>();
    for (Row row : rows) {
      Answer answer = ask(row.name(), row.request() + hidden, false, wrong);
      if (answer.status() != CLOSED && (answer.status() < 400 || answer.status() > 499)) {
        wrong.add(row.name() + ": " + answer.status());
      }
      ran++;
    }
    assertEquals(List.of(), wrong);
    assertEquals(40, ran);
  }

  @Test
  void refuses_the_rest_of_the_table() throws IOException {
    String path = "/v1beta/models";
    int ran =
        refuseAll(
            List.of(
                row("Host unlike the absolute URI", absolute("https://localhost" + path), 400),
                row("absolute form of this host", absolute(gateway.url() + path), 400),
                row("authority form", get("localhost:8443", ""), 400),
                row("asterisk", get("*", ""), 400),
                row(
                    "Host with a blank",
                    "GET " + path + " HTTP/1.1\r\nHost: a b\r\n" + key() + "\r\n",
                    400),
                row(
                    "Host with user info",
                    "GET " + path + " HTTP/1.1\r\nHost: a@b\r\n" + key() + "\r\n",
                    400),
                row("empty Host", "GET " + path + " HTTP/1.1\r\nHost:\r\n" + key() + "\r\n", 400),
                row("NUL in a value", get(path, "X-A: b\u0000c\r\n"), 400),
                row("CR in a value", get(path, "X-A: b\rc\r\n"), 400),
                row("control in a name", get(path, "X\u0001A: b\r\n"), 400),
                row("no colon", get(path, "X-A\r\n"), 400),
                row("URI of 5 KB", get(path + "?a=" + "b".repeat(5 << 10), ""), 414),
                row("header of 20 KB", get(path, "X-A: " + "b".repeat(20 << 10) + "\r\n"), 431),
                row("20 KB in ten headers", get(path, wide(10, 2 << 10)), 431),
                row("101 headers", get(path, many(101)), 431),
                row(
                    "unknown method",
                    "BREW " + path + " HTTP/1.1\r\n" + host() + key() + "\r\n",
                    405,
                    501),
                row(
                    "lower-case method",
                    "get " + path + " HTTP/1.1\r\n" + host() + key() + "\r\n",
                    400,
                    405,
                    501),
                row(
                    "PUT on a route",
                    "PUT " + path + " HTTP/1.1\r\n" + host() + key() + "\r\n",
                    405),
                row("//", get("//v1beta/models", ""), 400),
                row("/./", get("/v1beta/./models", ""), 400),
                row(";", get("/v1beta/models;a=b", ""), 400),
                row("\\", get("/v1beta\\models", ""), 400),
                row("%2e%2e", get("/v1beta/%2e%2e/models", ""), 400),
                row("%2f", get("/v1beta%2fmodels", ""), 400),
                row("a byte above 127", get("/v1beta/mod\u00e9ls", ""), 400),
                row("HTTP/1.0", "GET " + path + " HTTP/1.0\r\n" + host() + key() + "\r\n", 400),
                row(
                    "HTTP/1.2",
                    "GET " + path + " HTTP/1.2\r\n" + host() + key() + "\r\n",
                    400,
                    505),
                row("HTTP/0.9", "GET " + path + "\r\n\r\n", 400, CLOSED),
                row("websocket", get(path, "Connection: Upgrade\r\nUpgrade: websocket\r\n"), 400),
                row("unknown route", get("/v1beta/nothing", ""), 404),
                row("root", get("/", ""), 404)));
    assertEquals(31, ran);
  }

  @Test
  void forged_forwarding_headers_change_nothing() throws IOException {
    try (RawTls tls = connect()) {
      String forged =
          "X-Forwarded-For: 127.0.0.1\r\n"
              + "X-Real-IP: 10.0.0.1\r\n"
              + "Forwarded: for=10.0.0.1;host=evil\r\n"
              + "X-Forwarded-Host: evil.test\r\n"
              + "X-Forwarded-Proto: http\r\n"
              + "X-Original-URL: /v1/other\r\n";
      Answer answer = tls.say(get("/v1beta/models", forged)).answer();
      assertEquals(200, answer.status());
      assertTrue(!answer.body().contains("evil") && !answer.head().contains("evil"));
    }
  }

  @Test
  void expect_continue_is_answered_before_the_body() throws IOException {
    try (RawTls tls = connect()) {
      String request = post("Expect: 100-continue\r\n", BODY);
      int end = request.indexOf("\r\n\r\n") + 4;
      assertEquals(100, tls.say(request.substring(0, end)).answer().status());
      assertEquals(200, tls.say(request.substring(end)).answer().status());
    }
  }

  /** Every row's fault is told, not only the first. */
  private static int refuseAll(List<Row> rows) throws IOException {
    List<String> wrong = new ArrayList<>();
    int ran = 0;
    for (Row row : rows) {
      Answer answer = ask(row.name(), row.request(), true, wrong);
      if (!row.statuses().contains(answer.status())) {
        wrong.add(row.name() + ": " + answer.status());
      }
      ran++;
    }
    assertEquals(List.of(), wrong);
    return ran;
  }

  /** Sends one request; whatever is refused must be audited, in the error shape, and told apart. */
  private static Answer ask(String name, String request, boolean mayStay, List<String> wrong)
      throws IOException {
    int before = gateway.audit().size();
    try (RawTls tls = connect()) {
      Answer answer = tls.say(request).answer();
      if (answer.status() != CLOSED && !isRefusal(answer)) {
        wrong.add(name + ": not the shape of a refusal: " + answer.head() + answer.body());
      }
      if ((!mayStay || answer.status() == 400) && !tls.closedByPeer()) {
        wrong.add(name + ": a second request was parsed");
      }
      List<JsonObject> records = gateway.audit();
      // A row that was closed without an answer may leave its record a moment later, beside the
      // next
      // row's; none of them may tell of a request that was served.
      int own = 0;
      for (JsonObject record : records.subList(before, records.size())) {
        if (record.getString("request_id").equals(answer.header("x-request-id"))
            && record.getInteger("status") == answer.status()) {
          own++;
        } else if (record.getInteger("status") == 200) {
          wrong.add(name + ": served");
        }
      }
      if (answer.status() != CLOSED && own != 1) {
        wrong.add(name + ": " + own + " records of its own");
      }
      return answer;
    } catch (SocketTimeoutException e) {
      wrong.add(name + ": neither answered nor closed");
      return new Answer(-1, "", "");
    }
  }

  private static boolean isRefusal(Answer answer) {
    JsonObject error =
        new JsonObject(answer.body().isEmpty() ? "{}" : answer.body()).getJsonObject("error");
    return error != null
        && answer.status() == error.getInteger("code")
        && !error.getString("status").isEmpty()
        && !error.getString("message").isEmpty()
        && answer.header("x-request-id").length() == 32
        && answer.header("x-modal-armor-decision").equals("block");
  }

  private static RawTls connect() throws IOException {
    return RawTls.open(gateway.caFile(), gateway.dataPort(), "http/1.1");
  }

  private static Row row(String name, String request, Integer... statuses) {
    return new Row(name, request, Set.of(statuses));
  }

  private static String host() {
    return "Host: localhost:" + gateway.dataPort() + "\r\n";
  }

  private static String key() {
    return "Authorization: Bearer " + gateway.key("acme") + "\r\n";
  }

  private static String get(String target, String headers) {
    return "GET " + target + " HTTP/1.1\r\n" + host() + key() + headers + "\r\n";
  }

  private static String absolute(String target) {
    return "GET " + target + " HTTP/1.1\r\n" + host() + key() + "\r\n";
  }

  private static String post(String headers, String body) {
    return head(headers + "Content-Length: " + body.length() + "\r\n") + body;
  }

  private static String head(String headers) {
    return "POST "
        + TestGateway.GENERATE
        + " HTTP/1.1\r\n"
        + host()
        + key()
        + "Content-Type: application/json\r\n"
        + headers
        + "\r\n";
  }

  private static String many(int count) {
    return wide(count, 1);
  }

  private static String wide(int count, int bytes) {
    StringBuilder headers = new StringBuilder();
    for (int i = 0; i < count; i++) {
      headers.append("X-").append(i).append(": ").append("v".repeat(bytes)).append("\r\n");
    }
    return headers.toString();
  }
}
