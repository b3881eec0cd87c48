package com.modalarmor.names;

import com.modalarmor.detect.BenchTexts;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Prints what finding names costs, in microseconds of thread CPU time for 1,024 characters. Run by
 * hand.
 */
public final class NameBench {

  private static final int SAMPLES = 15;
  private static final long WARM_UP_NANOS = 8_000_000_000L;
  private static final int CHARS_A_SAMPLE = 1_000_000;
  private static final String NEWS =
      "The Norwegian minister Jane Roe met representatives of Acme Energy in Oslo on Friday. "
          + "According to the Daily Herald, talks with Germany and France will go on in Brussels. "
          + "John Smith, 47, of the University of Leeds, called the plan a mistake. ";

  private NameBench() {}

  public static void main(String[] arguments) throws IOException {
    NameModel.Scratch scratch = NameModelFile.packaged().newScratch();
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("clean English 1 KB", BenchTexts.clean(1_024, 1));
    texts.put("clean English 8 KB", BenchTexts.clean(8_192, 2));
    texts.put("clean English 64 KB", BenchTexts.clean(65_536, 3));
    texts.put("news, a name in ten words", NEWS.repeat(8));
    texts.put("all lower case 8 KB", BenchTexts.clean(8_192, 2).toLowerCase(Locale.ROOT));
    texts.put("all capitals 8 KB", BenchTexts.clean(8_192, 2).toUpperCase(Locale.ROOT));
    texts.putAll(BenchTexts.hostile(65_536));
    warmUp(texts, scratch);
    texts.forEach((name, text) -> run(name, text.toCharArray(), scratch));
  }

  /** What comes first would otherwise pay for the compiler, on a busy machine for seconds. */
  private static void warmUp(Map<String, String> texts, NameModel.Scratch scratch) {
    long end = System.nanoTime() + WARM_UP_NANOS;
    while (System.nanoTime() < end) {
      for (String text : texts.values()) {
        scratch.begin(text.toCharArray(), 0, Math.min(8_192, text.length()));
        while (scratch.next()) {
          continue;
        }
      }
    }
  }

  private static void run(String name, char[] chars, NameModel.Scratch scratch) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    int times = Math.max(1, CHARS_A_SAMPLE / chars.length);
    double[] micros = new double[SAMPLES];
    int names = 0;
    for (int sample = 0; sample < SAMPLES; sample++) {
      long begin = threads.getCurrentThreadCpuTime();
      for (int i = 0; i < times; i++) {
        names = 0;
        scratch.begin(chars, 0, chars.length);
        while (scratch.next()) {
          names += scratch.count();
        }
      }
      long nanos = threads.getCurrentThreadCpuTime() - begin;
      micros[sample] = nanos / 1_000.0 / times * 1_024 / chars.length;
    }
    Arrays.sort(micros);
    System.out.printf(
        Locale.ROOT,
        "%-28s %7.1f us/KB (lowest %.1f), %d names%n",
        name,
        micros[SAMPLES / 2],
        micros[0],
        names);
  }
}
