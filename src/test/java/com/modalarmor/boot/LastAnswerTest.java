package com.modalarmor.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.modalarmor.boot.TestGateway.Reply;
import com.modalarmor.fixture.RawTls;
import com.modalarmor.fixture.RawTls.Answer;
import java.io.IOException;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/**
 * How an HTTP/1.1 connection ends: its client reads the last answer, and knows that it is the last.
 */
class LastAnswerTest {

  private static final int BODY_BYTES_MAX = 64 << 10;

  /** More than the buffers of both sockets take. */
  private static final int SENT_BYTES = 8 << 20;

  @TempDir Path folder;

  @Test
  void a_client_that_goes_on_sending_still_reads_why_it_was_refused() throws IOException {
    try (TestGateway gateway = gateway()) {
      List<String> heads =
          List.of(
              head(gateway, "Content-Length: " + SENT_BYTES),
              head(gateway, "Transfer-Encoding: chunked")
                  + Integer.toHexString(SENT_BYTES)
                  + "\r\n");
      byte[] piece = new byte[64 << 10];
      int rows = 0;
      for (String head : heads) {
        try (RawTls tls = RawTls.open(gateway.caFile(), gateway.dataPort(), "http/1.1")) {
          tls.say(head);
          for (int sent = 0; sent < SENT_BYTES; sent += piece.length) {
            tls.say(piece);
          }
          Answer answer = tls.answer();
          assertEquals(413, answer.status(), answer.head());
          assertEquals("close", answer.header("connection"));
          assertTrue(tls.closedByPeer());
        }
        rows++;
      }
      assertEquals(2, rows);
    }
  }

  @Test
  void an_ordinary_client_is_told_413_every_time() {
    try (TestGateway gateway = gateway()) {
      byte[] large = new byte[2 << 20];
      for (int i = 0; i < 30; i++) {
        Reply reply =
            gateway.send(
                Version.HTTP_1_1,
                gateway
                    .request(TestGateway.GENERATE, gateway.key("acme"))
                    .header("content-type", "application/json")
                    .POST(BodyPublishers.ofByteArray(large))
                    .build());
        assertEquals(413, reply.status(), "request " + i);
      }
    }
  }

  @Test
  void a_client_that_never_stops_sending_is_left_in_the_end() throws IOException {
    try (TestGateway gateway = gateway();
        RawTls tls = RawTls.open(gateway.caFile(), gateway.dataPort(), "http/1.1")) {
      tls.say(head(gateway, "Content-Length: 2000000000"));
      long begun = System.nanoTime();
      byte[] piece = new byte[1 << 10];
      boolean left = false;
      while (!left && System.nanoTime() - begun < TimeUnit.SECONDS.toNanos(10)) {
        try {
          tls.say(piece);
          LockSupport.parkNanos(1_000_000);
        } catch (IOException e) {
          left = true;
        }
      }
      assertTrue(left, "it would go on for ever");
    }
  }

  @Test
  void while_the_pod_drains_every_answer_says_that_it_is_the_last() throws Exception {
    Logger limits = (Logger) LoggerFactory.getLogger("com.modalarmor.limits");
    ListAppender<ILoggingEvent> heard = new ListAppender<>();
    heard.start();
    TestGateway gateway =
        TestGateway.in(folder).setting("data-plane.drain-delay-ms", 1_500).start();
    limits.addAppender(heard);
    Thread closing = new Thread(gateway::close, "closing");
    try (RawTls tls = RawTls.open(gateway.caFile(), gateway.dataPort(), "http/1.1")) {
      String get =
          "GET /v1beta/models HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
              + gateway.key("acme")
              + "\r\n\r\n";
      Answer kept = tls.say(get).answer();
      assertEquals(200, kept.status());
      assertEquals("", kept.header("connection"));
      closing.start();
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
      while (gateway.running().gateway().health().ready()) {
        assertTrue(System.nanoTime() - deadline < 0, "drains");
        LockSupport.parkNanos(1_000_000);
      }
      Answer last = tls.say(get).answer();
      assertEquals(200, last.status());
      assertEquals("close", last.header("connection"));
      assertTrue(tls.closedByPeer());
    } finally {
      closing.join(TimeUnit.SECONDS.toMillis(30));
      limits.detachAppender(heard);
    }
    assertEquals(
        List.of(),
        heard.list.stream().filter(line -> line.getLevel().isGreaterOrEqual(Level.WARN)).toList(),
        "an orderly stop is no loss of Redis");
  }

  private TestGateway gateway() {
    return TestGateway.in(folder).setting("data-plane.body-bytes-max", BODY_BYTES_MAX).start();
  }

  private static String head(TestGateway gateway, String framing) {
    return RawTls.post(TestGateway.GENERATE, gateway.key("acme"), framing);
  }
}
