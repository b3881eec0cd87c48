package com.modalarmor.policy;

import com.modalarmor.settings.SettingsReader;
import com.modalarmor.settings.Sha256;
import com.modalarmor.verdict.Category;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * A policy as written in a file. Immutable.
 *
 * @param shadow decide and record, but apply nothing
 * @param input rules per category for what goes to the model
 * @param output rules per category for what comes from the model
 * @param inputTypes rules for single types, before their category's
 * @param outputTypes likewise for answers
 * @param uninspected what happens when part of the content cannot be read (images, audio): FLAG or
 *     BLOCK
 * @param refuseWith403 a blocked prompt is answered with status 403 instead of the wire's own 200
 */
public record PolicySpec(
    String name,
    boolean shadow,
    Map<Category, Rule> input,
    Map<Category, Rule> output,
    Map<String, Rule> inputTypes,
    Map<String, Rule> outputTypes,
    Action uninspected,
    boolean refuseWith403) {

  /** How a blocked prompt is answered. */
  enum Refusing {
    WIRE,
    HTTP_403
  }

  enum Mode {
    ENFORCE,
    SHADOW
  }

  /** Reads one policy; faults are collected in {@code reader}. */
  public static PolicySpec read(String name, SettingsReader reader) {
    Mode mode = reader.choice("mode", Mode.class, Mode.ENFORCE);
    Refusing refusing = reader.choice("blocked-prompt", Refusing.class, Refusing.WIRE);
    Action uninspected = reader.choice("uninspected", Action.class, Action.FLAG);
    if (uninspected != Action.FLAG && uninspected != Action.BLOCK) {
      reader.fault("uninspected", "must be flag or block");
    }
    SettingsReader input = reader.section("input");
    SettingsReader output = reader.section("output");
    return new PolicySpec(
        name,
        mode == Mode.SHADOW,
        categories(input, false),
        categories(output, true),
        types(input),
        types(output),
        uninspected,
        refusing == Refusing.HTTP_403);
  }

  private static Map<Category, Rule> categories(SettingsReader reader, boolean output) {
    Map<Category, Rule> rules = new EnumMap<>(Category.class);
    for (Category category : Category.values()) {
      rules.put(
          category, rule(reader.section(category.wireName()), defaultAction(category, output)));
    }
    return rules;
  }

  /** Attacks are judged on the way in; on the way out they are somebody's example. */
  private static Action defaultAction(Category category, boolean output) {
    return switch (category) {
      case ATTACK -> output ? Action.FLAG : Action.BLOCK;
      case OBFUSCATION, URL -> Action.FLAG;
      case PII, SECRET -> Action.REDACT;
      case OUTPUT -> output ? Action.BLOCK : Action.FLAG;
    };
  }

  private static Map<String, Rule> types(SettingsReader reader) {
    Map<String, Rule> rules = new TreeMap<>();
    reader.sections("types").forEach((type, rule) -> rules.put(type, rule(rule, Action.FLAG)));
    return rules;
  }

  private static Rule rule(SettingsReader reader, Action fallback) {
    Action action = reader.choice("action", Action.class, fallback);
    double threshold = reader.decimal("threshold", 0.5, 0, 1);
    return new Rule(action, (float) threshold);
  }

  /** Eight hex digits of the SHA-256 over the content: tells two versions of a policy apart. */
  String fingerprint() {
    return Sha256.over(toString().getBytes(StandardCharsets.UTF_8)).hex().substring(0, 8);
  }
}
