package com.modalarmor.redact;

import com.modalarmor.verdict.Finding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A range of a text to be masked by one placeholder. Immutable.
 *
 * @param type the name in the placeholder
 */
record MaskRange(int start, int end, String type) {

  private static final Comparator<Finding> BY_START =
      Comparator.comparingInt(Finding::start).thenComparing(Finding::end, Comparator.reverseOrder());

  /** Disjoint ranges in ascending order; findings that overlap become one, named after the surest. */
  static List<MaskRange> of(List<Finding> findings) {
    List<Finding> sorted = new ArrayList<>(findings);
    sorted.sort(BY_START);
    List<MaskRange> ranges = new ArrayList<>(sorted.size());
    Finding best = null;
    int start = 0;
    int end = 0;
    for (Finding finding : sorted) {
      if (finding.start() == finding.end()) {
        continue;
      }
      if (best != null && finding.start() < end) {
        end = Math.max(end, finding.end());
        best = surer(best, finding);
        continue;
      }
      if (best != null) {
        ranges.add(new MaskRange(start, end, best.type().name()));
      }
      best = finding;
      start = finding.start();
      end = finding.end();
    }
    if (best != null) {
      ranges.add(new MaskRange(start, end, best.type().name()));
    }
    return ranges;
  }

  private static Finding surer(Finding a, Finding b) {
    if (a.score() != b.score()) {
      return a.score() > b.score() ? a : b;
    }
    return b.end() - b.start() > a.end() - a.start() ? b : a;
  }
}
