package com.modalarmor.detect;

import com.modalarmor.text.View;
import com.modalarmor.text.Views;
import com.modalarmor.verdict.FindingType;

/**
 * Finds the hidden texts of a request (system instruction, declared tools) in its answer: word for
 * word, respaced, in leet, reversed, in ROT13 or Atbash, and in every decoded view. The score comes
 * from how much was told in the whole answer so far. Misses a retelling in other words and a
 * translation; nothing to do where nothing is hidden. Immutable.
 */
final class LeakDetector implements Detector {

  static final String NAME = "system_prompt_leak";

  /** Below it a finding would be noise: a few words in common. */
  private static final float REPORTED_MIN = 0.2f;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void detect(Subject subject, FindingSink sink) {
    Disclosure disclosure = subject.disclosure();
    if (!subject.output() || !disclosure.hasTexts()) {
      return;
    }
    Views views = subject.views();
    search(views.folded(), subject, sink);
    for (int i = 0; i < views.decodedCount(); i++) {
      search(views.decoded(i), subject, sink);
    }
  }

  @Override
  public boolean weighsWhole() {
    return true;
  }

  @Override
  public int settledTo(Subject subject) {
    int length = subject.text().length();
    if (!subject.output() || !subject.disclosure().hasTexts()) {
      return length;
    }
    View view = subject.views().folded();
    int open = subject.disclosure().openText(view);
    return open < view.length() ? view.originalStart(open) : length;
  }

  private static void search(View view, Subject subject, FindingSink sink) {
    Disclosure.Span span = subject.span();
    if (!subject.disclosure().search(view, span)) {
      return;
    }
    float score = subject.disclosure().score();
    if (score >= REPORTED_MIN) {
      sink.add(
          FindingType.SYSTEM_PROMPT_LEAK,
          NAME,
          score,
          view.originalStart(span.start()),
          view.originalEnd(span.end(), subject.text()));
    }
  }
}
