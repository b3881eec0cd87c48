package com.modalarmor.boot;

import com.modalarmor.boot.VectorPairRows.Place;
import com.modalarmor.fixture.ChromaServer;
import com.modalarmor.fixture.OneConnection;
import com.modalarmor.fixture.RawTls;
import com.modalarmor.fixture.ReplayedChroma;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What the gateway adds in front of a Chroma server: the same query asked directly and through the
 * gateway in alternation, one connection each, so that whatever else the machine does meets both
 * alike. {@code --help} says what else it tells.
 *
 * <pre>mvn -q test-compile exec:exec@vector-pair-bench</pre>
 */
final class VectorPairBench {

  private static final String HELP =
      """
      What the gateway adds in front of a Chroma server, in milliseconds at the median of pairs.

        mvn -q test-compile exec:exec@vector-pair-bench -Dbench.args="[--quick] [--replay] [--seconds N] [--rows N] [--clause] [--labels N]"

        --seconds N  measures for N seconds (60); before that it warms up for half of it, and until the
                     gateway has served 12,000 queries (Java compiles in full what has run 5,000
                     times), after some 20 s for the start and for writing the rows
        --rows N     rows of the collection (10,000): they slow the server, not the gateway
        --clause     the direct query carries a clause on metadata, which the gateway's own does not need:
                     with --labels the levels that the caller may read, as whoever filters by rights
                     without a gateway has to ask
        --labels N   rows of N labels (up to 5), all of which the caller may read: N collections in
                     Chroma, asked side by side; the direct query goes to one that holds all rows,
                     and the same N searches side by side are asked directly, too: what they take
                     more than one is Chroma's own price
        --quick      2,000 rows and 10 seconds, hardly warm: to see that it runs
        --replay     the server's work left out: a stand-in repeats its last answer at once, so that the
                     gateway's own part is not a small difference of two large times
        --delay-ms N with --replay: it waits so long, as a server would, but leaves the cores alone
      The processor time of the gateway's threads a query is what an idle core would take; the wall
      clock holds the waiting for cores that others use.
      """;

  private static final int WARM_QUERIES = 12_000;
  private static final int ROWS = 10_000;
  private static final int QUICK_ROWS = 2_000;
  private static final int SECONDS = 60;
  private static final int QUICK_SECONDS = 10;
  private static final int FEW_ROWS = 20;
  private static final int PAIRS_MIN = 20;

  private final int rows;
  private final int labels;

  /** Approximate searches of several small collections and of one large may differ by a row. */
  private int otherRows;

  private final long measuredNanos;
  private final int warmQueries;
  private final VectorPairRows its;
  private final VectorPairFigures figures = new VectorPairFigures();
  private final List<OneConnection> beside = new ArrayList<>();
  private boolean replaying;

  private VectorPairBench(
      List<String> options,
      int rows,
      int seconds,
      OneConnection direct,
      OneConnection through,
      String key) {
    this.rows = rows;
    this.labels = number(options, "--labels", 1);
    this.measuredNanos = TimeUnit.SECONDS.toNanos(seconds);
    this.warmQueries = options.contains("--quick") ? 0 : WARM_QUERIES;
    this.its =
        new VectorPairRows(
            direct,
            through,
            "authorization: Bearer " + key + "\r\n",
            labels,
            options.contains("--clause"));
  }

  public static void main(String[] args) throws Exception {
    List<String> options = Arrays.stream(args).filter(arg -> !arg.isBlank()).toList();
    if (options.contains("--help")) {
      System.out.print(HELP);
      return;
    }
    boolean quick = options.contains("--quick");
    int seconds = number(options, "--seconds", quick ? QUICK_SECONDS : SECONDS);
    int rows = number(options, "--rows", quick ? QUICK_ROWS : ROWS);
    int delayMs = number(options, "--delay-ms", 0);
    Path folder = Files.createTempDirectory("vector-pair-bench");
    say("starting Chroma and the gateway");
    try (ChromaServer chroma =
            ChromaServer.start(Files.createDirectories(folder.resolve("chroma")));
        ReplayedChroma replayed = ReplayedChroma.before(chroma.port());
        TestGateway gateway =
            TestGateway.in(Files.createDirectories(folder.resolve("gateway")))
                .setting("vector.store", "chroma")
                .setting(
                    "vector.chroma.base-url",
                    options.contains("--replay") ? replayed.url() : chroma.url())
                .start();
        OneConnection direct =
            OneConnection.open(
                options.contains("--replay") ? replayed.port() : chroma.port(), null);
        OneConnection through =
            OneConnection.open(gateway.dataPort(), RawTls.trusting(gateway.caFile()))) {
      VectorPairBench bench =
          new VectorPairBench(
              options,
              rows,
              seconds,
              direct,
              through,
              gateway.jwt("acme", "bench", "top_secret", List.of(), "admin"));
      for (int i = 0; i < bench.labels; i++) {
        bench.beside.add(OneConnection.open(chroma.port(), null));
      }
      bench.measure(options.contains("--replay") ? replayed : null, delayMs);
      bench.report();
    }
    System.exit(0);
  }

