package com.modalarmor.detect;

import com.modalarmor.classify.Screening;
import com.modalarmor.verdict.Coverage;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/** Which detectors look at a text of one direction. Immutable, compiled once per policy. */
public final class ScanPlan {

  private static final AtomicLong NUMBERS = new AtomicLong();

  private final long number = NUMBERS.incrementAndGet();
  private final List<Detector> detectors;
  private final List<Detector> overTurns;
  private final List<Detector> settling;
  private final List<Detector> weighing;
  private final TurnWindow turnWindow;
  private final Coverage full;
  private final Screening screening;
  private final boolean hints;

  public ScanPlan(List<Detector> detectors) {
    this(detectors, TurnWindow.DEFAULT);
  }

  public ScanPlan(List<Detector> detectors, TurnWindow turnWindow) {
    this.detectors = List.copyOf(detectors);
    this.overTurns = detectors.stream().filter(Detector::overTurns).toList();
    this.settling = detectors.stream().filter(detector -> !detector.weighsWhole()).toList();
    this.weighing = detectors.stream().filter(Detector::weighsWhole).toList();
    this.turnWindow = turnWindow;
    List<String> names = new ArrayList<>();
    this.detectors.forEach(detector -> names.add(detector.name()));
    this.full = new Coverage(names, List.of(), List.of());
    this.screening = Screening.ON;
    this.hints = false;
  }

  private ScanPlan(ScanPlan plan, Screening screening, boolean hints) {
    this.detectors = plan.detectors;
    this.overTurns = plan.overTurns;
    this.settling = plan.settling;
    this.weighing = plan.weighing;
    this.turnWindow = plan.turnWindow;
    this.full = plan.full;
    this.screening = screening;
    this.hints = hints;
  }

  /** The same plan with other screening of what the model reads; the gateway's is {@code ON}. */
  public ScanPlan screened(Screening other) {
    return new ScanPlan(this, other, hints);
  }

  /**
   * The same plan for whoever acts on findings that are no attacks: the model's network reads all
   * that its features doubt, not only what it may make an attack of.
   */
  public ScanPlan hinting() {
    return new ScanPlan(this, screening, true);
  }

  /** True for a plan of {@link #hinting()}. */
  public boolean hints() {
    return hints;
  }

  /** The same plan for whoever wants to see scores; verdicts are the same. */
  public ScanPlan scored() {
    return screened(Screening.SCORED);
  }

  /** No other plan of this process has it. */
  long number() {
    return number;
  }

  Screening screening() {
    return screening;
  }

  /** The same plan with one detector more; itself when it has one of that name. */
  public ScanPlan with(Detector further) {
    if (full.ran().contains(further.name())) {
      return this;
    }
    List<Detector> more = new ArrayList<>(detectors);
    more.add(further);
    return new ScanPlan(new ScanPlan(more, turnWindow), screening, hints);
  }

  List<Detector> detectors() {
    return detectors;
  }

  /** Those that also read the joined turns of a conversation. */
  List<Detector> overTurns() {
    return overTurns;
  }

  /** Those whose findings in a stream are final as soon as they are settled. */
  List<Detector> settling() {
    return settling;
  }

  /** Those that read a stream in growing windows, too. */
  List<Detector> weighing() {
    return weighing;
  }

  TurnWindow turnWindow() {
    return turnWindow;
  }

  /** The same plan with these detectors alone, and without the joined turns: for measurements. */
  public ScanPlan only(Set<String> names) {
    return new ScanPlan(
        detectors.stream().filter(detector -> names.contains(detector.name())).toList(),
        new TurnWindow(0, 0));
  }

  /** The coverage of a scan in which nothing was skipped and nothing failed. */
  public Coverage full() {
    return full;
  }
}
