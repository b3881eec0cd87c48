package com.modalarmor.load.pairbench;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The rows of an h2load {@code --log-file}: start in epoch µs, status, µs until the end of
 * response.
 *
 * <p>Immutable once parsed.
 */
final class H2loadLog {
  private static final int ROWS_MAX = 20_000_000;

  private final SortedMap<Integer, Long> statuses;
  private final int[] sortedOkMicros;
  private final double seconds;

  private H2loadLog(SortedMap<Integer, Long> statuses, int[] sortedOkMicros, double seconds) {
    this.statuses = statuses;
    this.sortedOkMicros = sortedOkMicros;
    this.seconds = seconds;
  }

  static H2loadLog parse(BufferedReader reader) throws IOException {
    SortedMap<Integer, Long> statuses = new TreeMap<>();
    int[] ok = new int[4096];
    int okCount = 0;
    long firstStart = Long.MAX_VALUE;
    long lastEnd = Long.MIN_VALUE;
    String line;
    for (int row = 0; (line = reader.readLine()) != null; row++) {
      if (row >= ROWS_MAX) {
        throw new IOException("h2load log has more than " + ROWS_MAX + " rows");
      }
      int first = line.indexOf('\t');
      int second = line.indexOf('\t', first + 1);
      if (first < 0 || second < 0) {
        throw new IOException("not an h2load log row, number " + (row + 1));
      }
      int third = line.indexOf('\t', second + 1);
      long start = Long.parseLong(line, 0, first, 10);
      int status = Integer.parseInt(line, first + 1, second, 10);
      int end = third < 0 ? line.length() : third;
      int micros = Integer.parseInt(line, second + 1, end, 10);
      statuses.merge(status, 1L, Long::sum);
      firstStart = Math.min(firstStart, start);
      lastEnd = Math.max(lastEnd, start + micros);
      if (isOk(status)) {
        if (okCount == ok.length) {
          ok = Arrays.copyOf(ok, ok.length * 2);
        }
        ok[okCount++] = micros;
      }
    }
    int[] sorted = Arrays.copyOf(ok, okCount);
    Arrays.sort(sorted);
    double seconds = lastEnd > firstStart ? (lastEnd - firstStart) / 1e6 : 0;
    return new H2loadLog(statuses, sorted, seconds);
  }

  private static boolean isOk(int status) {
    return status >= 200 && status < 300;
  }

  /** Rows by status; −1 is a stream that failed. */
  SortedMap<Integer, Long> statuses() {
    return new TreeMap<>(statuses);
  }

  long ok() {
    return sortedOkMicros.length;
  }

  long errors() {
    long all = 0;
    for (long count : statuses.values()) {
      all += count;
    }
    return all - ok();
  }

  /** From the first request's start to the last response's end, so without the TLS handshakes. */
  double seconds() {
    return seconds;
  }

  double requestsPerS() {
    return seconds > 0 ? ok() / seconds : 0;
  }

  /** Nearest-rank percentile of the 2xx responses in milliseconds, or NaN when there is none. */
  double percentileMs(double percent) {
    if (sortedOkMicros.length == 0) {
      return Double.NaN;
    }
    int rank = (int) Math.ceil(percent / 100 * sortedOkMicros.length);
    int index = Math.min(Math.max(rank, 1), sortedOkMicros.length) - 1;
    return sortedOkMicros[index] / 1000.0;
  }
}
