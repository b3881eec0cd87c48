package com.modalarmor.boot;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Does one large prompt delay the others? A whole gateway in this process; prompts of 1 KB at a
 * fixed rate, alone and beside a steady flow of 1 MB prompts, in turn. Times run from the moment at
 * which a prompt was due. Run by hand: {@code mvn -q test-compile exec:exec@large-prompt-bench}.
 */
public final class LargePromptBench {

  private static final int SMALL_A_SECOND = 200;
  private static final int LARGE_A_SECOND = 2;
  private static final int WARM_UP_SECONDS = 10;
  private static final int PHASE_SECONDS = 15;
  private static final int ROUNDS = 3;
  private static final String[] WORDS =
      ("the report shows that our team finished its work on time and the customer asked for a short"
              + " summary of costs plans dates rooms names places weather music bread water paper")
          .split(" ");

  private final TestGateway gateway;
  private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(1);
  private final Map<String, Integer> errors = new ConcurrentHashMap<>();
  private final HttpRequest[] small = new HttpRequest[32];
  private final HttpRequest[] large = new HttpRequest[4];

  private LargePromptBench(TestGateway gateway) {
    this.gateway = gateway;
    for (int i = 0; i < small.length; i++) {
      small[i] = prompt(words(1_000, i));
    }
    for (int i = 0; i < large.length; i++) {
      large[i] = prompt(words(1_000_000, 100 + i));
    }
  }

  private HttpRequest prompt(String text) {
    return gateway
        .request(TestGateway.GENERATE, gateway.key("acme"))
        .header("content-type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(TestGateway.prompt(text)))
        .build();
  }

  private static String words(int length, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    StringBuilder text = new StringBuilder(length + 16);
    while (text.length() < length) {
      text.append(WORDS[random.nextInt(WORDS.length)]).append(random.nextInt(12) == 0 ? ". " : " ");
    }
    return text.toString();
  }

  /** The milliseconds of each small prompt, sorted. */
  private double[] phase(int seconds, boolean withLarge) throws InterruptedException {
    ConcurrentLinkedQueue<Double> times = new ConcurrentLinkedQueue<>();
    List<CompletableFuture<?>> pending = new ArrayList<>();
    int ticks = seconds * SMALL_A_SECOND;
    long begin = System.nanoTime();
    long step = TimeUnit.SECONDS.toNanos(1) / SMALL_A_SECOND;
    CompletableFuture<Void> sent = new CompletableFuture<>();
    int[] tick = {0};
    clock.scheduleAtFixedRate(
        () -> {
          if (tick[0] == ticks) {
            sent.complete(null);
            throw new IllegalStateException("done"); // ends the schedule
          }
          int number = tick[0]++;
          pending.add(timed(small[number % small.length], begin + number * step, times));
          if (withLarge && number % (SMALL_A_SECOND / LARGE_A_SECOND) == 0) {
            pending.add(timed(large[number % large.length], 0, null));
          }
        },
        0,
        step,
        TimeUnit.NANOSECONDS);
    sent.join();
    CompletableFuture.allOf(pending.toArray(new CompletableFuture<?>[0])).join();
    return times.stream().mapToDouble(Double::doubleValue).sorted().toArray();
  }

  private CompletableFuture<?> timed(
      HttpRequest request, long due, ConcurrentLinkedQueue<Double> times) {
    // Large prompts on a connection of their own: another caller sends them.
    HttpClient.Version version =
        times == null ? HttpClient.Version.HTTP_1_1 : HttpClient.Version.HTTP_2;
    return gateway
        .client(version)
        .sendAsync(request, HttpResponse.BodyHandlers.ofByteArray())
        .handle(
            (answer, fault) -> {
              if (fault != null || answer.statusCode() != 200) {
                String what = fault == null ? "status " + answer.statusCode() : fault.toString();
                errors.merge((times == null ? "large: " : "small: ") + what, 1, Integer::sum);
              }
              if (times != null) {
                times.add((System.nanoTime() - due) / 1e6);
              }
              return null;
            });
  }

  private void run() throws InterruptedException {
    phase(WARM_UP_SECONDS, true);
    double[][] p99 = new double[2][ROUNDS];
    System.out.println("| prompts of 1 KB | count | p50 ms | p99 ms | max ms |");
    System.out.println("|---|---:|---:|---:|---:|");
    for (int round = 0; round < ROUNDS; round++) {
      for (int with = 0; with < 2; with++) {
        double[] times = phase(PHASE_SECONDS, with == 1);
        p99[with][round] = times[times.length * 99 / 100];
        System.out.printf(
            Locale.ROOT,
            "| %s | %d | %.2f | %.2f | %.2f |%n",
            with == 1 ? "beside " + LARGE_A_SECOND + " of 1 MB a second" : "alone",
            times.length,
            times[times.length / 2],
            p99[with][round],
            times[times.length - 1]);
      }
    }
    Arrays.sort(p99[0]);
    Arrays.sort(p99[1]);
    System.out.printf(
        Locale.ROOT,
        "%nmedian p99 %.2f ms alone, %.2f ms beside: %.2f times; errors: %s%n",
        p99[0][ROUNDS / 2],
        p99[1][ROUNDS / 2],
        p99[1][ROUNDS / 2] / p99[0][ROUNDS / 2],
        errors);
    clock.shutdown();
  }

  /** The model keeps what it received until somebody takes it. */
  private static void forgetReceived(TestGateway gateway) {
    Thread taker =
        new Thread(
            () -> {
              while (true) {
                try {
                  gateway.fake().take();
                } catch (AssertionError e) {
                  continue; // nothing came for a while
                }
              }
            });
    taker.setDaemon(true);
    taker.start();
  }

  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("large-prompt");
    try (TestGateway gateway =
        TestGateway.in(folder)
            .fakeModel()
            .setting("limits.degraded-enterprise-in-flight-max", 100_000)
            .start()) {
      forgetReceived(gateway);
      new LargePromptBench(gateway).run();
    } finally {
      try (Stream<Path> files = Files.walk(folder)) {
        files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
      }
    }
    System.exit(0);
  }
}
