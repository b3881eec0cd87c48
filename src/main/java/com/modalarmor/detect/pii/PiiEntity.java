package com.modalarmor.detect.pii;

import com.modalarmor.verdict.FindingType;
import java.util.List;
import java.util.Set;

/**
 * One kind of personal data. Immutable.
 *
 * @param detector its name in findings, {@code pii:<name in lower case>}
 * @param byDefault looked for when a policy does not name entities
 * @param finder the name of a hand-written finder; empty = patterns alone
 * @param finderScore of what the finder finds
 * @param check proves or refutes a match; null = none
 * @param context lower-case words that, shortly before, make a hit likelier
 * @param otherwise lower-case words right before which say that it is something else
 */
record PiiEntity(
    FindingType type,
    String detector,
    boolean byDefault,
    String finder,
    float finderScore,
    Check check,
    List<String> context,
    Set<String> otherwise,
    List<PiiPattern> patterns) {

  static final float CONTEXT_GAIN = 0.35f;
  static final float CONTEXT_FLOOR = 0.4f;

  /** The most that a hit scores which is said to be something else. */
  static final float OTHERWISE_MAX = 0.3f;

  String name() {
    return type.name();
  }

  /** The score of a hit that a word before it supports. */
  static float supported(float score) {
    return Math.min(1f, Math.max(CONTEXT_FLOOR, score + CONTEXT_GAIN));
  }

  /** The most that a hit of that score can reach. */
  float reachable(float score) {
    return check != null && check.proves() ? 1f : context.isEmpty() ? score : supported(score);
  }
}
