package com.modalarmor.detect;

/** Looks for one thing in one text. Implementations are immutable and shared between threads. */
public interface Detector {

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
   * one, as in a stream: whatever follows, no finding crosses the returned index of the original
   * text, and those before it are the ones reported now. 0, the default, says that the whole text
   * is needed; its length, that nothing is left open.
   */
  default int settledTo(Subject subject) {
    return 0;
  }
}
