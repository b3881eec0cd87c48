package com.modalarmor.detect;

import java.util.ArrayList;
import java.util.List;

/** All detectors, by name; the one place to add a new one. Immutable. */
public final class Detectors {

  private final ScanPlan inputPlan;
  private final ScanPlan outputPlan;

  private Detectors(List<Detector> input, List<Detector> output) {
    this.inputPlan = new ScanPlan(input);
    this.outputPlan = new ScanPlan(output);
  }

  /** The shipped detectors with a pack of signatures. */
  public static Detectors of() {
    List<Detector> detectors = new ArrayList<>();
    return new Detectors(detectors, detectors);
  }

  /** What looks at texts on their way to the model. */
  public ScanPlan inputPlan() {
    return inputPlan;
  }

  /** What looks at texts on their way to the caller. */
  public ScanPlan outputPlan() {
    return outputPlan;
  }
}