  private static int number(List<String> options, String name, int otherwise) {
    int at = options.indexOf(name);
    return at < 0 ? otherwise : Integer.parseInt(options.get(at + 1));
  }

  static void say(String what) {
    System.err.println(what);
  }

  private void measure(ReplayedChroma replayed, int delayMs) throws IOException {
    // Written once, through the gateway, and asked directly where it puts the rows of a label.
    Place place = its.fill("bench", rows);
    Place small = its.fill("small", FEW_ROWS);
    List<byte[][]> queries = its.queries();
    say("warming up: " + TimeUnit.NANOSECONDS.toSeconds(measuredNanos / 2) + " s");
    // Often enough for the gateway to know the vectors that they find.
    for (int i = 0; i < VectorPairRows.QUERIES * 4; i++) {
      pair(place, queries.get(i % VectorPairRows.QUERIES), i, false);
    }
    pair(small, queries.get(0), 0, false);
    if (replayed != null) {
      replayed.replay(0);
      replaying = true;
    }
    // A server that has been up for a while has compiled its code; the large collection would be
    // too
    // slow for so many queries.
    long begin = System.nanoTime();
    int asked = 0;
    while (System.nanoTime() - begin < measuredNanos / 2) {
      pair(small, queries.get(asked % VectorPairRows.QUERIES), asked, false);
      asked++;
    }
    for (; asked < warmQueries; asked++) {
      its.askThrough(small, queries.get(asked % VectorPairRows.QUERIES));
    }
    if (replayed != null) {
      replayed.replay(delayMs);
    }
    Map<String, Long> before = ThreadMeter.processorNanos();
    long allocated = ThreadMeter.allocatedBytes();
    begin = System.nanoTime();
    long told = begin;
    int pairs = 0;
    while (pairs < PAIRS_MIN || System.nanoTime() - begin < measuredNanos) {
      pair(place, queries.get(pairs % VectorPairRows.QUERIES), pairs, true);
      pairs++;
      if (System.nanoTime() - told > TimeUnit.SECONDS.toNanos(5)) {
        told = System.nanoTime();
        long left = Math.max(0, measuredNanos - (told - begin));
        say(pairs + " pairs, " + TimeUnit.NANOSECONDS.toSeconds(left) + " s left");
      }
    }
    long tookNanos = System.nanoTime() - begin;
    Map<String, Long> after = ThreadMeter.processorNanos();
    System.out.printf(
        "memory made on the gateway's event loops: %.1f KB a query%n",
        (ThreadMeter.allocatedBytes() - allocated) / 1024.0 / pairs);
    after.replaceAll((name, nanos) -> (nanos - before.getOrDefault(name, 0L)));
    System.out.printf(
        "processor time of the gateway's threads, µs a query (%d of them without any query):%n",
        Math.round(ThreadMeter.idleShare() * tookNanos / pairs / 1e3));
    long sum = 0;
    for (Map.Entry<String, Long> group : after.entrySet()) {
      sum += group.getValue();
      long micros = group.getValue() / pairs / 1_000;
      if (micros > 0) {
        System.out.printf("  %-32s %5d%n", group.getKey(), micros);
      }
    }
    System.out.printf("  %-32s %5d%n", "together", sum / pairs / 1_000);
  }

  private void pair(Place place, byte[][] query, int turn, boolean counted) throws IOException {
    long begin = System.nanoTime();
    OneConnection.Answer first =
        turn % 2 == 0 ? its.ask(place, query) : its.askThrough(place, query);
    long middle = System.nanoTime();
    OneConnection.Answer second =
        turn % 2 == 0 ? its.askThrough(place, query) : its.ask(place, query);
    long end = System.nanoTime();
    OneConnection.Answer answer = turn % 2 == 0 ? second : first;
    OneConnection.Answer wanted = turn % 2 == 0 ? first : second;
    // Repeated answers are those to another question: the gateway would order them anew.
    if (!replaying && !ids(answer).equals(ids(wanted).replaceAll("[0-9a-f]{25}:", ""))) {
      if (labels == 1) {
        throw new AssertionError("other rows: " + answer.body() + " and " + wanted.body());
      }
      otherRows++;
    }
    if (counted) {
      long a = turn % 2 == 0 ? middle - begin : end - middle;
      long b = turn % 2 == 0 ? end - middle : middle - begin;
      figures.pair(a, b, answer.header("server-timing"));
      if (labels > 1) {
        long nanos = askSideBySide(place, query[2]);
        figures.sideBySide(nanos, b);
      }
    }
  }

  /** The gateway's own searches asked without it, a connection each. */
  private long askSideBySide(Place place, byte[] query) throws IOException {
    long begin = System.nanoTime();
    for (int i = 0; i < labels; i++) {
      beside.get(i).ask("POST", place.ofLabels().get(i) + "/query", "", query);
    }
    for (int i = 0; i < labels; i++) {
      VectorPairRows.good(beside.get(i).answer());
    }
    return System.nanoTime() - begin;
  }

  private static String ids(OneConnection.Answer answer) {
    return new JsonObject(answer.body()).getJsonArray("ids").encode();
  }

  private void report() {
    if (labels > 1) {
      say("answers with other rows than the direct ones, warming up included: " + otherRows);
    }
    figures.report(labels);
  }
}
