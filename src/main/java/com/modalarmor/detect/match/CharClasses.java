package com.modalarmor.detect.match;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Numbers the UTF-16 units so that units which no set tells apart share a number. Immutable.
 *
 * <p>Two table look-ups a unit, without a branch: the unit's high byte finds a page, its low byte a
 * cell in it; equal pages are stored once, and units below 256 are their own cell. Class 0 holds
 * the units that are in no set.
 */
final class CharClasses {
  /** Where each high byte's page starts in {@link #cells}. */
  final int[] pageStart = new int[256];

  /** The class of each unit, page after page. */
  final char[] cells;

  private final char[] representatives;

  private CharClasses(char[] classOf, char[] representatives) {
    this.representatives = representatives;
    Map<String, Integer> starts = new HashMap<>();
    StringBuilder pages = new StringBuilder();
    for (int page = 0; page < 256; page++) {
      String content = new String(classOf, page * 256, 256);
      Integer start = starts.get(content);
      if (start == null) {
        start = pages.length();
        starts.put(content, start);
        pages.append(content);
      }
      pageStart[page] = start;
    }
    cells = pages.toString().toCharArray();
  }

  /** Classes that keep apart any two units which at least one of the sets keeps apart. */
  static CharClasses separating(Iterable<CharSet> sets) {
    // At each of these units one or more sets begin or end; between them nothing changes.
    TreeMap<Integer, List<Integer>> turns = new TreeMap<>();
    turns.put(0, new ArrayList<>());
    int number = 0;
    for (CharSet set : sets) {
      for (int i = 0; i < set.rangeCount(); i++) {
        turns.computeIfAbsent(set.first(i), unused -> new ArrayList<>()).add(number);
        turns.computeIfAbsent(set.last(i) + 1, unused -> new ArrayList<>()).add(number);
      }
      number++;
    }
    turns.remove(CharSet.UNIT_MAX + 1);
    char[] classOf = new char[CharSet.UNIT_MAX + 1];
    Map<BitSet, Integer> numbers = new HashMap<>();
    List<Character> firsts = new ArrayList<>();
    numbers.put(new BitSet(), 0);
    firsts.add((char) 0);
    BitSet holding = new BitSet(number);
    for (Map.Entry<Integer, List<Integer>> turn : turns.entrySet()) {
      int start = turn.getKey();
      Integer higher = turns.higherKey(start);
      turn.getValue().forEach(holding::flip);
      Integer known = numbers.get(holding);
      if (known == null) {
        known = numbers.size();
        numbers.put((BitSet) holding.clone(), known);
        firsts.add((char) start);
      } else if (known == 0) {
        firsts.set(0, (char) start);
      }
      int end = higher == null ? CharSet.UNIT_MAX + 1 : higher;
      Arrays.fill(classOf, start, end, (char) (int) known);
    }
    char[] representatives = new char[firsts.size()];
    for (int i = 0; i < representatives.length; i++) {
      representatives[i] = firsts.get(i);
    }
    return new CharClasses(classOf, representatives);
  }

  /** The classes whose units are in the set, which must be one of those kept apart. */
  BitSet within(CharSet set) {
    BitSet members = new BitSet(count());
    for (int charClass = 0; charClass < representatives.length; charClass++) {
      if (set.contains(representatives[charClass])) {
        members.set(charClass);
      }
    }
    return members;
  }

  int classOf(char unit) {
    // The first page comes first.
    return unit < 0x100 ? cells[unit] : cells[pageStart[unit >> 8] + (unit & 0xFF)];
  }

  int count() {
    return representatives.length;
  }

  /** Some unit of the class; meaningless for class 0 when every unit is in some set. */
  char representative(int charClass) {
    return representatives[charClass];
  }

  long memoryBytes() {
    return cells.length * 2L + pageStart.length * 4L + representatives.length * 2L;
  }
}
