package com.modalarmor.detect.match;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a text must hold for a pattern to match: one of the trigger literals, and near it one
 * literal of each further group. Immutable.
 *
 * @param trigger the literals around which matches are looked for
 * @param companions per trigger literal the groups that must stand near it, the rarest first
 */
record Requirement(List<Literal> trigger, List<List<Companion>> companions) {
  /** Further groups per pattern; after a few the next one rejects little. */
  static final int COMPANIONS_MAX = 3;

  /** Commoner groups would fill the list of places and reject next to nothing. */
  private static final double SHARE_MAX = 0.0025;

  /** The highest expected number of chance occurrences near a trigger that is worth a look. */
  private static final double CHANCE_MAX = 1.5;

  private static final int ASCII_LENGTH_MIN = 3;

  /** What looking for companions costs, in units of text walked by the pattern's automaton. */
  private static final double CHECK_COST = 6;

  /**
   * A group and where it must stand.
   *
   * @param group the literals, one of which must be there
   * @param lastMin the least distance from the trigger's last unit to the literal's, negative for a
   *     literal before the trigger
   * @param lastMax the greatest such distance
   */
  record Companion(Set<String> group, int lastMin, int lastMax) {}

  /** The requirement of a pattern; without a trigger if it has no usable literal. */
  static Requirement of(Node pattern, int companionsMax) {
    List<RequiredLiterals.Candidate> candidates = RequiredLiterals.all(pattern);
    RequiredLiterals.Candidate trigger =
        candidates.stream()
            .filter(RequiredLiterals.Candidate::isTrigger)
            .min(Comparator.comparingDouble(candidate -> cost(candidate, candidates)))
            .orElse(null);
    if (trigger == null) {
      return new Requirement(List.of(), List.of());
    }
    List<RequiredLiterals.Candidate> chosen = new ArrayList<>();
    candidates.stream()
        .filter(Requirement::isRare)
        .sorted(Comparator.comparingDouble(candidate -> chance(candidate, trigger)))
        .filter(candidate -> chance(candidate, trigger) <= CHANCE_MAX)
        .forEach(
            candidate -> {
              if (chosen.size() < companionsMax && !overlapsAny(candidate, trigger, chosen)) {
                chosen.add(candidate);
              }
            });
    List<List<Companion>> companions = new ArrayList<>();
    for (Literal literal : trigger.literals()) {
      List<Companion> near = new ArrayList<>();
      for (RequiredLiterals.Candidate candidate : chosen) {
        near.add(companion(trigger, literal, candidate));
      }
      companions.add(near);
    }
    return new Requirement(trigger.fromMatchStart(), companions);
  }

  /** What a trigger costs, given that the rarest of the others must stand near it. */
  private static double cost(
      RequiredLiterals.Candidate trigger, List<RequiredLiterals.Candidate> candidates) {
    double chance = 1;
    for (RequiredLiterals.Candidate candidate : candidates) {
      if (!sameRun(candidate, trigger) && isRare(candidate)) {
        chance = Math.min(chance, chance(candidate, trigger));
      }
    }
    return CHECK_COST * share(trigger) + chance * RequiredLiterals.cost(trigger.fromMatchStart());
  }

  private static boolean overlapsAny(
      RequiredLiterals.Candidate candidate,
      RequiredLiterals.Candidate trigger,
      List<RequiredLiterals.Candidate> chosen) {
    return sameRun(candidate, trigger) || chosen.stream().anyMatch(c -> sameRun(candidate, c));
  }

  private static boolean sameRun(RequiredLiterals.Candidate a, RequiredLiterals.Candidate b) {
    return a.beforeMin() == b.beforeMin() && a.beforeMax() == b.beforeMax();
  }

  private static boolean isRare(RequiredLiterals.Candidate candidate) {
    for (Literal literal : candidate.literals()) {
      boolean ascii = literal.text().chars().allMatch(unit -> unit < 0x80);
      if (ascii
          && literal.text().length() < ASCII_LENGTH_MIN
          && !LiteralRarity.isSigns(literal.text())) {
        return false;
      }
    }
    return share(candidate) <= SHARE_MAX;
  }

  private static double share(RequiredLiterals.Candidate candidate) {
    double share = 0;
    for (Literal literal : candidate.literals()) {
      share += LiteralRarity.share(literal.text());
    }
    return share;
  }

  /** How many of the candidate's literals stand near a trigger by chance. */
  private static double chance(
      RequiredLiterals.Candidate candidate, RequiredLiterals.Candidate trigger) {
    Companion near = companion(trigger, trigger.literals().get(0), candidate);
    return share(candidate) * (near.lastMax() - near.lastMin() + 1);
  }

  /**
   * Both runs are parts of the same sequence, so what lies between their starts is the difference
   * of what lies before each.
   */
  private static Companion companion(
      RequiredLiterals.Candidate trigger, Literal literal, RequiredLiterals.Candidate candidate) {
    int first = candidate.beforeMin() - trigger.beforeMin();
    int second = candidate.beforeMax() - trigger.beforeMax();
    int startMin = Math.min(first, second) - literal.beforeMax() - literal.text().length();
    int startMax = Math.max(first, second) - literal.beforeMin() - literal.text().length();
    Set<String> group = new TreeSet<>();
    int lastMin = Integer.MAX_VALUE;
    int lastMax = Integer.MIN_VALUE;
    for (Literal other : candidate.literals()) {
      group.add(other.text());
      lastMin = Math.min(lastMin, startMin + other.beforeMin() + other.text().length());
      lastMax = Math.max(lastMax, startMax + other.beforeMax() + other.text().length());
    }
    int reach = PatternParser.MATCH_LENGTH_MAX;
    return new Companion(group, Math.max(lastMin, -reach), Math.min(lastMax, reach));
  }
}
