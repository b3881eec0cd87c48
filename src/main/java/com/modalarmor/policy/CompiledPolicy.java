package com.modalarmor.policy;

import com.modalarmor.chat.TextRun;
import com.modalarmor.chat.Trust;
import com.modalarmor.detect.Detectors;
import com.modalarmor.detect.ScanPlan;
import com.modalarmor.detect.ScanResult;
import com.modalarmor.verdict.Category;
import com.modalarmor.verdict.Coverage;
import com.modalarmor.verdict.Finding;
import com.modalarmor.verdict.FindingType;
import com.modalarmor.verdict.Refusal;
import com.modalarmor.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;

/**
 * A policy ready to decide. Immutable and shared between tenants; {@link #decide} is a pure function.
 *
 * <p>A detector that failed is a refusal. The system prompt and earlier turns of the model are inspected,
 * but not judged as attacks: they were not written by the one who asks.
 */
public final class CompiledPolicy {

  private final PolicySpec spec;
  private final String version;
  private final ScanPlan inputPlan;
  private final ScanPlan outputPlan;

  public CompiledPolicy(PolicySpec spec, Detectors detectors) {
    this.spec = spec;
    this.version = spec.name() + "@" + spec.fingerprint();
    this.inputPlan = detectors.inputPlan();
    this.outputPlan = detectors.outputPlan();
  }

  public String name() {
    return spec.name();
  }

  /** Name and content hash, for audit records. */
  public String version() {
    return version;
  }

  public boolean refuseWith403() {
    return spec.refuseWith403();
  }

  public ScanPlan plan(boolean output) {
    return output ? outputPlan : inputPlan;
  }

  /** The verdict over a scan; throws {@code Refusal(INSPECTION_FAILED)} when a detector failed. */
  public Verdict decide(ScanResult scan, boolean output) {
    Coverage coverage = scan.coverage();
    if (!coverage.failed().isEmpty()) {
      throw new Refusal(Refusal.Reason.INSPECTION_FAILED);
    }
    Verdict verdict = judge(scan, output);
    return spec.shadow() ? verdict.shadowed() : verdict;
  }

  private Verdict judge(ScanResult scan, boolean output) {
    if (spec.uninspected() == Action.BLOCK && !scan.coverage().skipped().isEmpty()) {
      return Verdict.block(null);
    }
    List<Finding> redactions = null;
    List<Finding> findings = scan.findings();
    for (int i = 0; i < findings.size(); i++) {
      Finding finding = findings.get(i);
      switch (action(finding, scan.runs().get(finding.part()), output)) {
        case BLOCK -> {
          return Verdict.block(finding);
        }
        case REDACT -> {
          if (redactions == null) {
            redactions = new ArrayList<>();
          }
          redactions.add(finding);
        }
        case OFF, FLAG -> {}
      }
    }
    return redactions == null ? Verdict.ALLOW : Verdict.redact(redactions);
  }

  private Action action(Finding finding, TextRun run, boolean output) {
    Rule rule = rule(finding.type(), output);
    if (finding.score() < rule.threshold()) {
      return Action.FLAG;
    }
    boolean written = run.trust() == Trust.SYSTEM || run.trust() == Trust.MODEL;
    if (!output && written && judgedByAuthor(finding.type().category())) {
      return rule.action() == Action.OFF ? Action.OFF : Action.FLAG;
    }
    return rule.action();
  }

  private static boolean judgedByAuthor(Category category) {
    return category == Category.ATTACK || category == Category.OBFUSCATION;
  }

  private Rule rule(FindingType type, boolean output) {
    Rule byType = (output ? spec.outputTypes() : spec.inputTypes()).get(type.name());
    if (byType != null) {
      return byType;
    }
    Rule byCategory = (output ? spec.output() : spec.input()).get(type.category());
    return byCategory == null ? Rule.FLAG : byCategory;
  }

  /** False for findings that the policy does not even record. */
  public boolean records(Finding finding, boolean output) {
    return rule(finding.type(), output).action() != Action.OFF;
  }
}
