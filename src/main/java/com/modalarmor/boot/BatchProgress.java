package com.modalarmor.boot;

import java.io.PrintStream;
import java.util.concurrent.TimeUnit;

/** A line on stderr that tells how far a batch is; silent for short ones. Single-threaded. */
final class BatchProgress {

  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
  private static final int BAR_CHARS = 30;

  private final long bytesTotal;
  private final PrintStream out;
  private final long begin = System.nanoTime();
  private long shownNanos = begin;
  private long lines;
  private long bytes;

  /** {@code bytesTotal} 0 = unknown. */
  BatchProgress(long bytesTotal, PrintStream out) {
    this.bytesTotal = bytesTotal;
    this.out = out;
  }

  void add(long lineBytes) {
    lines++;
    bytes += lineBytes;
    long now = System.nanoTime();
    if (now - shownNanos >= PAUSE_NANOS) {
      shownNanos = now;
      out.print('\r' + bar() + lines + " lines");
      out.flush();
    }
  }

  /** {@code done} of {@code total} units are done, {@code rows} rows in all. */
  void at(long done, long total, long rows) {
    bytes = bytesTotal * done / Math.max(1, total);
    lines = rows - 1;
    add(0);
  }

  private String bar() {
    if (bytesTotal == 0) {
      return "";
    }
    int done = (int) Math.min(BAR_CHARS, BAR_CHARS * bytes / bytesTotal);
    return "[" + "#".repeat(done) + " ".repeat(BAR_CHARS - done) + "] ";
  }

  long lines() {
    return lines;
  }

  void end() {
    double seconds = (System.nanoTime() - begin) / 1e9;
    out.printf("%s%d lines, %.1f s%n", shownNanos == begin ? "" : "\r" + bar(), lines, seconds);
  }
}
