package com.modalarmor.boot;

import com.modalarmor.classify.Trainer;
import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** A bar on stderr that tells how far a training is. Single-threaded. */
final class TrainProgress implements Trainer.Progress {

  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
  private static final int BAR_CHARS = 30;

  private final PrintStream out;
  private final long begin = System.nanoTime();
  private long shownNanos = begin;

  TrainProgress(PrintStream out) {
    this.out = out;
  }

  @Override
  public void at(String stage, double share) {
    long now = System.nanoTime();
    if (now - shownNanos >= PAUSE_NANOS) {
      shownNanos = now;
      int done = (int) Math.min(BAR_CHARS, BAR_CHARS * share);
      out.print("\r[" + "#".repeat(done) + " ".repeat(BAR_CHARS - done) + "] " + stage);
      out.flush();
    }
  }

  void end() {
    double seconds = (System.nanoTime() - begin) / 1e9;
    out.printf(Locale.ROOT, "%strained in %.1f s%n", shownNanos == begin ? "" : "\r", seconds);
  }
}
