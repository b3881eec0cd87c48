package com.modalarmor.classify;

/**
 * What the length of a text says of a logit near the threshold. A text has the greatest logit of
 * its windows, and a long one has many: of harmless chats of sources that training had not seen,
 * one in eight beyond 2,000 characters came near the threshold, one in a hundred below 1,000 and
 * none below 60. What is far from the threshold stays as it is, so that texts of all lengths can be
 * compared. Set on sources left out of training. Stateless.
 */
final class LengthShift {

  /** Shorter texts are raised by so much for each halving, */
  private static final int SHORT_CHARS = 250;

  private static final double RAISE_STEP = 0.4;
  private static final float RAISE_MAX = 1;

  /** longer ones lowered by so much for each doubling. */
  private static final int LONG_CHARS = 1_000;

  private static final double LOWER_STEP = 0.6;
  private static final float LOWER_MAX = 1;
  private static final double LN2 = Math.log(2);

  /** So far below the anchor nothing is raised; after so much more all of it. */
  private static final float RAISED_FROM = 2.5f;

  private static final float RAISED_OVER = 1.5f;

  /** So far below the anchor nothing is lowered; all of it at the anchor. */
  private static final float LOWERED_FROM = 1.5f;

  private LengthShift() {}

  /**
   * The logit of a text of so many characters, its length considered.
   *
   * @param anchor about the threshold
   */
  static float apply(float logit, int chars, float anchor) {
    float shift = of(chars);
    if (shift > 0) {
      return logit + shift * ramp((logit - anchor + RAISED_FROM) / RAISED_OVER);
    }
    return logit + shift * ramp((logit - anchor + LOWERED_FROM) / LOWERED_FROM);
  }

  private static float ramp(float share) {
    return Math.max(0, Math.min(1, share));
  }

  /** The length of a text; a piece of one pays a handicap instead. */
  static int judged(int chars, float handicap) {
    return handicap > 0 ? LONG_CHARS : chars;
  }

  /** What a text of so many characters is raised by. */
  static float of(int chars) {
    if (chars < SHORT_CHARS) {
      double halvings = Math.log(SHORT_CHARS / (double) Math.max(1, chars)) / LN2;
      return Math.min(RAISE_MAX, (float) (RAISE_STEP * halvings));
    }
    if (chars > LONG_CHARS) {
      double doublings = Math.log(chars / (double) LONG_CHARS) / LN2;
      return -Math.min(LOWER_MAX, (float) (LOWER_STEP * doublings));
    }
    return 0;
  }
}
