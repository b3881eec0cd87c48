package com.modalarmor.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole gateway under load of three tiers while its Redis is killed or stands still. */
class RedisLossIT {

  private static final int PER_TENANT_S = 20;
  private static final int BUDGET_MS = 20;

  /** What a busy machine of two cores may add before a ready thread of the gateway runs. */
  private static final int STAGE_SLACK_MS = 60;

  /** The same for client and gateway together, in one process. */
  private static final int CLIENT_SLACK_MS = 150;

  /** A tenth of the free tenant's 200 a day. */
  private static final int FREE_SHARE = 20;

  @TempDir Path folder;
  private TestGateway gateway;
  private Load load;

  private record Sample(String tenant, long sentNanos, double tookMs, int status, double stageMs) {}

  @BeforeEach
  void start() {
    gateway =
        TestGateway.in(folder)
            .tenant("acme", "enterprise", "requests-per-second: 1000\n")
            .tenant("globex", "pro", "requests-per-day: 2000\n")
            .tenant("hobby", "free", "requests-per-day: 200\n")
            .start();
    for (int i = 0; i < 100; i++) { // code that runs for the first time is slow for another reason
      gateway.post(TestGateway.INSPECT, inspect());
    }
    awaitThat("limits in force", 5_000, this::inForce);
    load = new Load();
  }

  @AfterEach
  void stop() {
    load.close();
    gateway.close();
  }

  @Test
  void killed_no_request_waits_and_every_tier_has_its_declared_behaviour() {
    outage(gateway.redis()::kill, gateway.redis()::restart);
  }

  @Test
  void paused_for_three_seconds_likewise() {
    outage(gateway.redis()::pause, gateway.redis()::resume);
  }

  private void outage(Runnable begin, Runnable end) {
    load.runMs(1_500);
    double longestBefore = load.longestMs();
    begin.run();
    long lost = System.nanoTime();
    awaitThat("degraded", 150, () -> !inForce());
    load.runMs(3_000);
    long ended = System.nanoTime();
    end.run();
    long backMs = awaitThat("limits in force", 5_000, this::inForce);
    long back = System.nanoTime();
    load.runMs(1_500);
    load.awaitAll();
    System.out.printf(
        "limits back after %d ms; longest before %.0f ms, in all %.0f ms; longest stage %.1f ms%n",
        backMs, longestBefore, load.longestMs(), load.longestStageMs());
    assertEquals(0, load.failures.get(), "requests without an answer");
    assertTrue(load.longestStageMs() <= BUDGET_MS + STAGE_SLACK_MS, "longest stage of limits");
    assertTrue(load.longestMs() <= longestBefore + BUDGET_MS + CLIENT_SLACK_MS, "longest request");
    for (Sample sample : load.samples) {
      boolean paid = !sample.tenant().equals("hobby");
      assertTrue(!paid || sample.status() == 200, "a paying tier was refused: " + sample);
      boolean during = sample.sentNanos() > lost && sample.sentNanos() < ended;
      assertTrue(
          during || sample.sentNanos() < back || sample.status() == 200, "after all: " + sample);
    }
    long granted = count(lost, ended, 200);
    long refused = count(lost, ended, 503);
    assertTrue(granted <= FREE_SHARE && granted >= FREE_SHARE - 8, "free, granted: " + granted);
    assertTrue(refused >= 20, "free, refused: " + refused);
    assertEquals(load.sent.get() + 100, gateway.audit().size());
  }

  private long count(long from, long to, int status) {
    return load.samples.stream()
        .filter(s -> s.tenant().equals("hobby") && s.status() == status)
        .filter(s -> s.sentNanos() > from && s.sentNanos() < to)
        .count();
  }

  private boolean inForce() {
    return gateway.running().gateway().health().report().get("redis");
  }

  private static String inspect() {
    return "{\"text\":\"Why is the sky blue?\",\"direction\":\"input\"}";
  }

  private static long awaitThat(String what, int withinMs, BooleanSupplier condition) {
    long begun = System.nanoTime();
    while (!condition.getAsBoolean()) {
      long ms = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
      assertTrue(ms < withinMs, "not within " + withinMs + " ms: " + what);
      LockSupport.parkNanos(1_000_000);
    }
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
  }

  /** Arrivals at a fixed rate, whether or not answers come. */
  private final class Load implements AutoCloseable {

    final Queue<Sample> samples = new ConcurrentLinkedQueue<>();
    final AtomicInteger sent = new AtomicInteger();
    final AtomicInteger failures = new AtomicInteger();
    private final List<String> tenants = List.of("acme", "globex", "hobby");
    private final HttpClient client = gateway.client(Version.HTTP_2);
    private volatile boolean stopped;
    private final Thread thread = new Thread(this::run, "load");

    Load() {
      thread.start();
    }

    private void run() {
      long next = System.nanoTime();
      long gap = 1_000_000_000L / (PER_TENANT_S * tenants.size());
      for (int i = 0; !stopped; i++) {
        send(tenants.get(i % tenants.size()));
        next += gap;
        while (!stopped && System.nanoTime() - next < 0) {
          LockSupport.parkNanos(next - System.nanoTime());
        }
      }
    }

    private void send(String tenant) {
      HttpRequest request =
          gateway
              .request(TestGateway.INSPECT, gateway.key(tenant))
              .header("content-type", "application/json")
              .POST(BodyPublishers.ofString(inspect()))
              .build();
      sent.incrementAndGet();
      long begun = System.nanoTime();
      client
          .sendAsync(request, HttpResponse.BodyHandlers.ofString())
          .whenComplete(
              (answer, failure) -> {
                if (failure != null) {
                  failures.incrementAndGet();
                  return;
                }
                samples.add(
                    new Sample(
                        tenant,
                        begun,
                        (System.nanoTime() - begun) / 1e6,
                        answer.statusCode(),
                        stageMs(answer.headers().firstValue("server-timing").orElse(""))));
              });
    }

    void runMs(int ms) {
      long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(ms);
      awaitThat("load", ms + 1_000, () -> System.nanoTime() - until >= 0);
    }

    void awaitAll() {
      close();
      awaitThat("all answered", 5_000, () -> samples.size() + failures.get() == sent.get());
    }

    double longestMs() {
      return samples.stream().mapToDouble(Sample::tookMs).max().orElseThrow();
    }

    double longestStageMs() {
      return samples.stream().mapToDouble(Sample::stageMs).max().orElseThrow();
    }

    @Override
    public void close() {
      stopped = true;
      try {
        thread.join(2_000);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** The milliseconds that a request spent in its limits. */
  private static double stageMs(String timing) {
    String name = "limits;dur=";
    int at = timing.indexOf(name);
    if (at < 0) {
      return 0;
    }
    int end = timing.indexOf(',', at);
    return Double.parseDouble(timing.substring(at + name.length(), end));
  }
}
