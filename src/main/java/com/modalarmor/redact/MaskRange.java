package com.modalarmor.redact;

import com.modalarmor.verdict.Finding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A range of a text to be masked in one. Immutable.
 *
 * @param finding what names it
 */
record MaskRange(int start, int end, Finding finding) {

  private static final Comparator<Finding> BY_PLACE =
      Comparator.comparingInt(Finding::start)
          .thenComparing(Finding::end, Comparator.reverseOrder())
          .thenComparing(finding -> finding.type().name());

  /**
   * Disjoint ranges in ascending order, on whole characters of {@code text}. Findings that overlap
   * become one range, named after the surest, among equals the longest, so that the order of the
   * list does not matter.
   */
  static List<MaskRange> of(String text, List<Finding> findings) {
    List<Finding> ordered = new ArrayList<>(findings);
    ordered.sort(BY_PLACE);
    List<MaskRange> ranges = new ArrayList<>(ordered.size());
    int done = 0;
    int i = 0;
    while (i < ordered.size()) {
      Finding best = ordered.get(i);
      int start = Math.max(done, characterStart(text, best.start()));
      int end = characterEnd(text, best.end());
      for (i++; i < ordered.size() && characterStart(text, ordered.get(i).start()) < end; i++) {
        Finding other = ordered.get(i);
        end = Math.max(end, characterEnd(text, other.end()));
        best = surer(other, best) ? other : best;
      }
      if (end > start) {
        ranges.add(new MaskRange(start, end, best));
        done = end;
      }
    }
    return ranges;
  }

  private static boolean surer(Finding candidate, Finding best) {
    if (candidate.score() != best.score()) {
      return candidate.score() > best.score();
    }
    return candidate.end() - candidate.start() > best.end() - best.start();
  }

  private static int characterStart(String text, int index) {
    int at = Math.min(index, text.length());
    return splitsPair(text, at) ? at - 1 : at;
  }

  private static int characterEnd(String text, int index) {
    int at = Math.min(index, text.length());
    return splitsPair(text, at) ? at + 1 : at;
  }

  private static boolean splitsPair(String text, int at) {
    return at > 0
        && at < text.length()
        && Character.isLowSurrogate(text.charAt(at))
        && Character.isHighSurrogate(text.charAt(at - 1));
  }
}
