package com.modalarmor.vector;

import com.modalarmor.settings.SettingsReader;

/**
 * How passages of a collection are put into a chat request. Immutable.
 *
 * @param passages of one request, where it does not say how many
 * @param passagesMax most that a request may ask for
 * @param passageCharsMax of each passage; the rest is cut off
 */
public record GroundingSettings(
    Spotlighting spotlight, int passages, int passagesMax, int passageCharsMax) {

  /** How a model is shown which text is data. */
  public enum Spotlighting {
    /** Between lines that nobody can guess. */
    DELIMIT,
    /** And with a sign in the place of each space. */
    DATAMARK,
    /** And in Base64: for models that read it well. */
    ENCODE
  }

  static GroundingSettings read(SettingsReader reader) {
    int most = reader.integer("passages-max", 20, 1, 100);
    return new GroundingSettings(
        reader.choice("spotlight", Spotlighting.class, Spotlighting.DATAMARK),
        reader.integer("passages", Math.min(4, most), 1, most),
        most,
        reader.integer("passage-chars-max", 8_000, 100, 1_000_000));
  }
}
