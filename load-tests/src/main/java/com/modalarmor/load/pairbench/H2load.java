package com.modalarmor.load.pairbench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Runs h2load against one port and reads what it logged.
 *
 * <p>Used by the bench thread.
 */
final class H2load {
  private static final String ROUTE = "/v1beta/models/gemini-2.0-flash:generateContent";

  private final Workplace place;
  private final String program;
  private final Path body;
  private final String token;
  private final int waitMaxS;

  H2load(Workplace place, String token, int waitMaxS) {
    this.place = place;
    this.program = Tools.require("h2load", "to make the load (package nghttp2-client)");
    this.token = token;
    this.waitMaxS = waitMaxS;
    this.body = place.file("body.json");
    try {
      Files.writeString(body, Payloads.request(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new BenchFailure("cannot write " + body);
    }
  }

  /** What h2load saw, and the CPU time it used itself. */
  record Outcome(H2loadLog log, long generatorNs) {}

  Outcome closed(int port, int requests, int connections, int streams) {
    return run(port, List.of("-n" + requests, "-c" + connections, "-m" + streams));
  }

  /**
   * h2load keeps a rate by a timer of 10 ms in each client. In step, all clients send what is due
   * at the same moment, and then nothing for 10 ms; started a millisecond apart, they spread it.
   */
  Outcome fixed(int port, int ratePerS, int seconds, int connections, int streams, boolean spread) {
    List<String> load = new ArrayList<>();
    if (spread) {
      load.addAll(List.of("-n" + ratePerS * seconds, "-r1", "--rate-period=1ms"));
    } else {
      load.add("-D" + seconds);
    }
    load.add("--rps=" + String.format(Locale.ROOT, "%.3f", (double) ratePerS / connections));
    load.addAll(List.of("-c" + connections, "-m" + streams));
    return run(port, load);
  }

  private Outcome run(int port, List<String> load) {
    Path log = place.file("h2load.tsv");
    List<String> command = new ArrayList<>(List.of(program, "-t1"));
    command.addAll(load);
    command.add("--log-file=" + log);
    command.add("-d");
    command.add(body.toString());
    command.add("-H");
    command.add("content-type: application/json");
    command.add("-H");
    command.add("authorization: Bearer " + token);
    command.add("https://127.0.0.1:" + port + ROUTE);
    try {
      // h2load appends, so an old file would be counted again.
      Files.deleteIfExists(log);
      long endedBeforeNs = ProcFs.endedChildrenNs();
      Child child =
          place.children().start("h2load", place.pinning().load(command), place.file("h2load.log"));
      await(child);
      long generatorNs = ProcFs.endedChildrenNs() - endedBeforeNs;
      place.children().forget(child);
      if (child.exitCode() != 0) {
        throw new BenchFailure("h2load failed, exit code " + child.exitCode() + child.tail());
      }
      try (BufferedReader reader = Files.newBufferedReader(log, StandardCharsets.US_ASCII)) {
        return new Outcome(H2loadLog.parse(reader), generatorNs);
      }
    } catch (IOException e) {
      throw new BenchFailure("cannot read h2load's log " + log + ": " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchFailure("interrupted");
    }
  }

  /** Waits without looking: whoever reads {@code /proc} meanwhile takes the generator's core. */
  private void await(Child child) throws InterruptedException {
    if (!child.waitForMs(TimeUnit.SECONDS.toMillis(waitMaxS))) {
      child.close();
      place.children().forget(child);
      throw new BenchFailure(
          "h2load did not end in " + waitMaxS + " s: the process under test stopped answering");
    }
  }
}
