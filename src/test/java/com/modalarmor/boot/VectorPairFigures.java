package com.modalarmor.boot;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the pairs of a {@link VectorPairBench} took, and what is told of it. One thread. */
final class VectorPairFigures {

  private final List<Long> plain = new ArrayList<>();
  private final List<Long> guarded = new ArrayList<>();
  private final List<Long> added = new ArrayList<>();
  private final List<Long> sideBySide = new ArrayList<>();
  private final List<Long> addedToThem = new ArrayList<>();
  private final Map<String, List<Double>> stages = new LinkedHashMap<>();

  /**
   * @param timing what the gateway itself tells, as its {@code server-timing}
   */
  void pair(long plainNanos, long guardedNanos, String timing) {
    plain.add(plainNanos);
    guarded.add(guardedNanos);
    added.add(guardedNanos - plainNanos);
    note(timing);
  }

  void sideBySide(long nanos, long guardedNanos) {
    sideBySide.add(nanos);
    addedToThem.add(guardedNanos - nanos);
  }

  void report(int labels) {
    System.out.printf(
        "%d pairs, median ms: Chroma %.3f, gateway %.3f, difference of pairs %.3f"
            + " (95 %% sure: %.3f to %.3f); p10 %.3f, p90 %.3f%n",
        added.size(),
        percentile(plain, 50),
        percentile(guarded, 50),
        percentile(added, 50),
        sure(added, -1),
        sure(added, 1),
        percentile(added, 10),
        percentile(added, 90));
    if (!sideBySide.isEmpty()) {
      System.out.printf(
          "the same %d searches asked directly, side by side: %.3f ms; the gateway adds %.3f to"
              + " them (%.3f to %.3f)%n",
          labels,
          percentile(sideBySide, 50),
          percentile(addedToThem, 50),
          sure(addedToThem, -1),
          sure(addedToThem, 1));
    }
    System.out.println("as the gateway tells it, median ms:");
    stages.forEach(
        (name, ms) ->
            System.out.printf(
                "  %-7s %.3f%n", name, ms.stream().sorted().toList().get(ms.size() / 2)));
  }

  /** Adds the milliseconds that the gateway itself tells for each stage. */
  private void note(String timing) {
    for (String stage : timing.split(", ", -1)) {
      String[] parts = stage.split(";dur=", -1);
      if (parts.length == 2) {
        stages.computeIfAbsent(parts[0], name -> new ArrayList<>()).add(Double.valueOf(parts[1]));
      }
    }
  }

  /** One end of the interval of the median, by the ranks that a fair coin would give. */
  private static double sure(List<Long> nanos, int side) {
    List<Long> sorted = nanos.stream().sorted().toList();
    double rank = (sorted.size() - 1) / 2.0 + side * 0.98 * Math.sqrt(sorted.size());
    return sorted.get((int) Math.max(0, Math.min(sorted.size() - 1, Math.round(rank)))) / 1e6;
  }

  private static double percentile(List<Long> nanos, int percent) {
    return nanos.stream().sorted().toList().get((nanos.size() - 1) * percent / 100) / 1e6;
  }
}
