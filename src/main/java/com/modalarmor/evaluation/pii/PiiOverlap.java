package com.modalarmor.evaluation.pii;

import com.modalarmor.evaluation.pii.PiiEvaluation.FileCount;
import com.modalarmor.evaluation.pii.PiiRow.Span;
import com.modalarmor.verdict.Finding;
import java.util.ArrayList;
import java.util.List;

/** Counts labelled stretches that findings touch, and findings that touch none. Stateless. */
final class PiiOverlap {

  private PiiOverlap() {}

  /** True when a finding of the label's type touches the stretch. */
  static boolean covers(Finding finding, Span span) {
    return finding.type().name().equals(PiiLabels.type(span.type()))
        && finding.start() < span.end()
        && finding.end() > span.start();
  }

  /** Counts one row. */
  static void count(PiiRow row, List<Finding> all, float scoreMin, FileCount file) {
    List<Finding> findings = new ArrayList<>();
    for (Finding finding : all) {
      if (finding.score() >= scoreMin && PiiLabels.counts(finding.type().name())) {
        findings.add(finding);
      }
    }
    for (Span span : row.spans()) {
      boolean any =
          findings.stream().anyMatch(f -> f.start() < span.end() && f.end() > span.start());
      boolean typed = findings.stream().anyMatch(finding -> covers(finding, span));
      PiiCount count = file.of(span.type());
      count.row(typed);
      count.found += any ? 1 : 0;
      count.missed += any ? 0 : 1;
      file.all.found += any ? 1 : 0;
      file.all.missed += any ? 0 : 1;
    }
    for (Finding finding : findings) {
      boolean labelled =
          row.spans().stream()
              .anyMatch(span -> span.start() < finding.end() && span.end() > finding.start());
      if (!labelled) {
        file.of(finding.type().name()).extra++;
        file.all.extra++;
      }
    }
    file.all.row(true);
    words(row, findings, file.words);
  }

  /** Each word that a label or a finding touches. */
  private static void words(PiiRow row, List<Finding> findings, PiiCount count) {
    String text = row.text();
    for (int i = 0; i < text.length(); ) {
      if (!Character.isLetterOrDigit(text.charAt(i))) {
        i++;
        continue;
      }
      int end = i;
      while (end < text.length() && Character.isLetterOrDigit(text.charAt(end))) {
        end++;
      }
      int from = i;
      int to = end;
      boolean labelled = row.spans().stream().anyMatch(s -> s.start() < to && s.end() > from);
      boolean found = findings.stream().anyMatch(f -> f.start() < to && f.end() > from);
      count.found += labelled && found ? 1 : 0;
      count.extra += found && !labelled ? 1 : 0;
      count.missed += labelled && !found ? 1 : 0;
      i = end;
    }
  }
}
