package com.modalarmor.policy;

import com.modalarmor.redact.Operator;
import com.modalarmor.settings.SettingsReader;

/**
 * What happens to findings of one kind. Immutable.
 *
 * @param threshold findings scored below it are recorded, never acted on
 * @param operator how a value is masked
 */
public record Rule(Action action, float threshold, Operator operator) {

  static final Rule FLAG = new Rule(Action.FLAG, 0f);

  private static final int CHARS_MAX = 1 << 20;

  Rule(Action action, float threshold) {
    this(action, threshold, Operator.REPLACE_BY_TYPE);
  }

  /** What {@code section} does not say is as in {@code fallback}. */
  static Rule read(SettingsReader section, Rule fallback) {
    Action action = section.choice("action", Action.class, fallback.action());
    double threshold = section.decimal("threshold", fallback.threshold(), 0, 1);
    return new Rule(action, (float) threshold, operator(section, action, fallback.operator()));
  }

  private static Operator operator(SettingsReader section, Action action, Operator fallback) {
    if (action == Action.TOKENISE) {
      if (section.has("operator")) {
        section.fault("operator", "is for the action redact; tokenise is one by itself");
      }
      return Operator.of(Operator.Kind.TOKENISE);
    }
    Operator.Kind shipped =
        fallback.kind() == Operator.Kind.TOKENISE ? Operator.Kind.REPLACE : fallback.kind();
    Operator.Kind kind = section.choice("operator", Operator.Kind.class, shipped);
    if (kind == Operator.Kind.TOKENISE) {
      section.fault("operator", "must not be tokenise; that is an action");
      return fallback;
    }
    if (kind == fallback.kind() && !says(section)) {
      return fallback;
    }
    if (kind == Operator.Kind.REPLACE) {
      return Operator.replace(section.text("with", ""));
    }
    return kind == Operator.Kind.MASK ? mask(section) : Operator.of(kind);
  }

  private static boolean says(SettingsReader section) {
    return section.has("with")
        || section.has("masking-char")
        || section.has("chars-to-mask")
        || section.has("from-end");
  }

  private static Operator mask(SettingsReader section) {
    String by = section.text("masking-char", "*");
    int chars = section.integer("chars-to-mask", CHARS_MAX, 0, CHARS_MAX);
    boolean fromEnd = section.flag("from-end", false);
    if (by.codePointCount(0, by.length()) != 1) {
      section.fault("masking-char", "must be one character");
      return Operator.REPLACE_BY_TYPE;
    }
    return Operator.mask(by, chars, fromEnd);
  }
}
