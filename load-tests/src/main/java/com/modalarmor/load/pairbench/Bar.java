package com.modalarmor.load.pairbench;

import java.util.ArrayList;
import java.util.List;

/**
 * One figure of the gateway and the limit it must keep.
 *
 * <p>Immutable.
 */
record Bar(String name, double measured, double limit) {
  private static final double MB = 1024.0 * 1024.0;

  /** A figure that is not a number keeps no limit. */
  boolean kept() {
    return measured <= limit;
  }

  /** The gateways' bars; none of one that took no part. */
  static List<Bar> of(List<Summary> summaries) {
    List<Bar> bars = new ArrayList<>();
    bars.addAll(of(Target.GATEWAY, "each prompt new", summaries));
    bars.addAll(of(Target.KNOWING, "prompt known", summaries));
    return bars;
  }

  private static List<Bar> of(String target, String how, List<Summary> summaries) {
    List<Bar> bars = new ArrayList<>();
    long errors = 0;
    long rssMax = 0;
    for (Summary summary : summaries) {
      if (!summary.target().equals(target)) {
        continue;
      }
      errors += summary.errors();
      rssMax = Math.max(rssMax, summary.rssBytesMax());
      if (summary.phase() == Phase.CLOSED) {
        bars.add(new Bar(how + ": CPU a request / proxy, closed loop", summary.cpuRatio(), 1.60));
        bars.add(new Bar(how + ": the same, stretch", summary.cpuRatio(), 1.40));
      } else {
        bars.add(new Bar(how + ": CPU a request / proxy, fixed rate", summary.cpuRatio(), 1.90));
        bars.add(new Bar(how + ": p99 / proxy, fixed rate", summary.p99Ratio(), 2.00));
      }
    }
    if (!bars.isEmpty()) {
      bars.add(new Bar(how + ": errors", errors, 0));
      bars.add(new Bar(how + ": RSS in MB", rssMax / MB, 350));
    }
    return bars;
  }

  /** The stretch goal is reported, not demanded. */
  boolean demanded() {
    return !name.endsWith("stretch");
  }
}
