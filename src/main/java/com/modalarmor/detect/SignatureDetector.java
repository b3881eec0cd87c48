package com.modalarmor.detect;

import com.modalarmor.detect.match.MatchScratch;
import com.modalarmor.detect.match.MultiPattern;
import com.modalarmor.text.View;

/**
 * Finds attacks by the signatures of a pack, in the folded view. Misses what no signature
 * describes; example: {@code Ignore all previous instructions}. Immutable.
 */
final class SignatureDetector implements Detector {

  private final SignaturePack pack;
  private final boolean own;

  /** {@code own} = the pack is a tenant's, beside the shared one. */
  SignatureDetector(SignaturePack pack, boolean own) {
    this.pack = pack;
    this.own = own;
  }

  @Override
  public String name() {
    return own ? "tenant_signatures" : "signatures";
  }

  @Override
  public void detect(Subject subject, FindingSink sink) {
    MultiPattern patterns = pack.patterns();
    MatchScratch scratch = own ? subject.ownMatchScratch(patterns) : subject.matchScratch(patterns);
    View folded = subject.views().folded();
    int hits = patterns.scan(folded.chars(), 0, folded.length(), scratch);
    if (scratch.truncated()) {
      throw new IllegalStateException("signature scan gave up"); // counts as a failed detector
    }
    if (hits == 0) {
      return;
    }
    int channel = Signature.Channel.of(subject).bit();
    String text = subject.text();
    for (int i = 0; i < hits; i++) {
      Signature signature = pack.at(scratch.patternAt(i));
      if ((signature.channels() & channel) != 0) {
        sink.add(
            signature.type(),
            signature.detector(),
            signature.score(),
            signature.severity(),
            folded.originalStart(scratch.startAt(i)),
            folded.originalEnd(scratch.endAt(i), text));
      }
    }
  }
}
