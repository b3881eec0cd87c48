package com.modalarmor.detect.match;

/**
 * The working memory of scans, and the result of the last one. Confined to one thread; made by
 * {@link MultiPattern#newScratch()} and of use with that instance only.
 *
 * <p>It holds for each pattern met so far the part of its automaton that texts have asked for, so
 * it is meant to be kept as long as its thread.
 */
public final class MatchScratch {
  final MultiPattern owner;
  final Verifier verifier;
  final CandidateWindows windows;
  final LiteralPass pass;

  MatchScratch(MultiPattern owner, Verifier verifier, CandidateWindows windows, LiteralPass pass) {
    this.owner = owner;
    this.verifier = verifier;
    this.windows = windows;
    this.pass = pass;
  }

  public int hitCount() {
    return verifier.hits();
  }

  /** The pattern of a hit, as its place in the list that was compiled. */
  public int patternAt(int hit) {
    checkHit(hit);
    return verifier.hitPattern(hit);
  }

  /** Where a hit starts in the scanned array. */
  public int startAt(int hit) {
    checkHit(hit);
    return verifier.hitStart(hit);
  }

  /** The place behind the last unit of a hit. */
  public int endAt(int hit) {
    checkHit(hit);
    return verifier.hitEnd(hit);
  }

  /** Whether the scan gave up at {@link MatchLimits#workMax()}: hits may be missing. */
  public boolean truncated() {
    return verifier.truncated();
  }

  /** Verification steps of the last scan, see {@link MatchLimits#workMax()}. */
  public long work() {
    return verifier.work;
  }

  private void checkHit(int hit) {
    if (hit < 0 || hit >= verifier.hits()) {
      throw new IndexOutOfBoundsException("hit " + hit + " of " + verifier.hits());
    }
  }
}
