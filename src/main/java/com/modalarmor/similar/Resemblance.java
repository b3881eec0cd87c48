package com.modalarmor.similar;

import com.modalarmor.text.View;
import com.modalarmor.text.Views;

/**
 * How much a text resembles a known attack, as a probability. Stateless.
 *
 * <p>The steps were read off the dev set: of its 5,162 harmless texts none reaches even the lowest
 * one, of its 939 attacks 22 %, 28 % and 31 % do.
 */
public final class Resemblance {

  /** The lowest probability of an attack that counts as one. */
  public static final float ATTACK = 0.5f;

  private Resemblance() {}

  /**
   * @param share of the nearest attack's shingles that the text holds
   * @param shinglesMet their number
   * @return 0 when it is not worth a word
   */
  public static float probability(float share, int shinglesMet) {
    if (shinglesMet >= 6 && share >= 0.3f) {
      return 0.97f;
    }
    if (shinglesMet >= 4 && share >= 0.2f) {
      return 0.9f;
    }
    return shinglesMet >= 3 && share >= 0.2f ? 0.4f : 0f;
  }

  /** Whether a text, read as it stands, would be called an attack. For tools, not for requests. */
  public static boolean attack(KnownAttacks known, String text) {
    Views views = new Views();
    views.read(text);
    View folded = views.folded();
    KnownAttacks.Scratch scratch = known.newScratch();
    float share = known.nearest(folded.chars(), 0, folded.length(), scratch);
    return probability(share, scratch.shinglesMet()) >= ATTACK;
  }
}
