package com.modalarmor.vector.rights;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/**
 * A point of the lattice: a level and a set of compartments. Immutable.
 *
 * @param compartments sorted, distinct
 */
public record Label(Level level, List<String> compartments) {

  /** Of one label: what is readable is told to a store as subsets, so they must stay few. */
  public static final int COMPARTMENTS_MAX = 10;

  public static final int COMPARTMENT_CHARS_MAX = 64;

  /** In it lie rows that were found poisoned: who reviews them has it, and nobody else. */
  public static final String QUARANTINE = "quarantine";

  public static final Label LOWEST = new Label(Level.PUBLIC, List.of());

  @Override
  public boolean equals(Object other) {
    return this == other
        || other instanceof Label it && level == it.level && compartments.equals(it.compartments);
  }

  @Override
  public int hashCode() {
    return 31 * compartments.hashCode() + level.ordinal();
  }

  /** {@code compartments} in any order, valid by {@link #validCompartment}. */
  public static Label of(Level level, Collection<String> compartments) {
    return new Label(
        level, compartments.isEmpty() ? List.of() : List.copyOf(new TreeSet<>(compartments)));
  }

  /** True when whoever has this label may know what the other label is about. */
  public boolean dominates(Label other) {
    return level.compareTo(other.level) >= 0 && compartments.containsAll(other.compartments);
  }

  /** The lowest label that dominates both. */
  public Label join(Label other) {
    if (dominates(other)) {
      return this;
    }
    TreeSet<String> both = new TreeSet<>(compartments);
    both.addAll(other.compartments);
    return new Label(level.compareTo(other.level) >= 0 ? level : other.level, List.copyOf(both));
  }

  /** The same in quarantine: one compartment more than a label has otherwise. */
  public Label quarantined() {
    return join(new Label(Level.PUBLIC, List.of(QUARANTINE)));
  }

  /** True for rows that only reviewers see: they see them as they are. */
  public boolean isQuarantined() {
    return compartments.contains(QUARANTINE);
  }

  /** {@code level} or {@code level;a,b}, as in headers, stores and audit records. */
  public String text() {
    return compartments.isEmpty()
        ? level.wireName()
        : level.wireName() + ";" + String.join(",", compartments);
  }

  /** The label of that text, or null when it is none. */
  public static Label parse(String text) {
    int semicolon = text.indexOf(';');
    Level level = Level.of((semicolon < 0 ? text : text.substring(0, semicolon)).strip());
    if (level == null) {
      return null;
    }
    List<String> compartments = new ArrayList<>();
    if (semicolon >= 0) {
      for (String part : text.substring(semicolon + 1).split(",", -1)) {
        String compartment = part.strip();
        if (!validCompartment(compartment) || compartments.size() > COMPARTMENTS_MAX) {
          return null;
        }
        compartments.add(compartment);
      }
    }
    return of(level, compartments);
  }

  /** Letters, digits, dash, dot, underscore: it is joined with commas in stores. */
  public static boolean validCompartment(String text) {
    if (text.isEmpty() || text.length() > COMPARTMENT_CHARS_MAX) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean ok =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || c == '-'
              || c == '_'
              || c == '.';
      if (!ok) {
        return false;
      }
    }
    return true;
  }
}
