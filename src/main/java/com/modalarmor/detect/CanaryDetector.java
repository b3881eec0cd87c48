package com.modalarmor.detect;

import com.modalarmor.text.View;
import com.modalarmor.text.Views;
import com.modalarmor.verdict.FindingType;

/**
 * Finds the canary of a request, or twelve characters of it in a row, in the answer, however spaced
 * or written, and in every decoded view: the model is telling its instruction. Immutable.
 */
public final class CanaryDetector implements Detector {

  public static final String NAME = "canary";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void detect(Subject subject, FindingSink sink) {
    if (!subject.output() || !subject.disclosure().hasCanary()) {
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
    if (!subject.output() || !subject.disclosure().hasCanary()) {
      return subject.text().length();
    }
    View view = subject.views().folded();
    return view.originalStart(subject.disclosure().openCanary(view), subject.text());
  }

  private static void search(View view, Subject subject, FindingSink sink) {
    Disclosure.Span span = subject.span();
    subject
        .disclosure()
        .searchCanary(
            view,
            span,
            () ->
                sink.addOnce(
                    FindingType.SYSTEM_PROMPT_LEAK,
                    NAME,
                    1f,
                    FindingType.SYSTEM_PROMPT_LEAK.severity(),
                    view.originalStart(span.start()),
                    view.originalEnd(span.end(), subject.text())));
  }
}
