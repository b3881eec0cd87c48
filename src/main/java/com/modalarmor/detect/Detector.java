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
}
