package com.modalarmor.policy;

import com.modalarmor.settings.SettingsReader;

/**
 * What happens to findings of one kind. Immutable.
 *
 * @param threshold findings scored below it are recorded, never acted on
 */
public record Rule(Action action, float threshold) {

  static final Rule FLAG = new Rule(Action.FLAG, 0f);

  /** What {@code section} does not say is as in {@code fallback}. */
  static Rule read(SettingsReader section, Rule fallback) {
    Action action = section.choice("action", Action.class, fallback.action());
    double threshold = section.decimal("threshold", fallback.threshold(), 0, 1);
    return new Rule(action, (float) threshold);
  }
}
