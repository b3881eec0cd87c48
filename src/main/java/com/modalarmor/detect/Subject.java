package com.modalarmor.detect;

import com.modalarmor.chat.Trust;
import com.modalarmor.detect.match.MatchScratch;
import com.modalarmor.detect.match.MultiPattern;
import com.modalarmor.similar.KnownAttacks;
import com.modalarmor.text.Views;

/**
 * One text under inspection with everything that detectors share, computed once. Scratch: {@link
 * #read} again for each text; single-threaded, do not keep.
 */
public final class Subject {

  private final Views views = new Views();
  private final Anchors anchors = new Anchors();
  private final Disclosure disclosure = new Disclosure();
  private final Disclosure.Span span = new Disclosure.Span();
  private MultiPattern patterns;
  private MatchScratch matchScratch;
  private KnownAttacks known;
  private KnownAttacks.Scratch similarScratch;
  private Trust trust = Trust.USER;
  private boolean output;

  /** Reads a text. {@code output} = it is the model's answer, on its way to the caller. */
  public void read(String text, Trust trust, boolean output) {
    this.trust = trust;
    this.output = output;
    views.read(text);
    anchors.read(views.folded());
  }

  /** Takes what the request hides, for the texts of its answer that follow; null = nothing. */
  void hides(HiddenContext context) {
    disclosure.begin(context);
  }

  Disclosure disclosure() {
    return disclosure;
  }

  /** Working memory for one search. */
  Disclosure.Span span() {
    return span;
  }

  public String text() {
    return views.text();
  }

  public Views views() {
    return views;
  }

  public Anchors anchors() {
    return anchors;
  }

  /** Working memory of this thread for an engine; kept until another engine asks. */
  MatchScratch matchScratch(MultiPattern engine) {
    if (engine != patterns) {
      patterns = engine;
      matchScratch = engine.newScratch();
    }
    return matchScratch;
  }

  /** The same for an index of known attacks. */
  KnownAttacks.Scratch similarScratch(KnownAttacks index) {
    if (index != known) {
      known = index;
      similarScratch = index.newScratch();
    }
    return similarScratch;
  }

  public Trust trust() {
    return trust;
  }

  public boolean output() {
    return output;
  }
}
