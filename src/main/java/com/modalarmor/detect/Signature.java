package com.modalarmor.detect;

import com.modalarmor.verdict.FindingType;
import com.modalarmor.verdict.Severity;

/**
 * One signature of a pack, without its pattern, which the engine holds. Immutable.
 *
 * @param channels bit set of {@link Channel}s in which it is looked for
 */
record Signature(
    String id, String detector, FindingType type, float score, Severity severity, int channels) {

  /** Where a text stands, as signatures name it. */
  enum Channel {
    INPUT,
    RETRIEVED,
    TOOL,
    OUTPUT;

    int bit() {
      return 1 << ordinal();
    }

    static Channel of(Subject subject) {
      if (subject.output()) {
        return OUTPUT;
      }
      return switch (subject.trust()) {
        case RETRIEVED -> RETRIEVED;
        case TOOL -> TOOL;
        case SYSTEM, USER, MODEL -> INPUT;
      };
    }
  }
}
