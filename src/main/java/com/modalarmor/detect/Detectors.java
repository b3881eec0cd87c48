package com.modalarmor.detect;

import java.util.ArrayList;
import java.util.List;

/** All detectors, by name; the one place to add a new one. Immutable. */
public final class Detectors {

  private final ScanPlan plan;

  private Detectors(List<Detector> detectors) {
    this.plan = new ScanPlan(detectors);
  }

  /** The shipped detectors with a pack of signatures. */
  public static Detectors of(SignaturePack signatures) {
    List<Detector> detectors = new ArrayList<>();
    detectors.add(new SignatureDetector(signatures));
    detectors.addAll(PiiDetectors.all());
    return new Detectors(detectors);
  }

  /** All of them, in order; each looks at the direction itself. */
  public ScanPlan plan() {
    return plan;
  }
}
