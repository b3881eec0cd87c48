package com.modalarmor.detect;

import com.modalarmor.chat.Trust;
import com.modalarmor.detect.pii.PiiDetector;
import com.modalarmor.detect.pii.PiiPack;
import com.modalarmor.detect.pii.PiiSelection;
import com.modalarmor.verdict.Finding;
import java.util.List;

/** What the detector of personal data finds in a text. */
public final class PiiFindings {

  public static final PiiDetector ALL = PiiDetector.of(PiiPack.packaged(), PiiSelection.ALL);
  public static final PiiDetector DEFAULT =
      PiiDetector.of(PiiPack.packaged(), PiiSelection.DEFAULT);
  private static final int FINDINGS_MAX = 10_000;

  private PiiFindings() {}

  /** Every entity, every score. */
  public static List<Finding> of(String text) {
    return of(ALL, text);
  }

  public static List<Finding> of(Detector detector, String text) {
    return of(detector, subject(text));
  }

  public static List<Finding> of(Detector detector, Subject subject) {
    FindingSink sink = new FindingSink(FINDINGS_MAX);
    detector.detect(subject, sink);
    return sink.toList();
  }

  public static Subject subject(String text) {
    Subject subject = new Subject();
    subject.read(text, Trust.USER, false);
    return subject;
  }
}
