package com.modalarmor.guard;

import com.modalarmor.chat.TextRun;
import com.modalarmor.chat.Trust;
import com.modalarmor.detect.ScanResult;
import com.modalarmor.detect.StreamScanner;
import com.modalarmor.verdict.Coverage;
import com.modalarmor.verdict.Finding;
import com.modalarmor.verdict.Refusal;
import com.modalarmor.verdict.Verdict;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What was seen in one streamed answer; never its texts. Single-threaded. */
final class Sightings {

  private static final int FINDINGS_MAX = 10_000;
  private static final TextRun NO_TEXT = new TextRun("", Trust.MODEL, new int[] {0}, new int[] {0});

  private final List<Finding> findings = new ArrayList<>(0);
  private final List<Finding> redactions = new ArrayList<>(0);
  private final List<String> skipped = new ArrayList<>(0);
  private int transforms;

  /** What one reading said beside its findings; a failed detector ends the answer. */
  void note(StreamScanner read) {
    transforms |= read.transforms();
    if (read.truncated()) {
      skip("views:budget");
    }
    if (!read.failed().isEmpty()) {
      throw new Refusal(Refusal.Reason.INSPECTION_FAILED);
    }
  }

  void skip(String what) {
    if (!skipped.contains(what)) {
      skipped.add(what);
    }
  }

  boolean skipsAny() {
    return !skipped.isEmpty();
  }

  void found(Finding finding) {
    if (findings.size() >= FINDINGS_MAX) {
      throw new Refusal(Refusal.Reason.INSPECTION_FAILED);
    }
    findings.add(finding);
  }

  void masked(Finding finding) {
    redactions.add(finding);
  }

  /** Unless something was blocked. */
  Verdict verdict() {
    return redactions.isEmpty() ? Verdict.ALLOW : Verdict.redact(redactions);
  }

  /**
   * As of an answer that was read whole.
   *
   * @param runs how many texts there were
   * @param full the coverage when nothing was skipped
   */
  ScanResult result(int runs, Coverage full) {
    int[] transformsOf = new int[runs];
    if (runs > 0) {
      transformsOf[0] = transforms;
    }
    return new ScanResult(
        Collections.nCopies(runs, NO_TEXT),
        List.copyOf(findings),
        skipped.isEmpty() ? full : new Coverage(full.ran(), skipped, List.of()),
        transformsOf,
        new float[runs],
        new long[runs]);
  }
}
