package com.modalarmor.redact;

import com.modalarmor.verdict.Finding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Replaces findings by placeholders. Stateless.
 *
 * <p>Findings that overlap become one placeholder: that of the highest score, among equals of the
 * longest, among those of the first by place and name, so that the order of the list does not matter.
 */
public final class Redactor {

  private static final Comparator<Finding> BY_PLACE =
      Comparator.comparingInt(Finding::start)
          .thenComparing(Finding::end, Comparator.reverseOrder())
          .thenComparing(finding -> finding.type().name());

  private Redactor() {}

  /** The text with each finding of it masked; findings are all of this one text. */
  public static String replace(String text, List<Finding> findings) {
    return findings.isEmpty() ? text : redact(text, findings).text();
  }

  /** Like {@link #replace}, with the number of placeholders per type. */
  public static Redaction redact(String text, List<Finding> findings) {
    if (findings.isEmpty()) {
      return new Redaction(text, Map.of());
    }
    List<Finding> ordered = new ArrayList<>(findings);
    ordered.sort(BY_PLACE);
    StringBuilder out = new StringBuilder(text.length() + 64);
    Map<String, Integer> counts = new HashMap<>();
    int copied = 0;
    int i = 0;
    while (i < ordered.size()) {
      Finding best = ordered.get(i);
      int start = Math.max(copied, characterStart(text, best.start()));
      int end = characterEnd(text, best.end());
      for (i++; i < ordered.size() && characterStart(text, ordered.get(i).start()) < end; i++) {
        Finding other = ordered.get(i);
        end = Math.max(end, characterEnd(text, other.end()));
        best = better(other, best) ? other : best;
      }
      if (end <= start) {
        continue;
      }
      out.append(text, copied, start).append('<').append(best.type().name()).append('>');
      counts.merge(best.type().name(), 1, Integer::sum);
      copied = end;
    }
    out.append(text, copied, text.length());
    return new Redaction(out.toString(), counts);
  }

  private static boolean better(Finding candidate, Finding best) {
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
    return at > 0 && at < text.length()
        && Character.isLowSurrogate(text.charAt(at))
        && Character.isHighSurrogate(text.charAt(at - 1));
  }
}
