package com.modalarmor.detect;

import com.modalarmor.chat.TextRun;
import com.modalarmor.chat.Trust;
import com.modalarmor.verdict.Category;
import com.modalarmor.verdict.Coverage;
import com.modalarmor.verdict.Finding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Which findings of the first stage are worth a second opinion, and what that opinion changes.
 * Immutable and pure.
 *
 * <p>Only the model's findings in the grey zone are asked about, and only in texts that nothing
 * else has settled. The opinion replaces the finding's probability; without one the first stage
 * stands and coverage says so.
 *
 * @param greyMin probabilities from here on are asked about
 * @param greyMax up to here, exclusive
 * @param passagesMax of one request, those with the highest probability first
 * @param passageCharsMax UTF-16 units around the suspicious place
 */
public record SecondStage(float greyMin, float greyMax, int passagesMax, int passageCharsMax) {

  static final String DETECTOR = "second_stage";

  /** The findings to ask about, by their index; empty when there is no doubt. */
  List<Integer> doubts(ScanResult scan) {
    List<Finding> findings = scan.findings();
    List<Integer> doubts = new ArrayList<>(0);
    for (int i = 0; i < findings.size(); i++) {
      if (doubtful(findings.get(i)) && !settled(scan, findings.get(i).part())) {
        doubts.add(i);
      }
    }
    if (doubts.size() > passagesMax) {
      doubts.sort(Comparator.comparing((Integer i) -> findings.get(i).score()).reversed());
      return List.copyOf(doubts.subList(0, passagesMax));
    }
    return doubts;
  }

  private boolean doubtful(Finding finding) {
    return finding.detector().equals(ModelDetector.NAME)
        && finding.score() >= greyMin
        && finding.score() < greyMax;
  }

  private boolean settled(ScanResult scan, int part) {
    Trust trust = scan.runs().get(part).trust();
    if (trust == Trust.SYSTEM || trust == Trust.MODEL) {
      return true; // recorded, not judged
    }
    for (Finding finding : scan.findings()) {
      if (finding.part() == part
          && finding.type().category() == Category.ATTACK
          && finding.score() >= greyMax) {
        return true;
      }
    }
    return false;
  }

  /** The text around a finding, not cut inside a surrogate pair. */
  String passage(ScanResult scan, int index) {
    Finding finding = scan.findings().get(index);
    TextRun run = scan.runs().get(finding.part());
    String text = run.text();
    int room = Math.max(0, passageCharsMax - (finding.end() - finding.start())) / 2;
    int start = Math.max(0, finding.start() - room);
    int end = Math.min(text.length(), Math.min(finding.end() + room, start + passageCharsMax));
    if (start > 0 && Character.isLowSurrogate(text.charAt(start))) {
      start--;
    }
    if (end < text.length() && Character.isLowSurrogate(text.charAt(end))) {
      end++;
    }
    return text.substring(start, end);
  }

  /** The scan with the opinions in place of the first stage's probabilities. */
  static Scanned applied(Scanned scanned, List<Integer> doubts, float[] opinions) {
    ScanResult scan = scanned.result();
    List<Finding> findings = new ArrayList<>(scan.findings());
    float[] likelihoods = scan.likelihoods().clone();
    for (int i = 0; i < doubts.size(); i++) {
      Finding f = findings.get(doubts.get(i));
      likelihoods[f.part()] = opinions[i];
      findings.set(
          doubts.get(i),
          new Finding(f.type(), DETECTOR, opinions[i], f.severity(), f.part(), f.start(), f.end()));
    }
    List<String> ran = new ArrayList<>(scan.coverage().ran());
    ran.add(DETECTOR);
    return with(
        scanned,
        findings,
        likelihoods,
        new Coverage(ran, scan.coverage().skipped(), scan.coverage().failed()));
  }

  /** The scan as the first stage left it, with the reason why there is no second opinion. */
  static Scanned unasked(Scanned scanned, String reason) {
    Coverage coverage = scanned.result().coverage();
    List<String> skipped = new ArrayList<>(coverage.skipped());
    skipped.add(DETECTOR + ":" + reason);
    return with(
        scanned,
        scanned.result().findings(),
        scanned.result().likelihoods(),
        new Coverage(coverage.ran(), skipped, coverage.failed()));
  }

  private static Scanned with(
      Scanned scanned, List<Finding> findings, float[] likelihoods, Coverage coverage) {
    ScanResult scan = scanned.result();
    return new Scanned(
        scanned.document(),
        new ScanResult(
            scan.runs(),
            List.copyOf(findings),
            coverage,
            scan.transforms(),
            likelihoods,
            scan.elapsedNanos()),
        scanned.elapsedNanos(),
        scanned.remembered());
  }
}
