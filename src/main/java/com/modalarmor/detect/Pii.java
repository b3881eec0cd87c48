package com.modalarmor.detect;

import com.modalarmor.text.View;
import com.modalarmor.verdict.FindingType;

/** Reports a range of the folded view as a finding in the original text. Stateless. */
final class Pii {

  private Pii() {}

  static void report(
      Subject subject,
      FindingSink sink,
      FindingType type,
      String name,
      float score,
      int start,
      int end) {
    View view = subject.views().folded();
    sink.add(type, name, score, view.originalStart(start), view.originalEnd(end, subject.text()));
  }
}
