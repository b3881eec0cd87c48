package com.modalarmor.vector.chroma;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.modalarmor.vector.HeavyAnswer;
import com.modalarmor.vector.VectorFault;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Calls from an event loop to a server that answers in all the ways that servers do. */
final class ChromaHttpTest {

  private static final String ASK = "/api/v2/rows/query";
  private static final String WRITE = "/api/v2/rows/upsert";

  /** What is said to the n-th question; "end" = the connection ends; empty = nothing, for ever. */
  private final List<String> script = new CopyOnWriteArrayList<>();

  private final AtomicInteger questions = new AtomicInteger();
  private final AtomicInteger connections = new AtomicInteger();
  private ServerSocket server;
  private Thread accepting;
  private Vertx vertx;
  private ChromaHttp http;
  private final Promise<io.vertx.core.Context> loop = Promise.promise();

  @BeforeEach
  void start() throws Exception {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    accepting = new Thread(this::accept);
    accepting.setDaemon(true);
    accepting.start();
    vertx = Vertx.vertx();
    URI url = URI.create("http://127.0.0.1:" + server.getLocalPort());
    http = new ChromaHttp(vertx, new ChromaSettings(url, 4, 600, 1 << 20, 0, 100, 500, 100));
    vertx
        .deployVerticle(
            new VerticleBase() {
              @Override
              public Future<?> start() {
                loop.complete(context);
                return Future.succeededFuture();
              }
            })
        .toCompletionStage()
        .toCompletableFuture()
        .get(5, TimeUnit.SECONDS);
  }

  @AfterEach
  void stop() throws Exception {
    http.close();
    vertx.close().toCompletionStage().toCompletableFuture().get(5, TimeUnit.SECONDS);
    server.close();
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = server.accept();
        connections.incrementAndGet();
        Thread thread = new Thread(() -> serve(socket));
        thread.setDaemon(true);
        thread.start();
      }
    } catch (IOException e) {
      // closed
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      InputStream in = new BufferedInputStream(socket.getInputStream());
      while (question(in)) {
        int n = questions.getAndIncrement();
        String said = n < script.size() ? script.get(n) : ok("{\"n\":" + n + "}");
        if (said.equals("end")) {
          return;
        }
        socket.getOutputStream().write(said.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
        if (said.contains("cut short")) {
          return;
        }
      }
    } catch (IOException e) {
      // the other side went away
    }
  }

  private static boolean question(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int b = in.read();
      if (b < 0) {
        return false;
      }
      head.append((char) b);
    }
    int at = head.toString().toLowerCase(Locale.ROOT).indexOf("content-length: ");
    if (at >= 0) {
      in.readNBytes(Integer.parseInt(head.substring(at + 16, head.indexOf("\r", at))));
    }
    return true;
  }

  private static String ok(String body) {
    return "HTTP/1.1 200 OK\r\ncontent-length: " + body.length() + "\r\n\r\n" + body;
  }

  /** The body, or what went wrong. */
  private String call(String path) throws Exception {
    Promise<String> done = Promise.promise();
    loop.future()
        .result()
        .runOnContext(
            v ->
                http.call(HttpMethod.POST, path, "{}".getBytes(StandardCharsets.UTF_8))
                    .onComplete(
                        result ->
                            done.complete(
                                result.succeeded()
                                    ? new String(result.result(), StandardCharsets.UTF_8)
                                    : said(result.cause()))));
    return done.future().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  private static String said(Throwable e) {
    return e instanceof VectorFault fault
        ? fault.kind().name()
        : e instanceof HeavyAnswer ? "HEAVY" : e.toString();
  }

  @Test
  void questions_one_after_another_take_one_connection() throws Exception {
    for (int i = 0; i < 20; i++) {
      assertEquals("{\"n\":" + i + "}", call(ASK));
    }
    assertEquals(1, connections.get());
  }

  @Test
  void an_answer_of_unknown_length_is_asked_for_in_the_ordinary_way() throws Exception {
    String chunked =
        "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n4\r\n{\"a\"\r\n3\r\n:1}\r\n0\r\n\r\n";
    script.addAll(List.of(chunked, chunked));
    assertEquals("{\"a\":1}", call(ASK));
    assertEquals(2, questions.get());
    assertEquals("{\"n\":2}", call(ASK));
  }

  @Test
  void a_connection_that_ends_is_made_anew_and_the_question_asked_again() throws Exception {
    assertEquals("{\"n\":0}", call(ASK));
    script.addAll(List.of("", "end"));
    assertEquals("{\"n\":2}", call(ASK));
    script.addAll(List.of("", "HTTP/1.1 200 OK\r\ncontent-length: 50\r\n\r\ncut short"));
    assertEquals("{\"n\":4}", call(ASK));
    script.addAll(
        List.of("", "HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 3\r\n\r\nabc"));
    call(ASK);
    assertEquals("{\"n\":6}", call(ASK));
  }

  @Test
  void who_is_gone_is_told_as_gone() throws Exception {
    script.addAll(List.of("end", "end"));
    assertEquals("STORE_GONE", call(ASK));
    server.close();
    accepting.join(); // until it has left its accept, the kernel goes on taking connections
    assertEquals("STORE_GONE", call(ASK));
    assertEquals(2, questions.get());
  }

  @Test
  void who_never_answers_is_not_waited_for() throws Exception {
    script.add("");
    long begin = System.nanoTime();
    assertEquals("STORE_GONE", call(ASK));
    long tookMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
    assertTrue(tookMs >= 500 && tookMs < 5_000, tookMs + " ms");
    assertEquals(1, questions.get());
  }

  @Test
  void faults_and_large_answers_are_told_as_ever() throws Exception {
    script.add("HTTP/1.1 404 Not Found\r\ncontent-length: 2\r\n\r\n{}");
    script.add("HTTP/1.1 500 Fault\r\ncontent-length: 2\r\n\r\n{}");
    script.add(ok("x".repeat(HeavyAnswer.BYTES_MAX + 1)));
    assertEquals("NOT_FOUND", call(ASK));
    assertEquals("STORE_FAILED", call(ASK));
    assertEquals("HEAVY", call(ASK));
    assertEquals("{\"n\":3}", call(ASK));
  }

  @Test
  void what_changes_something_is_never_sent_twice() throws Exception {
    script.add("end");
    assertEquals("STORE_GONE", call(WRITE));
    assertEquals(1, questions.get());
  }
}
