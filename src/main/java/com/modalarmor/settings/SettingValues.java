package com.modalarmor.settings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads plain values as YAML and the environment give them; null stands for "does not fit".
 * Stateless.
 */
final class SettingValues {

  private SettingValues() {}

  /** The enum constant of that name: lower case, dashes for underscores. */
  static <E extends Enum<E>> E choice(Object value, Class<E> type) {
    String wanted = value.toString().trim();
    for (E constant : type.getEnumConstants()) {
      String name = nameOf(constant);
      // YAML 1.1 reads a bare `off` as the boolean false, and a bare `on` as true.
      boolean off = name.equals("off") && wanted.equals("false");
      boolean on = name.equals("on") && wanted.equals("true");
      if (name.equals(wanted) || off || on) {
        return constant;
      }
    }
    return null;
  }

  static <E extends Enum<E>> String choices(Class<E> type) {
    List<String> names = new ArrayList<>();
    for (E constant : type.getEnumConstants()) {
      names.add(nameOf(constant));
    }
    return String.join(", ", names);
  }

  private static String nameOf(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** A list of scalars, or one text with commas. */
  static List<String> texts(Object value) {
    List<String> texts = new ArrayList<>();
    if (value instanceof List<?> list) {
      for (Object entry : list) {
        if (entry == null || entry instanceof Map || entry instanceof List) {
          return null;
        }
        texts.add(entry.toString());
      }
      return List.copyOf(texts);
    }
    if (value instanceof String text) {
      for (String entry : text.split(",", -1)) {
        if (!entry.isBlank()) {
          texts.add(entry.trim());
        }
      }
      return List.copyOf(texts);
    }
    return null;
  }

  static Map<String, Object> tree(Map<?, ?> map) {
    Map<String, Object> tree = new LinkedHashMap<>();
    map.forEach((key, value) -> tree.put(String.valueOf(key), value));
    return tree;
  }
}
