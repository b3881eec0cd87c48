package com.modalarmor.detect;

/** Looks for one thing in one text. Implementations are immutable and shared between threads. */
public interface Detector {

  /**
   * Characters before a finding that may decide about it (words of context, the character before).
   * A streamed text is read from at least so far before what is not settled yet.
   */
  int LOOK_BEHIND_MAX = 256;

  /** Stable name for findings, coverage and policy files, e.g. {@code email_address}. */
  String name();

  /** Reports every hit in {@code subject} to {@code sink}; pure otherwise. */
  void detect(Subject subject, FindingSink sink);

  /**
   * True when it also reads the turns of a conversation joined to one text ({@link TurnJoin}): for
   * detectors of attacks, which may be split over turns.
   */
  default boolean overTurns() {
    return false;
  }

  /**
   * How far the findings are final when the text of {@code subject} is the beginning of a longer
   * one, as in a stream: whatever follows, the findings that begin before the returned index of the
   * original text are the ones reported now. One of them may cross it: whoever cuts there goes back
   * to where that begins. 0, the default, says that the whole text is needed; its length, that
   * nothing is left open.
   *
   * <p>The text may itself begin in the middle of a longer one, at a place where the findings were
   * settled and at least {@link #LOOK_BEHIND_MAX} characters before what is still open. So 0 holds
   * a stream back to its end: it is always right, and always slow.
   */
  default int settledTo(Subject subject) {
    return 0;
  }

  /**
   * True when what it finds in a piece of a text may differ from what it finds in the whole: it
   * weighs the whole, or what it looks for is longer than any piece that is held back. A stream is
   * ended when it finds something in a piece, and what it reports in the end is what it finds in
   * the whole, read in growing windows.
   */
  default boolean weighsWhole() {
    return overTurns();
  }
}
