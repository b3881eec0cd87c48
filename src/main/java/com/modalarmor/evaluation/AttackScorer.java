package com.modalarmor.evaluation;

import com.modalarmor.chat.Direction;
import com.modalarmor.chat.Document;
import com.modalarmor.chat.Part;
import com.modalarmor.chat.Trust;
import com.modalarmor.chat.Usage;
import com.modalarmor.classify.Screening;
import com.modalarmor.detect.AttackScore;
import com.modalarmor.detect.ScanPlan;
import com.modalarmor.detect.ScanResult;
import com.modalarmor.detect.Scanner;
import java.util.List;

/**
 * The attack score of a text, as the gateway gives it: the same scanner, the same plan, the same
 * maximum over attack findings. Scratch: one a thread.
 */
public final class AttackScorer {

  /** What {@link #score} answers when a detector failed: the gateway refuses such a text. */
  public static final float FAILED = -1f;

  private final Scanner scanner = new Scanner();
  private final ScanPlan plan;
  private final Trust trust;

  public AttackScorer(ScanPlan plan, Trust trust) {
    this(plan, trust, Screening.SCORED);
  }

  /** The same with other screening than the gateway's verdicts need. */
  public AttackScorer(ScanPlan plan, Trust trust, Screening screening) {
    this.plan = plan.screened(screening);
    this.trust = trust;
  }

  /** In [0,1], or {@link #FAILED}. */
  public float score(String text) {
    Part part = new Part(trust, text, 0, 0, 0, -1, false);
    Document document =
        new Document(List.of(), List.of(part), List.of(), Usage.UNKNOWN, List.of(), false);
    ScanResult result = scanner.scan(document, plan, Direction.INPUT);
    return result.coverage().failed().isEmpty() ? AttackScore.of(result, 0) : FAILED;
  }

  /** True when the shipped threshold is reached. */
  public static boolean flags(float score) {
    return score >= AttackScore.THRESHOLD;
  }
}
