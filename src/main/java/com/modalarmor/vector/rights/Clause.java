package com.modalarmor.vector.rights;

import java.util.ArrayList;
import java.util.List;

/**
 * Which rows may be seen or touched, as a positive condition: a level among these, a set of
 * compartments among these, and an owner. Immutable.
 *
 * <p>A store applies it inside its search; {@link #permits} is asked again for each row that comes
 * back. Only equality and membership are used: negative conditions match rows that lack the key.
 *
 * @param levels empty = no row at all
 * @param compartments each a set, sorted and joined with commas; the empty set is the empty text
 * @param owner empty = any
 */
public record Clause(List<Level> levels, List<String> compartments, String owner) {

  /** By hand: of one class of subjects it is the same object, at each search. */
  @Override
  public boolean equals(Object other) {
    return this == other
        || other instanceof Clause it
            && owner.equals(it.owner)
            && levels.equals(it.levels)
            && compartments.equals(it.compartments);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * levels.hashCode() + compartments.hashCode()) + owner.hashCode();
  }

  /** No row. */
  public static final Clause NOTHING = new Clause(List.of(), List.of(), "");

  /** What a subject of that label may read. */
  static Clause readable(Label label, String owner) {
    List<Level> levels = Level.ALL.subList(0, label.level().ordinal() + 1);
    return new Clause(levels, subsets(label.compartments()), owner);
  }

  /** The rows of exactly that label. */
  static Clause exactly(Label label, String owner) {
    return new Clause(
        List.of(label.level()), List.of(String.join(",", label.compartments())), owner);
  }

  /** All subsets; the compartments of a subject are bounded. */
  private static List<String> subsets(List<String> compartments) {
    int count = compartments.size();
    if (count > Label.COMPARTMENTS_MAX) {
      throw new IllegalArgumentException("too many compartments");
    }
    List<String> subsets = new ArrayList<>(1 << count);
    for (int mask = 0; mask < 1 << count; mask++) {
      StringBuilder set = new StringBuilder();
      for (int i = 0; i < count; i++) {
        if ((mask & 1 << i) != 0) {
          set.append(set.length() == 0 ? "" : ",").append(compartments.get(i));
        }
      }
      subsets.add(set.toString());
    }
    return List.copyOf(subsets);
  }

  public boolean isNothing() {
    return levels.isEmpty();
  }

  public boolean permits(Guarded row) {
    return permits(row.label(), row.owner());
  }

  public boolean permits(Label label, String rowOwner) {
    if (label == null || !levels.contains(label.level())) {
      return false;
    }
    return compartments.contains(String.join(",", label.compartments()))
        && (owner.isEmpty() || owner.equals(rowOwner));
  }
}
