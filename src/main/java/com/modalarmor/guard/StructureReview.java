package com.modalarmor.guard;

import com.modalarmor.chat.Part;
import com.modalarmor.chat.TextRun;
import com.modalarmor.detect.ScanResult;
import com.modalarmor.guard.StructuredAnswer.Told;
import com.modalarmor.verdict.Coverage;
import com.modalarmor.verdict.Finding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Compares an answer that is there whole with the form that was asked for. Stateless. */
public final class StructureReview {

  private StructureReview() {}

  /**
   * What was seen, with what this adds to it; the same where no form was asked for.
   *
   * @param parts of the answer as it came, to which the runs of {@code scan} refer
   * @param documents the answer as it is to leave
   */
  public static ScanResult over(
      GuardPlan plan, ScanResult scan, List<Part> parts, List<byte[]> documents) {
    if (plan.structure() == null) {
      return scan;
    }
    Map<Integer, StringBuilder> texts = new LinkedHashMap<>();
    for (byte[] document : documents) {
      for (Part part : plan.form().read(document).document().parts()) {
        if (part.group() >= 0 && plan.form().isAnswer(part.group())) {
          texts.computeIfAbsent(part.group(), k -> new StringBuilder()).append(part.text());
        }
      }
    }
    List<Finding> findings = new ArrayList<>(scan.findings());
    List<String> skipped = new ArrayList<>(scan.coverage().skipped());
    texts.forEach(
        (group, text) -> {
          Told told = plan.structure().check(text);
          if (told.type() != null) {
            findings.add(finding(told, run(scan.runs(), parts, group), scan));
          } else if (told.skipped() != null && !skipped.contains(told.skipped())) {
            skipped.add(told.skipped());
          }
        });
    Coverage ran = StructuredAnswer.over(scan.coverage());
    return new ScanResult(
        scan.runs(),
        findings,
        new Coverage(ran.ran(), skipped, ran.failed()),
        scan.transforms(),
        scan.likelihoods(),
        scan.elapsedNanos());
  }

  private static Finding finding(Told told, int run, ScanResult scan) {
    return finding(told, run, scan.runs().get(run).text().length());
  }

  /** About the whole of a text. */
  static Finding finding(Told told, int run, int length) {
    return new Finding(
        told.type(), StructuredAnswer.NAME, 1f, told.type().severity(), run, 0, length);
  }

  private static int run(List<TextRun> runs, List<Part> parts, int group) {
    for (int i = 0; i < runs.size(); i++) {
      if (parts.get(runs.get(i).parts()[0]).group() == group) {
        return i;
      }
    }
    return 0;
  }
}
