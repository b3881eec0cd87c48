package com.modalarmor.policy;

import com.modalarmor.settings.SettingsReader;

/**
 * How streamed answers are held back. Immutable.
 *
 * @param holdBackCharsMax characters of one text that are held back because they may still become
 *     part of a finding
 * @param whenFull what happens beyond: BLOCK ends the answer, FLAG lets go of what is held back and
 *     reports it as skipped
 * @param wholeCharsMax characters of one text that are kept for the detectors that weigh the whole;
 *     of longer texts they see that much at a time
 */
public record StreamRules(int holdBackCharsMax, Action whenFull, int wholeCharsMax) {

  public static final StreamRules DEFAULT = new StreamRules(65_536, Action.BLOCK, 65_536);

  static StreamRules read(SettingsReader section) {
    Action whenFull = section.choice("when-full", Action.class, DEFAULT.whenFull());
    if (whenFull != Action.FLAG && whenFull != Action.BLOCK) {
      section.fault("when-full", "must be flag or block");
    }
    return new StreamRules(
        section.integer("hold-back-chars-max", DEFAULT.holdBackCharsMax(), 256, 16 << 20),
        whenFull,
        section.integer("whole-chars-max", DEFAULT.wholeCharsMax(), 2_048, 16 << 20));
  }
}
