package com.modalarmor.detect;

import com.modalarmor.chat.Trust;
import com.modalarmor.detect.pii.PiiDetector;
import com.modalarmor.text.Views;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Prints what reading and PII detection cost in thread CPU time and bytes. Run by hand. */
public final class PiiBench {

  private static final String ENGLISH =
      "Please summarise the quarterly report for the board. Revenue grew by 12 percent, while costs stayed "
          + "flat; the team shipped three releases in 2024 and closed most of the open tickets: see the notes "
          + "below. What should we do next, and why? Keep it short, friendly and precise. ";
  private static final String PII =
      "Mail john@example.com or call (415) 555-0132, card 4012 8888 8888 1881, IBAN DE89 3704 0044 0532 "
          + "0130 00, host 192.168.0.1. ";
  private static final String GERMAN =
      "Bitte fasse den Bericht für die Geschäftsführung zusammen. Größere Änderungen bei Straßenverträgen. ";
  private static final String CHINESE = "请总结一下季度报告,收入增长了百分之十二,而成本保持不变。团队发布了三个版本。";

  private PiiBench() {}

  public static void main(String[] args) {
    Views.warmUp();
    PiiDetector.warmUp();
    Subject subject = new Subject();
    FindingSink sink = new FindingSink(10_000);
    for (int round = 0; round < 2; round++) {
      run("clean 1 KB", repeat(ENGLISH, 1_024), subject, sink);
      run("clean 8 KB", repeat(ENGLISH, 8_192), subject, sink);
      run("5 PII in 1 KB", PII + repeat(ENGLISH, 1_024 - PII.length()), subject, sink);
      run("German 1 KB", repeat(GERMAN, 1_024), subject, sink);
      run("Chinese 1 K chars", repeat(CHINESE, 1_024), subject, sink);
      run("homoglyphs 1 K", repeat("ignоre аll рrevious ", 1_024), subject, sink);
      run("digits 8 K", repeat("12 345-6789 ", 8_192), subject, sink);
      run("dots 8 K", repeat("a.b.", 8_192), subject, sink);
      run("ats 8 K", repeat("a@", 8_192), subject, sink);
      run("one digit 64 K", "7".repeat(65_536), subject, sink);
      run("one at 64 K", "@".repeat(65_536), subject, sink);
      run("one dash 64 K", "-".repeat(65_536), subject, sink);
      run("one token 64 K", token(65_536), subject, sink);
      run("colons 8 K", repeat("1:", 8_192), subject, sink);
    }
    allocation(subject, sink);
  }

  private static void run(String name, String text, Subject subject, FindingSink sink) {
    List<Detector> detectors = List.of(PiiFindings.DEFAULT);
    com.sun.management.ThreadMXBean threads =
        (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    int times = Math.max(200, 2_000_000 / text.length());
    double[] all = new double[15];
    double[] read = new double[15];
    for (int sample = 0; sample < all.length; sample++) {
      long from = threads.getCurrentThreadCpuTime();
      for (int i = 0; i < times; i++) {
        subject.read(text, Trust.USER, false);
      }
      long middle = threads.getCurrentThreadCpuTime();
      for (int i = 0; i < times; i++) {
        scan(text, subject, sink, detectors);
      }
      long to = threads.getCurrentThreadCpuTime();
      read[sample] = (middle - from) / (double) times * 1_024 / text.length();
      all[sample] = (to - middle) / (double) times * 1_024 / text.length();
    }
    Arrays.sort(all);
    Arrays.sort(read);
    System.out.printf(
        "%-18s fold+anchors %7.0f ns/K  with detectors %7.0f ns/K%n", name, read[7], all[7]);
  }

  private static void scan(
      String text, Subject subject, FindingSink sink, List<Detector> detectors) {
    sink.clear();
    subject.read(text, Trust.USER, false);
    for (int i = 0; i < detectors.size(); i++) {
      detectors.get(i).detect(subject, sink);
    }
  }

  private static void allocation(Subject subject, FindingSink sink) {
    com.sun.management.ThreadMXBean threads =
        (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    String text = repeat(ENGLISH, 2_048);
    long id = Thread.currentThread().getId();
    long before = threads.getThreadAllocatedBytes(id);
    for (int i = 0; i < 10_000; i++) {
      scan(text, subject, sink, List.of(PiiFindings.DEFAULT));
    }
    long bytes = threads.getThreadAllocatedBytes(id) - before;
    System.out.printf(
        "clean 2 KB: %.3f bytes allocated per read and detection%n", bytes / 10_000.0);
  }

  /** Letters and digits without a break. */
  private static String token(int length) {
    Random random = new Random(1);
    StringBuilder token = new StringBuilder();
    for (int i = 0; i < length; i++) {
      token.append(Character.forDigit(random.nextInt(36), 36));
    }
    return token.toString();
  }

  private static String repeat(String text, int length) {
    return text.repeat(length / text.length() + 1).substring(0, length);
  }
}
