package com.modalarmor.boot;

import com.modalarmor.chat.Document;
import com.modalarmor.detect.AttackScan;
import com.modalarmor.detect.BenchTexts;
import com.modalarmor.detect.ScanResult;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * What the whole attack detection costs: clean texts by length (JMH, with allocation), then hostile
 * texts of one length as ratios to clean ({@link HostileSweep}). Run it with {@code mvn -q
 * test-compile exec:exec@detection-bench}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgs = "-XX:+UseParallelGC")
public class AttackDetectionBench {

  private static final int TEXTS = 64;

  @Param({"1024", "2048", "65536"})
  public int chars;

  private AttackScan scan;
  private Document[] documents;
  private int next;

  /** Different texts, so that no cache learns one by heart. */
  @org.openjdk.jmh.annotations.Setup
  public void prepare() {
    scan = new AttackScan(Policies.detectors(Path.of(""), Path.of("")));
    documents = new Document[TEXTS];
    for (int i = 0; i < TEXTS; i++) {
      documents[i] = AttackScan.document(BenchTexts.clean(chars, i));
    }
  }

  @Benchmark
  public ScanResult clean() {
    next = (next + 1) % TEXTS;
    return scan.scan(documents[next]);
  }

  public static void main(String[] arguments) throws RunnerException {
    Collection<RunResult> results =
        new Runner(
                new OptionsBuilder()
                    .include(AttackDetectionBench.class.getName())
                    .addProfiler(GCProfiler.class)
                    .build())
            .run();
    System.out.println();
    System.out.println("| clean text | median µs | p99 µs | bytes allocated | to 1 KB |");
    System.out.println("|---|---:|---:|---:|---:|");
    double first = 0;
    for (RunResult result : results) {
      double median = result.getPrimaryResult().getStatistics().getPercentile(50);
      double p99 = result.getPrimaryResult().getStatistics().getPercentile(99);
      double bytes = result.getSecondaryResults().get("gc.alloc.rate.norm").getScore();
      first = first == 0 ? median : first;
      System.out.printf(
          Locale.ROOT,
          "| %s characters | %.1f | %.1f | %.0f | %.1f × |%n",
          result.getParams().getParam("chars"),
          median,
          p99,
          bytes,
          median / first);
    }
    new HostileSweep().run();
  }
}
