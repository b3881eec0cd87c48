package com.modalarmor.policy;

import com.modalarmor.chat.Direction;
import com.modalarmor.chat.TextRun;
import com.modalarmor.chat.Trust;
import com.modalarmor.detect.AttackScore;
import com.modalarmor.detect.CanaryDetector;
import com.modalarmor.detect.Detectors;
import com.modalarmor.detect.OwnDetection;
import com.modalarmor.detect.ScanPlan;
import com.modalarmor.detect.ScanResult;
import com.modalarmor.detect.name.NameDetector;
import com.modalarmor.detect.pii.PiiSelection;
import com.modalarmor.redact.Masking;
import com.modalarmor.redact.Operator;
import com.modalarmor.redact.Placeholders;
import com.modalarmor.redact.TenantKeys;
import com.modalarmor.verdict.Category;
import com.modalarmor.verdict.Finding;
import com.modalarmor.verdict.FindingType;
import com.modalarmor.verdict.Refusal;
import com.modalarmor.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;

/**
 * A policy ready to decide. Immutable and shared between tenants; deciding is a pure function.
 *
 * <p>A detector that failed is a refusal. The system prompt and earlier turns of the model are
 * inspected, but not judged as attacks: they were not written by the one who asks.
 */
public final class CompiledPolicy {

  private final PolicySpec spec;
  private final String version;
  private final ScanPlan plan;

  public CompiledPolicy(PolicySpec spec, Detectors detectors) {
    this(
        spec,
        spec.name() + "@" + spec.fingerprint(),
        plan(spec, spec.pii(), detectors, OwnDetection.NONE));
  }

  private CompiledPolicy(PolicySpec spec, String version, ScanPlan plan) {
    this.spec = spec;
    this.version = version;
    this.plan = spec.names() ? plan.with(NameDetector.packaged()) : plan;
  }

  /** The same policy with other grants of vector access; its version tells them apart. */
  public CompiledPolicy granting(VectorSpec vectors) {
    PolicySpec changed = spec.granting(vectors);
    String suffix = version.indexOf('+') < 0 ? "" : version.substring(version.indexOf('+'));
    return new CompiledPolicy(changed, changed.name() + "@" + changed.fingerprint() + suffix, plan);
  }

  /** The same rules over other detectors. */
  public CompiledPolicy over(Detectors detectors) {
    return new CompiledPolicy(spec, version, plan(spec, spec.pii(), detectors, OwnDetection.NONE));
  }

  /** The same rules, reporting all personal data that is known, also what they never act on. */
  public CompiledPolicy reportingAll(Detectors detectors) {
    return new CompiledPolicy(
        spec, version, plan(spec, spec.pii().withEverything(), detectors, OwnDetection.NONE));
  }

  /** The same rules, reporting names also where the policy does not look for them. */
  public CompiledPolicy reportingNames() {
    return new CompiledPolicy(spec, version, plan.with(NameDetector.packaged()));
  }

  /** The same rules for one tenant, with what is its own and nobody else's. */
  public CompiledPolicy over(Detectors detectors, OwnDetection own) {
    String ownVersion = own.model() == null ? version : version + "+" + own.model().fingerprint();
    return new CompiledPolicy(spec, ownVersion, plan(spec, spec.pii(), detectors, own));
  }

  private static ScanPlan plan(
      PolicySpec spec, PiiSelection pii, Detectors detectors, OwnDetection own) {
    ScanPlan plan = detectors.plan(spec.turns(), pii, own, spec.answers().origins());
    boolean doubts =
        spec.rules().values().stream()
            .anyMatch(rules -> rules.actBelow(Category.ATTACK, AttackScore.THRESHOLD));
    return doubts ? plan.hinting() : plan;
  }

  public String name() {
    return spec.name();
  }

  /** Name and content hash, for audit records. */
  public String version() {
    return version;
  }

  /** Who may do what in vector collections. */
  public VectorSpec vectors() {
    return spec.vectors();
  }

  public boolean refuseWith403() {
    return spec.refuseWith403();
  }

  /** True when a canary goes with each request; never in shadow mode, which changes nothing. */
  public boolean plantsCanary() {
    return spec.canary() && !spec.shadow();
  }

  /** Where answers are shown and may lead; in shadow mode, which changes nothing, nowhere. */
  public AnswerRules answers() {
    return spec.shadow() ? AnswerRules.NONE : spec.answers();
  }

  /** True when answers are compared with what their requests hide. */
  public boolean guardsHiddenTexts() {
    return spec.rules().get(Section.OUTPUT).of(FindingType.SYSTEM_PROMPT_LEAK).action()
        != Action.OFF;
  }

