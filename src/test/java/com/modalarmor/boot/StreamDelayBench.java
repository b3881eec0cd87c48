package com.modalarmor.boot;

import com.modalarmor.upstream.simulator.Simulator;
import com.modalarmor.upstream.simulator.SimulatorSettings;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What the guard adds to a stream: a whole gateway in this process, the simulated model with 64
 * chunks at 20 ms, and each request once with the guard and once without holding back (shadow
 * mode), in turn, the order changed with each round. Time runs from the request to the first byte
 * of text, and to the end. Run by hand: {@code mvn -q test-compile exec:exec@stream-delay-bench}.
 */
public final class StreamDelayBench {

  private static final int CHUNKS = 64;
  private static final int CHUNK_DELAY_MS = 20;
  private static final int WARM_UP = 40;
  private static final int ROUNDS = 100;
  private static final String SENTENCE =
      "The report is ready and the team has finished its work on time and within the budget. ";

  /** Milliseconds of one stream. */
  private record Times(double first, double last) {}

  private final TestGateway gateway;
  private final String prompt;

  private StreamDelayBench(TestGateway gateway) {
    this.gateway = gateway;
    this.prompt =
        TestGateway.prompt("echo " + SENTENCE.repeat(24) + "[[sim:chunks:" + CHUNKS + "]]");
  }

  private Times ask(String tenant) throws IOException, InterruptedException {
    HttpRequest request =
        gateway
            .request(TestGateway.STREAM_SSE, gateway.key(tenant))
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(prompt))
            .build();
    long begin = System.nanoTime();
    HttpResponse<InputStream> response =
        gateway
            .client(HttpClient.Version.HTTP_2)
            .send(request, HttpResponse.BodyHandlers.ofInputStream());
    try (InputStream in = response.body()) {
      byte[] first = new byte[8_192];
      int length = 0;
      while (!hasText(first, length)) {
        int more = in.read(first, length, first.length - length);
        if (more < 0) {
          throw new IOException("no text: " + new String(first, 0, length, StandardCharsets.UTF_8));
        }
        length += more;
      }
      long firstNanos = System.nanoTime() - begin;
      in.transferTo(java.io.OutputStream.nullOutputStream());
      return new Times(firstNanos / 1e6, (System.nanoTime() - begin) / 1e6);
    }
  }

  private static boolean hasText(byte[] bytes, int length) {
    String text = new String(bytes, 0, length, StandardCharsets.UTF_8);
    int end = text.indexOf("\r\n\r\n");
    if (end < 0) {
      return false;
    }
    String json = text.substring("data: ".length(), end);
    return !new JsonObject(json)
        .getJsonArray("candidates")
        .getJsonObject(0)
        .getJsonObject("content")
        .getJsonArray("parts")
        .getJsonObject(0)
        .getString("text")
        .isEmpty();
  }

  private void run() throws IOException, InterruptedException {
    for (int i = 0; i < WARM_UP; i++) {
      ask(i % 2 == 0 ? "acme" : "watching");
    }
    List<Times> guarded = new ArrayList<>();
    List<Times> bare = new ArrayList<>();
    double guardBefore = guardSeconds();
    double requestsBefore = guardCount();
    for (int round = 0; round < ROUNDS; round++) {
      if (round % 2 == 0) {
        guarded.add(ask("acme"));
        bare.add(ask("watching"));
      } else {
        bare.add(ask("watching"));
        guarded.add(ask("acme"));
      }
    }
    double[] first = new double[ROUNDS];
    double[] last = new double[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
      first[i] = guarded.get(i).first() - bare.get(i).first();
      last[i] = guarded.get(i).last() - bare.get(i).last();
    }
    print("first text, guarded", guarded.stream().mapToDouble(Times::first).toArray());
    print("first text, not held back", bare.stream().mapToDouble(Times::first).toArray());
    print("added to the first text, pairs", first);
    print("added to the end, pairs", last);
    double guardMs = 1e3 * (guardSeconds() - guardBefore) / (guardCount() - requestsBefore);
    System.out.printf(
        Locale.ROOT,
        "guard's own time: %.3f ms a stream, %.1f us an event (in both)%n",
        guardMs,
        1e3 * guardMs / CHUNKS);
  }

  private double guardSeconds() {
    return gateway.metric("modal_armor_stage_seconds_sum", "stage=\"guard\"");
  }

  private double guardCount() {
    return gateway.metric("modal_armor_stage_seconds_count", "stage=\"guard\"");
  }

  private static void print(String what, double[] ms) {
    Arrays.sort(ms);
    System.out.printf(
        Locale.ROOT,
        "%-32s median %.3f ms, p5 %.3f, p95 %.3f%n",
        what,
        ms[ms.length / 2],
        ms[ms.length / 20],
        ms[ms.length - 1 - ms.length / 20]);
  }

  public static void main(String[] args) throws Exception {
    Path folder = Files.createTempDirectory("stream-delay-bench");
    Vertx vertx = Vertx.vertx();
    Simulator model =
        RunningGateway.await(
            Simulator.start(vertx, new SimulatorSettings(0, CHUNK_DELAY_MS, false, false)), 10);
    try (TestGateway gateway =
        TestGateway.in(folder)
            .setting("upstream.gemini.base-url", model.url())
            .policy("watching", "mode: shadow\n")
            .tenant("watching", "enterprise", "policy: watching\n")
            .start()) {
      new StreamDelayBench(gateway).run();
    } finally {
      RunningGateway.await(vertx.close(), 10);
    }
    System.exit(0);
  }
}
