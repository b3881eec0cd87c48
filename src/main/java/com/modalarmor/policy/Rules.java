package com.modalarmor.policy;

import com.modalarmor.settings.SettingsReader;
import com.modalarmor.verdict.Category;
import com.modalarmor.verdict.FindingType;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The rules of one section. Immutable by agreement.
 *
 * @param categories for a whole family of findings
 * @param types for single types, before their category's
 */
record Rules(Map<Category, Rule> categories, Map<String, Rule> types) {

  /** The rules of {@code input} or {@code output}: what is not said is as shipped. */
  static Rules read(SettingsReader section, boolean output) {
    Map<Category, Rule> categories = new EnumMap<>(Category.class);
    for (Category category : Category.values()) {
      Rule shipped = new Rule(shippedAction(category, output), 0.5f);
      if (category != Category.STRUCTURE) {
        categories.put(category, Rule.read(section.section(category.wireName()), shipped));
      } else if (output) { // only answers have a form that was asked for
        categories.put(category, structure(section.section(category.wireName()), shipped));
      }
    }
    return new Rules(categories, readTypes(section));
  }

  /** True when some rule acts on findings of that family that score less. */
  boolean actBelow(Category category, float score) {
    return categories.containsKey(category) && categories.get(category).threshold() < score
        || types.entrySet().stream()
            .anyMatch(it -> isOf(it.getKey(), category) && it.getValue().threshold() < score);
  }

  /** There is nothing to mask: the whole answer is what has not the form. */
  private static Rule structure(SettingsReader section, Rule shipped) {
    Rule rule = Rule.read(section, shipped);
    if (masks(rule)) {
      section.fault("action", "must be off, flag or block");
    }
    return rule;
  }

  private static boolean masks(Rule rule) {
    return rule.action() == Action.REDACT || rule.action() == Action.TOKENISE;
  }

  /** The rules of a section that says only what differs from {@code base}. */
  static Rules readOver(Rules base, SettingsReader section) {
    Map<Category, Rule> categories = new EnumMap<>(Category.class);
    Map<String, Rule> types = new TreeMap<>(base.types);
    for (Category category : base.categories.keySet()) {
      boolean said = section.has(category.wireName());
      Rule rule = Rule.read(section.section(category.wireName()), base.categories.get(category));
      categories.put(category, rule);
      if (said) { // what is said here of a family goes before what the base says of its members
        types.keySet().removeIf(type -> isOf(type, category));
      }
    }
    types.putAll(readTypes(section));
    return new Rules(categories, types);
  }

  private static boolean isOf(String type, Category category) {
    for (FindingType known : FindingType.GENERAL) {
      if (known.name().equals(type)) {
        return known.category() == category;
      }
    }
    return category == (type.startsWith("SECRET_") ? Category.SECRET : Category.PII);
  }

  private static Map<String, Rule> readTypes(SettingsReader section) {
    Map<String, Rule> types = new TreeMap<>();
    section
        .sections("types")
        .forEach(
            (type, said) -> {
              Rule rule = Rule.read(said, new Rule(Action.FLAG, 0.5f));
              if (isOf(type, Category.STRUCTURE) && masks(rule)) {
                said.fault("action", "must be off, flag or block");
              }
              types.put(type, rule);
            });
    return types;
  }

  /** Attacks are judged on the way in; on the way out they are somebody's example. */
  private static Action shippedAction(Category category, boolean output) {
    return switch (category) {
      case ATTACK -> output ? Action.FLAG : Action.BLOCK;
      case OBFUSCATION, URL, STRUCTURE -> Action.FLAG;
      case PII, SECRET -> Action.REDACT;
      case OUTPUT -> output ? Action.BLOCK : Action.FLAG;
    };
  }

  /** True when one of the rules gives out placeholders. */
  boolean tokenises() {
    return categories.values().stream().anyMatch(rule -> rule.action() == Action.TOKENISE)
        || types.values().stream().anyMatch(rule -> rule.action() == Action.TOKENISE);
  }

  Rule of(FindingType type) {
    Rule byType = types.get(type.name());
    if (byType != null) {
      return byType;
    }
    Rule byCategory = categories.get(type.category());
    return byCategory == null ? Rule.FLAG : byCategory;
  }
}
