package com.modalarmor.upstream.gemini;

import com.modalarmor.verdict.Refusal;

/** The ways in which an attempt yields no usable answer. */
enum Fault {
  /** No connection: refused, unreachable, handshake failed, certificate not trusted. */
  NO_CONNECTION(
      Refusal.Reason.UPSTREAM_UNAVAILABLE, "The model is not reachable right now; try again."),
  /** The connection or stream broke before the answer's head. */
  RESET_BEFORE_ANSWER(
      Refusal.Reason.UPSTREAM_ERROR, "The model closed the connection without an answer."),
  /** The connection or stream broke within the answer. */
  CUT_SHORT(Refusal.Reason.UPSTREAM_ERROR, "The model's answer was cut short."),
  /** Wrong content type or encoding, not framed as JSON objects, no event at all. */
  UNUSABLE(Refusal.Reason.UPSTREAM_ERROR, "The model answered with something unusable."),
  TOO_LARGE(
      Refusal.Reason.UPSTREAM_ERROR, "The model's answer is larger than this gateway accepts.");

  private final Refusal.Reason reason;
  private final String message;

  Fault(Refusal.Reason reason, String message) {
    this.reason = reason;
    this.message = message;
  }

  /** Only where the model cannot have begun to answer. */
  boolean mayRepeat() {
    return this == NO_CONNECTION || this == RESET_BEFORE_ANSWER;
  }

  /**
   * An answer's length is the caller's doing more than the upstream's: it must not open the
   * breaker.
   */
  boolean blamesUpstream() {
    return this != TOO_LARGE;
  }

  Refusal refusal() {
    return new Refusal(reason, message);
  }
}
