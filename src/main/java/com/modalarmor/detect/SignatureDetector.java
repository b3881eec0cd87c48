package com.modalarmor.detect;

import com.modalarmor.detect.match.MatchScratch;
import com.modalarmor.detect.match.MultiPattern;
import com.modalarmor.text.View;
import com.modalarmor.text.Views;

/**
 * Finds attacks by the signatures of a pack, in the folded view and in every decoded one. Misses
 * what no signature describes; example: {@code Ignore all previous instructions}. Immutable.
 */
final class SignatureDetector implements Detector {

  private static final int USERS = Signature.Channel.INPUT.bit();

  private final SignaturePack pack;
  private final boolean own;
  private final LiteralPasses passes;

  /** The pack of all tenants, whose literals are looked for together with those of others. */
  SignatureDetector(SignaturePack pack, LiteralPasses passes) {
    this(pack, false, passes);
  }

  /** {@code own} = the pack is a tenant's, beside the shared one. */
  SignatureDetector(SignaturePack pack, boolean own) {
    this(pack, own, LiteralPasses.APART);
  }

  private SignatureDetector(SignaturePack pack, boolean own, LiteralPasses passes) {
    this.pack = pack;
    this.own = own;
    this.passes = passes;
  }

  @Override
  public String name() {
    return own ? "tenant_signatures" : "signatures";
  }

  @Override
  public boolean overTurns() {
    return true;
  }

  @Override
  public int settledTo(Subject subject) {
    return subject.output() ? OpenMarkup.start(subject.text()) : 0;
  }

  @Override
  public void detect(Subject subject, FindingSink sink) {
    Views views = subject.views();
    for (int i = 0; i < views.readingCount(); i++) {
      scan(views.reading(i), subject, sink, i > 0);
    }
  }

  private void scan(View view, Subject subject, FindingSink sink, boolean decoded) {
    MultiPattern patterns = pack.patterns(subject.output());
    MatchScratch scratch = own ? subject.ownMatchScratch(patterns) : subject.matchScratch(patterns);
    int hits =
        decoded
            ? patterns.scan(view.chars(), 0, view.length(), scratch)
            : subject.scanFolded(patterns, scratch, passes);
    if (scratch.truncated()) {
      throw new IllegalStateException("signature scan gave up"); // counts as a failed detector
    }
    if (hits == 0) {
      return;
    }
    int channel = Signature.Channel.of(subject).bit();
    String text = subject.text();
    for (int i = 0; i < hits; i++) {
      Signature signature = pack.at(scratch.patternAt(i), subject.output());
      if ((signature.channels() & channel) == 0) {
        if (channel == USERS && signature.score() >= AttackScore.THRESHOLD) {
          sink.vote(); // an attack in another place, a weak sign of one here
        }
        continue;
      }
      int start = view.originalStart(scratch.startAt(i));
      int end = view.originalEnd(scratch.endAt(i), text);
      if (decoded) {
        sink.addOnce(
            signature.type(),
            signature.detector(),
            signature.score(),
            signature.severity(),
            start,
            end);
      } else {
        sink.add(
            signature.type(),
            signature.detector(),
            signature.score(),
            signature.severity(),
            start,
            end);
      }
    }
  }
}
