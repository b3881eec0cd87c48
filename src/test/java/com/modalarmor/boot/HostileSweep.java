package com.modalarmor.boot;

import com.modalarmor.chat.Document;
import com.modalarmor.detect.AttackScan;
import com.modalarmor.detect.BenchTexts;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * What hostile texts of one length cost beside the clean one, by thread CPU time. Cold: each is
 * read for a moment, twice, in a process that has read nothing else, so much of it is code that is
 * not compiled yet. Warm: the dear ones are read on, in turns, until two rounds agree.
 */
final class HostileSweep {

  private static final int CHARS = 64 << 10;
  private static final int SCANS_MIN = 5;
  private static final int SCANS_MAX = 4_096;
  private static final long ROUND_NANOS = 150_000_000;
  private static final int COLD_ROUNDS = 2;

  /** Above this many times clean, cold, a text is read until it is warm. */
  private static final double DEAR = 4;

  /** Rounds of one text that are as good as equal: the JIT has no more to do for it. */
  private static final double AGREE = 0.03;

  private static final int WARM_ROUNDS_MIN = 6;

  /** Beyond this no text is read on, agreed or not. */
  private static final long WARM_SECONDS_MAX = 200;

  /** The aim: no hostile text costs more than so many clean ones. */
  private static final double BAR = 6;

  private final AttackScan scan = new AttackScan(Policies.detectors(Path.of(""), Path.of("")));
  private final Row clean = new Row("clean", AttackScan.document(BenchTexts.clean(CHARS, 1)));
  private final List<Row> rows = new ArrayList<>();

  private static final class Row {

    final String name;
    final Document document;
    double coldMicros;
    double warmMicros;
    double roundBefore;
    boolean settled;

    Row(String name, Document document) {
      this.name = name;
      this.document = document;
    }
  }

  void run() {
    BenchTexts.hostile(CHARS)
        .forEach((name, text) -> rows.add(new Row(name, AttackScan.document(text))));
    cold();
    warm();
    report();
  }

  private void cold() {
    for (int round = 0; round < COLD_ROUNDS; round++) {
      clean.coldMicros = median(clean.document);
      rows.forEach(row -> row.coldMicros = median(row.document));
    }
  }

  /**
   * In turns, so that between two rounds of a text the compiler has time and what it made for one
   * text alone does not stay.
   */
  private void warm() {
    List<Row> left = new ArrayList<>(rows.stream().filter(this::isDear).toList());
    long end = System.nanoTime() + WARM_SECONDS_MAX * 1_000_000_000;
    for (int round = 1; !left.isEmpty() && System.nanoTime() < end; round++) {
      read(clean, round);
      for (Row row : left) {
        read(row, round);
      }
      left.removeIf(row -> row.settled);
    }
  }

  private boolean isDear(Row row) {
    return row.coldMicros > DEAR * clean.coldMicros;
  }

  private void read(Row row, int round) {
    double micros = median(row.document);
    double apart = Math.abs(micros - row.roundBefore) / micros;
    row.settled = round >= WARM_ROUNDS_MIN && apart < AGREE;
    row.warmMicros = round == 1 ? micros : (micros + row.roundBefore) / 2;
    row.roundBefore = micros;
  }

  private double median(Document document) {
    com.sun.management.ThreadMXBean threads =
        (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    double[] times = new double[SCANS_MAX];
    int count = 0;
    long end = System.nanoTime() + ROUND_NANOS;
    do {
      long from = threads.getCurrentThreadCpuTime();
      scan.scan(document);
      times[count++] = (threads.getCurrentThreadCpuTime() - from) / 1_000.0;
    } while (count < SCANS_MAX && (count < SCANS_MIN || System.nanoTime() < end));
    Arrays.sort(times, 0, count);
    return times[count / 2];
  }

  private void report() {
    System.out.println();
    System.out.println("| 64 K characters of | cold µs | to clean | warm µs | to clean |");
    System.out.println("|---|---:|---:|---:|---:|");
    line(clean);
    rows.stream()
        .sorted(
            Comparator.comparingDouble((Row row) -> -row.warmMicros)
                .thenComparingDouble(row -> -row.coldMicros))
        .forEach(this::line);
    System.out.printf(
        Locale.ROOT,
        "%nAbove %.0f × clean of %d: %d cold, %d warm; %d of %d read on have settled.%n",
        BAR,
        rows.size(),
        rows.stream().filter(row -> row.coldMicros > BAR * clean.coldMicros).count(),
        rows.stream().filter(row -> row.warmMicros > BAR * clean.warmMicros).count(),
        rows.stream().filter(row -> row.settled).count(),
        rows.stream().filter(this::isDear).count());
  }

  private void line(Row row) {
    String warm =
        row.warmMicros == 0
            ? " | "
            : String.format(
                Locale.ROOT, "%.0f | %.2f ×", row.warmMicros, row.warmMicros / clean.warmMicros);
    System.out.printf(
        Locale.ROOT,
        "| %s | %.0f | %.2f × | %s |%n",
        row.name,
        row.coldMicros,
        row.coldMicros / clean.coldMicros,
        warm);
  }
}
