package com.modalarmor.load.pairbench;

import java.io.PrintStream;
import java.util.Locale;

/**
 * The progress line on stderr: steps done, what runs, and about how long it still takes.
 *
 * <p>Used by the bench thread. Written over in place on a terminal, line by line elsewhere.
 */
final class Progress {
  private final PrintStream out;
  private final boolean terminal;
  private final int steps;
  private final long startNs = System.nanoTime();
  private int done;

  Progress(PrintStream out, boolean terminal, int steps) {
    this.out = out;
    this.terminal = terminal;
    this.steps = steps;
  }

  void note(String what) {
    if (terminal) {
      out.print("\r\u001b[K" + head() + what + leftover());
      out.flush();
    }
  }

  void warm(String target, long requests, double jitCore) {
    done++;
    line(
        String.format(
            Locale.ROOT,
            "%s warm after %d requests, compilers use %.0f %% of a core",
            target,
            requests,
            jitCore * 100));
  }

  void done(Sample sample) {
    done++;
    line(
        String.format(
            Locale.ROOT,
            "%-11s %d %-8s %7.0f req/s  p50 %6.2f  p99 %7.2f ms  %6.1f µs CPU  "
                + "core %3.0f %% (JIT %2.0f)  load %3.0f %%  others %3.0f %%%s",
            sample.phase().title(),
            sample.round(),
            sample.target(),
            sample.requestsPerS(),
            sample.p50Ms(),
            sample.p99Ms(),
            sample.cpuMicros(),
            sample.targetCore() * 100,
            sample.jitCore() * 100,
            sample.loadCore() * 100,
            sample.othersCore() * 100,
            sample.errors() > 0 ? "  errors " + sample.errors() : ""));
  }

  private void line(String text) {
    out.println((terminal ? "\r\u001b[K" : "") + head() + text);
  }

  private String head() {
    return String.format(Locale.ROOT, "[%2d/%2d] ", done, steps);
  }

  private String leftover() {
    if (done == 0) {
      return "";
    }
    long elapsedS = (System.nanoTime() - startNs) / 1_000_000_000L;
    return "  (about " + elapsedS * (steps - done) / done + " s left)";
  }
}