  /** True when answers are compared with the form that was asked for. */
  public boolean checksStructure() {
    Rules output = spec.rules().get(Section.OUTPUT);
    return output.of(FindingType.INVALID_JSON).action() != Action.OFF
        || output.of(FindingType.SCHEMA_MISMATCH).action() != Action.OFF;
  }

  public ScanPlan plan() {
    return plan;
  }

  /** True when everything is decided and recorded, and nothing applied. */
  public boolean shadow() {
    return spec.shadow();
  }

  /** How streamed answers are held back. */
  public StreamRules streamRules() {
    return spec.stream();
  }

  /** True when content that no detector can read ends a request or answer. */
  public boolean blocksUninspected() {
    return spec.uninspected() == Action.BLOCK;
  }

  /** What happens to a finding in an answer; in shadow mode, what would happen. */
  public Action actionOnAnswer(Finding finding) {
    return action(finding, Trust.MODEL, true);
  }

  /**
   * One verdict over all texts; throws {@code Refusal(INSPECTION_FAILED)} when a detector failed.
   */
  public Verdict decide(ScanResult scan, Direction direction) {
    requireInspected(scan);
    return applied(judge(scan, scan.findings(), direction));
  }

  /** One verdict for each text, for callers who asked about several. */
  public List<Verdict> decideEach(ScanResult scan, Direction direction) {
    requireInspected(scan);
    List<List<Finding>> byRun = new ArrayList<>(scan.runs().size());
    scan.runs().forEach(run -> byRun.add(new ArrayList<>(2)));
    scan.findings().forEach(finding -> byRun.get(finding.part()).add(finding));
    List<Verdict> verdicts = new ArrayList<>(byRun.size());
    byRun.forEach(findings -> verdicts.add(applied(judge(scan, findings, direction))));
    return verdicts;
  }

  private static void requireInspected(ScanResult scan) {
    if (!scan.coverage().failed().isEmpty()) {
      throw new Refusal(Refusal.Reason.INSPECTION_FAILED);
    }
  }

  private Verdict applied(Verdict verdict) {
    return spec.shadow() ? verdict.shadowed() : verdict;
  }

  private Verdict judge(ScanResult scan, List<Finding> findings, Direction direction) {
    if (blocksUninspected() && !scan.coverage().skipped().isEmpty()) {
      return Verdict.block(null);
    }
    List<Finding> redactions = null;
    for (int i = 0; i < findings.size(); i++) {
      Finding finding = findings.get(i);
      Trust trust = scan.runs().get(finding.part()).trust();
      switch (action(finding, trust, direction.isOutput(trust))) {
        case BLOCK -> {
          return Verdict.block(finding);
        }
        case REDACT, TOKENISE -> {
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

  private Action action(Finding finding, Trust trust, boolean output) {
    boolean unasked = !spec.names() && finding.detector().equals(NameDetector.NAME);
    if (unasked || !spec.pii().acts(finding)) {
      return Action.FLAG;
    }
    Rule rule = rule(finding.type(), trust, output);
    if (output && finding.detector().equals(CanaryDetector.NAME)) {
      return rule.action() == Action.BLOCK ? Action.BLOCK : Action.REDACT; // ours: never shown
    }
    if (rule.action() == Action.OFF || finding.score() < rule.threshold()) {
      return rule.action() == Action.OFF ? Action.OFF : Action.FLAG;
    }
    boolean byOthers = !output && (trust == Trust.SYSTEM || trust == Trust.MODEL);
    return byOthers && judgedByAuthor(finding.type().category()) ? Action.FLAG : rule.action();
  }

  private static boolean judgedByAuthor(Category category) {
    return category == Category.ATTACK || category == Category.OBFUSCATION;
  }

  private Rule rule(FindingType type, Trust trust, boolean output) {
    return spec.rules().get(Section.of(trust, output)).of(type);
  }

  /**
   * What stands for the values of a scan.
   *
   * @param placeholders of the request that the texts belong to
   */
  public Masking masking(
      ScanResult scan, Direction direction, TenantKeys keys, Placeholders placeholders) {
    return (finding, value) -> {
      Trust trust = scan.runs().get(finding.part()).trust();
      Operator operator = rule(finding.type(), trust, direction.isOutput(trust)).operator();
      return operator.apply(finding.type().name(), value, keys, placeholders);
    };
  }

  /** What stands for the values of an answer. */
  public Masking maskingOfAnswer(TenantKeys keys) {
    return (finding, value) ->
        rule(finding.type(), Trust.MODEL, true)
            .operator()
            .apply(finding.type().name(), value, keys, null);
  }

  /** False for findings that the policy does not even record. */
  public boolean records(Finding finding, TextRun run, Direction direction) {
    Trust trust = run.trust();
    return rule(finding.type(), trust, direction.isOutput(trust)).action() != Action.OFF;
  }
}
