package com.modalarmor.vector.rights;

import java.util.List;
import java.util.Locale;

/** How confidential something is, from the least to the most. */
public enum Level {
  PUBLIC,
  INTERNAL,
  CONFIDENTIAL,
  SECRET,
  TOP_SECRET;

  public static final List<Level> ALL = List.of(values());

  private final String wireName = name().toLowerCase(Locale.ROOT);

  /** As in tokens and headers, e.g. {@code top_secret}. */
  public String wireName() {
    return wireName;
  }

  /** The level of that name, or null: what is unknown is no level at all. */
  public static Level of(String wireName) {
    for (int i = 0; i < ALL.size(); i++) {
      if (ALL.get(i).wireName.equals(wireName)) {
        return ALL.get(i);
      }
    }
    return null;
  }
}
