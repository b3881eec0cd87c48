package com.modalarmor.detect;

import com.modalarmor.chat.Document;
import com.modalarmor.chat.TextRun;
import com.modalarmor.verdict.Coverage;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs the detectors of a plan over the texts of a document. Owns the scratch memory of one thread: one
 * scanner per verticle instance.
 *
 * <p>A detector that throws, or more findings than the bound, makes the coverage incomplete; the policy
 * then refuses. Nothing is ever passed over in silence.
 */
public final class Scanner {

  /** Findings of one document; a text that yields more is refused, not truncated. */
  public static final int FINDINGS_MAX = 10_000;

  private final Subject subject = new Subject();
  private final FindingSink sink = new FindingSink(FINDINGS_MAX);

  /** {@code output} = the document is the model's answer. */
  public ScanResult scan(Document document, ScanPlan plan, boolean output) {
    List<TextRun> runs = TextRun.of(document.parts());
    sink.clear();
    int transforms = 0;
    List<String> failed = List.of();
    for (int i = 0; i < runs.size(); i++) {
      TextRun run = runs.get(i);
      if (run.text().isEmpty()) {
        continue;
      }
      sink.part(i);
      subject.read(run.text(), run.trust(), output);
      transforms |= subject.views().transforms();
      failed = detect(plan.detectors(), failed);
    }
    if (sink.overflowed()) {
      failed = with(failed, "findings_max");
    }
    return new ScanResult(
        runs, sink.toList(), coverage(plan, document.uninspected(), failed), transforms);
  }

  private List<String> detect(List<Detector> detectors, List<String> failedBefore) {
    List<String> failed = failedBefore;
    for (int i = 0; i < detectors.size(); i++) {
      Detector detector = detectors.get(i);
      try {
        detector.detect(subject, sink);
      } catch (RuntimeException | StackOverflowError e) {
        failed = with(failed, detector.name());
      }
    }
    return failed;
  }

  private static Coverage coverage(ScanPlan plan, List<String> skipped, List<String> failed) {
    if (skipped.isEmpty() && failed.isEmpty()) {
      return plan.full();
    }
    List<String> ran = new ArrayList<>(plan.full().ran());
    ran.removeAll(failed);
    return new Coverage(ran, skipped, failed);
  }

  private static List<String> with(List<String> list, String name) {
    if (list.contains(name)) {
      return list;
    }
    List<String> longer = new ArrayList<>(list);
    longer.add(name);
    return longer;
  }
}
