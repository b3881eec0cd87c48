package com.modalarmor.detect.match;

import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;

/**
 * Which patterns a literal's occurrence may start, and which groups of literals must stand near it,
 * by the automaton's hit rows. Immutable.
 */
final class TriggerTable {
  static final int USE_FIELDS = 8;
  static final int CHECK_FIELDS = 3;
  static final char NO_GROUP = 0xFFFF;

  /**
   * Uses, one row's after the other: pattern, literal's number, length, before min and max, first
   * check, behind the last one of those within {@link LiteralPass#REACH}, behind the last one.
   */
  final int[] uses;

  /**
   * Per use the group of its first check, {@link #NO_GROUP} where no check is within {@link
   * LiteralPass#REACH}: most uses end there, and this table is small enough for the nearest cache.
   */
  final char[] firstGroup;

  /** Per use where its sets begin in {@link #surroundings}. */
  final int[] surroundingsOf;

  /** Sets of units beside literals, see {@link Surroundings}; equal ones are there once. */
  final long[] surroundings;

  /** Where each hit row's uses start; one more entry than there are hit rows. */
  final int[] useStart;

  /** Checks: group, least and greatest distance, see {@link Requirement.Companion}. */
  final int[] checks;

  /** The groups of which a literal ends in a hit row, one row's after the other. */
  final int[] rowGroups;

  /** Where each hit row's groups start; one more entry than there are hit rows. */
  final int[] rowGroupStart;

  final int groups;

  private record Use(int pattern, int number) {}

  TriggerTable(List<Requirement> requirements, Surroundings[] around, LiteralAutomaton automaton) {
    Map<String, List<Use>> usesOf = new HashMap<>();
    for (int pattern = 0; pattern < requirements.size(); pattern++) {
      List<Literal> trigger = requirements.get(pattern).trigger();
      for (int number = 0; number < trigger.size(); number++) {
        usesOf
            .computeIfAbsent(trigger.get(number).text(), unused -> new ArrayList<>())
            .add(new Use(pattern, number));
      }
    }
    Map<Set<String>, Integer> groupNumbers = new HashMap<>();
    List<Set<String>> groupList = new ArrayList<>();
    List<Integer> flatUses = new ArrayList<>();
    List<Integer> flatChecks = new ArrayList<>();
    List<Integer> rowOf = new ArrayList<>();
    Map<LongBuffer, Integer> rows = new LinkedHashMap<>();
    useStart = new int[automaton.hitRows() + 1];
    for (int row = 0; row < automaton.hitRows(); row++) {
      for (String text : automaton.literalsAt(row)) {
        for (Use use : usesOf.getOrDefault(text, List.of())) {
          Requirement requirement = requirements.get(use.pattern());
          Literal literal = requirement.trigger().get(use.number());
          int firstCheck = flatChecks.size();
          List<Requirement.Companion> companions =
              new ArrayList<>(requirement.companions().get(use.number()));
          companions.sort(Comparator.comparing(TriggerTable::far)); // stable: the rarest first
          int far = (int) companions.stream().filter(TriggerTable::far).count();
          for (Requirement.Companion near : companions) {
            Integer group = groupNumbers.putIfAbsent(near.group(), groupList.size());
            if (group == null) {
              group = groupList.size();
              groupList.add(near.group());
            }
            flatChecks.addAll(List.of(group, near.lastMin(), near.lastMax()));
          }
          Surroundings own = around[use.pattern()];
          long[] sets = own == null ? Surroundings.anything() : own.row(use.number());
          rowOf.add(rows.computeIfAbsent(LongBuffer.wrap(sets), key -> rows.size()));
          flatUses.addAll(List.of(use.pattern(), use.number(), text.length()));
          flatUses.addAll(List.of(literal.beforeMin(), literal.beforeMax()));
          int behind = flatChecks.size();
          flatUses.addAll(List.of(firstCheck, behind - far * CHECK_FIELDS, behind));
        }
      }
      useStart[row + 1] = flatUses.size();
    }
    uses = flatUses.stream().mapToInt(Integer::intValue).toArray();
    surroundingsOf = rowOf.stream().mapToInt(row -> row * Surroundings.ROW).toArray();
    surroundings =
        rows.keySet().stream().flatMapToLong(row -> LongStream.of(row.array())).toArray();
    checks = flatChecks.stream().mapToInt(Integer::intValue).toArray();
    groups = groupList.size();
    if (groups >= NO_GROUP) {
      throw new IllegalArgumentException("more groups of literals than are told apart");
    }
    firstGroup = new char[uses.length / USE_FIELDS];
    for (int use = 0; use < firstGroup.length; use++) {
      int first = uses[use * USE_FIELDS + 5];
      boolean near = first < uses[use * USE_FIELDS + 6];
      firstGroup[use] = near ? (char) checks[first] : NO_GROUP;
    }
    rowGroupStart = new int[automaton.hitRows() + 1];
    List<Integer> flatGroups = new ArrayList<>();
    Map<String, List<Integer>> groupsOf = new HashMap<>();
    for (int group = 0; group < groups; group++) {
      for (String text : groupList.get(group)) {
        groupsOf.computeIfAbsent(text, unused -> new ArrayList<>()).add(group);
      }
    }
    for (int row = 0; row < automaton.hitRows(); row++) {
      Set<Integer> here = new TreeSet<>();
      for (String text : automaton.literalsAt(row)) {
        here.addAll(groupsOf.getOrDefault(text, List.of()));
      }
      flatGroups.addAll(here);
      rowGroupStart[row + 1] = flatGroups.size();
    }
    rowGroups = flatGroups.stream().mapToInt(Integer::intValue).toArray();
  }

  private static boolean far(Requirement.Companion near) {
    return near.lastMin() < -LiteralPass.REACH || near.lastMax() > LiteralPass.REACH;
  }

  long memoryBytes() {
    return 4L
            * (uses.length
                + useStart.length
                + checks.length
                + rowGroups.length
                + rowGroupStart.length)
        + 2L * firstGroup.length
        + 4L * surroundingsOf.length
        + 8L * surroundings.length;
  }
}
