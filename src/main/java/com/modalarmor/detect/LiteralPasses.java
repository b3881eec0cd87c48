package com.modalarmor.detect;

import com.modalarmor.detect.match.SharedLiterals;

/**
 * Which literals are looked for together, so that a text is read once for all detectors that look
 * for any. Immutable.
 *
 * @param ofRequests in what comes from the caller's side; null = each looks for its own
 * @param ofAnswers in what comes from the model; null = the same
 */
public record LiteralPasses(SharedLiterals ofRequests, SharedLiterals ofAnswers) {

  /** Each looks for its own. */
  public static final LiteralPasses APART = new LiteralPasses(null, null);

  SharedLiterals of(boolean output) {
    return output ? ofAnswers : ofRequests;
  }
}
