package com.modalarmor.detect;

import com.modalarmor.verdict.Category;
import com.modalarmor.verdict.Finding;
import java.util.List;

/**
 * The one number that says how much of an attack a text is: the highest score of its attack
 * findings, or the model's probability where that is too low for a finding. What answers report and
 * what is measured is this. Stateless.
 */
public final class AttackScore {

  /** The shipped threshold; scores below it are hints. */
  public static final float THRESHOLD = 0.5f;

  private AttackScore() {}

  /** The score of text {@code run} of a scan, in [0,1]. */
  public static float of(ScanResult scan, int run) {
    List<Finding> findings = scan.findings();
    float score = scan.likelihoods()[run];
    for (int i = 0; i < findings.size(); i++) {
      Finding finding = findings.get(i);
      if (finding.part() == run && finding.type().category() == Category.ATTACK) {
        score = Math.max(score, finding.score());
      }
    }
    return score;
  }
}
