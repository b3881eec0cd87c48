package com.modalarmor.detect.secret;

import static java.util.stream.Collectors.joining;

import com.modalarmor.chat.Trust;
import com.modalarmor.detect.BenchTexts;
import com.modalarmor.detect.Detector;
import com.modalarmor.detect.FindingSink;
import com.modalarmor.detect.Subject;
import com.modalarmor.detect.pii.PiiDetector;
import com.modalarmor.detect.pii.PiiPack;
import com.modalarmor.detect.pii.PiiSelection;
import com.modalarmor.text.Views;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;

/**
 * Prints what secrets and patterned personal data cost in thread CPU time, on clean and on hostile
 * texts of 64 KB, and how many times clean text a hostile one costs. Run by hand: {@code mvn -q
 * test-compile exec:exec@secret-bench}.
 */
public final class SecretBench {

  private static final int LENGTH = 65_536;
  private static final int SAMPLES = 9;

  /** A sample takes so long, at least one pass. */
  private static final long SAMPLE_NANOS = 20_000_000;

  private static final String RUSSIAN =
      "Пожалуйста, подготовьте краткий отчёт для совета директоров. Выручка выросла, а расходы"
          + " остались прежними; ";
  private static final String GERMAN =
      "Bitte fasse den Bericht für die Geschäftsführung zusammen. Größere Änderungen bei"
          + " Straßenverträgen. ";
  private static final String CHINESE = "请总结一下季度报告,收入增长了百分之十二,而成本保持不变。团队发布了三个版本。";

  private SecretBench() {}

  public static void main(String[] args) {
    Views.warmUp();
    PiiDetector.warmUp();
    Detector secrets = new SecretDetector(SecretPack.load(SecretPack.packaged()));
    List<Detector> both = new ArrayList<>();
    both.add(PiiDetector.of(PiiPack.packaged(), PiiSelection.DEFAULT));
    both.add(secrets);
    Map<String, String> texts = texts();
    for (int round = 0; round < 2; round++) {
      double cleanSecrets = 0;
      double cleanBoth = 0;
      System.out.printf(
          "%-20s %10s %10s %10s %8s %8s%n",
          "64 KB of", "read MB/s", "secrets", "with PII", "×clean", "×clean");
      for (Map.Entry<String, String> text : texts.entrySet()) {
        double read = megabytes(text.getValue(), List.of(), true);
        double alone = megabytes(text.getValue(), List.of(secrets), false);
        double all = megabytes(text.getValue(), both, false);
        cleanSecrets = cleanSecrets == 0 ? alone : cleanSecrets;
        cleanBoth = cleanBoth == 0 ? all : cleanBoth;
        System.out.printf(
            "%-20s %10.0f %10.0f %10.0f %8.2f %8.2f%n",
            text.getKey(), read, alone, all, cleanSecrets / alone, cleanBoth / all);
      }
    }
  }

  private static Map<String, String> texts() {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("clean English", BenchTexts.clean(LENGTH, 1));
    texts.put("digits", "7".repeat(LENGTH));
    texts.put("at signs", "@".repeat(LENGTH));
    texts.put("dashes", "-".repeat(LENGTH));
    texts.put("one token", "aB3".repeat(LENGTH / 3));
    texts.put("hex", random("0123456789abcdef", 0));
    texts.put("hex words", random("0123456789abcdef", 40));
    texts.put(
        "base64", random("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/", 0));
    texts.put("numbers and dates", numbers());
    texts.put("ten-digit numbers", rows(random -> digits(random, 10) + " "));
    texts.put("numbers with plus", rows(random -> "+" + digits(random, 11) + " "));
    texts.put(
        "3-3-4 digits",
        rows(
            random -> digits(random, 3) + "-" + digits(random, 3) + "-" + digits(random, 4) + " "));
    texts.put(
        "with extensions",
        rows(random -> "212-555-0" + digits(random, 3) + " x" + digits(random, 2) + " "));
    texts.put(
        "addresses of four",
        rows(
            random ->
                random.ints(4, 0, 256).mapToObj(String::valueOf).collect(joining(".")) + " "));
    texts.put("Russian", RUSSIAN.repeat(LENGTH / RUSSIAN.length()));
    texts.put("German", GERMAN.repeat(LENGTH / GERMAN.length()));
    texts.put("Chinese", CHINESE.repeat(LENGTH / CHINESE.length()));
    texts.put("equals signs", "=".repeat(LENGTH));
    texts.put("quotes", "\"".repeat(LENGTH));
    texts.put("key=key=", "key=".repeat(LENGTH / 4));
    texts.put("password: a", "password: a ".repeat(LENGTH / 12));
    texts.put("sk-sk-", "sk-".repeat(LENGTH / 3));
    texts.put(
        "key headers", ("-----begin private key-----" + " a".repeat(60)).repeat(LENGTH / 147));
    texts.put("://a:b@", "http://a:b@".repeat(LENGTH / 11));
    return texts;
  }

  /** Signs at random, in words of a length; 0 = one word. */
  private static String random(String signs, int word) {
    Random random = new Random(1);
    StringBuilder text = new StringBuilder(LENGTH);
    while (text.length() < LENGTH) {
      boolean gap = word > 0 && text.length() % (word + 1) == word;
      text.append(gap ? ' ' : signs.charAt(random.nextInt(signs.length())));
    }
    return text.toString();
  }

  /** Rows at random, one behind the other. */
  private static String rows(Function<Random, String> row) {
    Random random = new Random(1);
    StringBuilder text = new StringBuilder(LENGTH);
    while (text.length() < LENGTH) {
      text.append(row.apply(random));
    }
    return text.substring(0, LENGTH);
  }

  private static String digits(Random random, int count) {
    return random.ints(count, 0, 10).mapToObj(String::valueOf).collect(joining());
  }

  /** Amounts, dates and times with any separator between them. */
  private static String numbers() {
    Random random = new Random(1);
    StringBuilder text = new StringBuilder(LENGTH);
    while (text.length() < LENGTH) {
      switch (random.nextInt(4)) {
        case 0 -> text.append(random.nextInt(100_000));
        case 1 ->
            text.append("20")
                .append(10 + random.nextInt(20))
                .append("-1")
                .append(random.nextInt(3))
                .append("-1")
                .append(random.nextInt(10));
        case 2 -> text.append(random.nextInt(24)).append(':').append(10 + random.nextInt(50));
        default -> text.append(random.nextInt(1_000)).append('.').append(random.nextInt(100));
      }
      text.append(" ,;:/-.\n".charAt(random.nextInt(8)));
    }
    return text.substring(0, LENGTH);
  }

  private static double megabytes(String text, List<Detector> detectors, boolean read) {
    com.sun.management.ThreadMXBean threads =
        (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    Subject subject = new Subject();
    FindingSink sink = new FindingSink(100_000);
    subject.read(text, Trust.USER, false);
    double[] nanos = new double[SAMPLES];
    for (int sample = 0; sample < SAMPLES; sample++) {
      int times = 0;
      long from = threads.getCurrentThreadCpuTime();
      long spent = 0;
      while (spent < SAMPLE_NANOS) {
        if (read) {
          subject.read(text, Trust.USER, false);
        }
        sink.clear();
        for (int d = 0; d < detectors.size(); d++) {
          detectors.get(d).detect(subject, sink);
        }
        times++;
        spent = threads.getCurrentThreadCpuTime() - from;
      }
      nanos[sample] = spent / (double) times;
    }
    Arrays.sort(nanos);
    return text.length() / nanos[SAMPLES / 2] * 1_000;
  }
}
