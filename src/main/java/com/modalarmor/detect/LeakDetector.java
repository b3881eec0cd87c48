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
    for (int i = 0; i < views.readingCount(); i++) {
      search(views.reading(i), subject, sink);
    }
  }

  @Override
  public boolean weighsWhole() {
    return true;
  }

  @Override
  public int settledTo(Subject subject) {
    if (!subject.output() || !subject.disclosure().hasTexts()) {
      return subject.text().length();
    }
    View view = subject.views().folded();
    return view.originalStart(subject.disclosure().openText(view), subject.text());
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
