package com.modalarmor.detect;

import com.modalarmor.similar.KnownAttacks;
import com.modalarmor.similar.Resemblance;
import com.modalarmor.text.View;
import com.modalarmor.text.Views;
import com.modalarmor.verdict.FindingType;

/**
 * Finds texts that hold most of a known attack, words changed here and there, in the folded view
 * and in every decoded one. Misses what says the same in other words. Immutable.
 */
final class SimilarityDetector implements Detector {

  private final KnownAttacks known;

  SimilarityDetector(KnownAttacks known) {
    this.known = known;
  }

  @Override
  public String name() {
    return "similarity";
  }

  @Override
  public boolean overTurns() {
    return true;
  }

  @Override
  public int settledTo(Subject subject) {
    return subject.output() ? subject.text().length() : 0;
  }

  @Override
  public void detect(Subject subject, FindingSink sink) {
    if (subject.output()) {
      return; // an answer that quotes an attack is no attack
    }
    Views views = subject.views();
    for (int i = 0; i < views.readingCount(); i++) {
      look(views.reading(i), subject, sink);
    }
  }

  private void look(View view, Subject subject, FindingSink sink) {
    KnownAttacks.Scratch scratch = subject.similarScratch(known);
    float share = known.nearest(view.chars(), 0, view.length(), scratch);
    float probability = Resemblance.probability(share, scratch.shinglesMet());
    if (probability > 0) {
      FindingType type = known.typeOf(scratch.attack());
      sink.addOnce(
          type,
          name(),
          probability,
          type.severity(),
          view.originalStart(scratch.start()),
          view.originalEnd(scratch.end(), subject.text()));
    }
  }
}
