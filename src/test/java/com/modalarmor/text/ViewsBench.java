package com.modalarmor.text;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;

/**
 * Measures views by thread CPU time; run by hand ({@code java -cp … ViewsBench}). Not a test.
 *
 * <p>Prints microseconds per 1,024 UTF-16 units, the median of rounds: the fold alone, all views,
 * and for hostile texts how many characters the decoded views hold for each of the text.
 */
final class ViewsBench {

  private static final int ROUNDS = 7;

  private static final String CLEAN =
      """
      Please write a short summary of the meeting notes below for the whole team. We talked about \
      the budget for the next quarter, the new hiring plan, and how the support desk could answer \
      customers more quickly. The previous quarter was better than expected, so the board would \
      like to show the results to our partners before the end of the month. Could you also make a \
      table with the open questions and who should follow up on each of them? Here is my code, it \
      should read a file and print every line that holds an email address, but the output is \
      empty. I am not sure if the loop is wrong or if the file is never opened. Can you explain \
      what happens in the second function and give me an example of how to test it? Explain how a \
      heat pump works to a ten year old child. Act two of the play begins when the king returns \
      home from the war and finds that nobody remembers his name. Imagine that the price of a \
      train ticket rises by four percent each year; how much will it cost after eight years?
      """;

  private ViewsBench() {}

  public static void main(String[] args) {
    double fold = measure(Hostile.repeated(CLEAN, 1 << 10), 10_000, true);
    double clean = measure(Hostile.repeated(CLEAN, 1 << 10), 10_000, false);
    print("clean 1 KB, fold alone", fold, "");
    print("clean 1 KB", clean, "");
    print("clean 64 KB", measure(Hostile.repeated(CLEAN, 1 << 16), 200, false), "");
    int units = 1 << 16;
    Hostile.texts(units)
        .forEach(
            (name, text) -> {
              double micros = measure(text, 12, false);
              Views views = new Views();
              views.read(text);
              long chars = views.folded().length();
              for (int i = 0; i < views.decodedCount(); i++) {
                chars += views.decoded(i).length();
              }
              String more =
                  String.format(
                      Locale.ROOT,
                      "%5.1f × clean, %.2f characters read for one, %d views%s",
                      micros / clean,
                      (double) chars / text.length(),
                      views.decodedCount(),
                      views.truncated() ? ", truncated" : "");
              print("64 KB " + name, micros, more);
            });
  }

  private static void print(String name, double micros, String more) {
    System.out.printf(Locale.ROOT, "%-32s %8.2f us/KB  %s%n", name, micros, more);
  }

  private static double measure(String text, int reads, boolean foldAlone) {
    Views views = new Views();
    View folded = new View();
    double[] micros = new double[ROUNDS];
    for (int round = -2; round < ROUNDS; round++) {
      long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      for (int i = 0; i < reads; i++) {
        if (foldAlone) {
          Fold.fold(text, folded);
        } else {
          views.read(text);
        }
      }
      long nanos = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start;
      if (round >= 0) {
        micros[round] = nanos * 1.024 / reads / text.length();
      }
    }
    Arrays.sort(micros);
    return micros[ROUNDS / 2];
  }
}
