package com.modalarmor.load.pairbench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Waits until others leave the machine alone, so that a round is not lost to a neighbour's build.
 *
 * <p>Used by the bench thread, between measurements, when nothing of ours runs.
 */
final class QuietMachine {
  private static final Path STAT = Path.of("/proc/stat");
  private static final double BUSY_MAX = 0.25;
  private static final long LOOK_MS = 250;

  private QuietMachine() {}

  /** Returns when all cores together were mostly idle for a moment, at the latest after a while. */
  static void await(int waitMaxS) {
    long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(waitMaxS);
    try {
      long[] before = parse(Files.readAllLines(STAT));
      while (System.nanoTime() < deadlineNs) {
        Thread.sleep(LOOK_MS);
        long[] now = parse(Files.readAllLines(STAT));
        double all = Math.max(1, now[1] - before[1]);
        if ((now[0] - before[0]) / all <= BUSY_MAX) {
          return;
        }
        before = now;
      }
    } catch (IOException e) {
      // Waiting is a courtesy; the rules about bottlenecks still hold.
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchFailure("interrupted");
    }
  }

  /** Busy time of all cores since the machine started, in nanoseconds; a tick is 10 ms. */
  static long busyNs() {
    try {
      return parse(Files.readAllLines(STAT))[0] * 10_000_000L;
    } catch (IOException e) {
      return 0;
    }
  }

  /**
   * Busy and total ticks of all cores, from the line {@code cpu user nice system idle iowait …}.
   */
  static long[] parse(List<String> stat) {
    for (String line : stat) {
      if (line.startsWith("cpu ")) {
        String[] fields = line.substring(4).strip().split(" ");
        long all = 0;
        // Fields 9 and 10 (guest) are contained in user and nice already.
        for (int i = 0; i < Math.min(8, fields.length); i++) {
          all += Long.parseLong(fields[i]);
        }
        long idle = Long.parseLong(fields[3]) + Long.parseLong(fields[4]);
        return new long[] {all - idle, all};
      }
    }
    return new long[] {0, 0};
  }
}
