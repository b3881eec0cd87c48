package com.modalarmor.detect.match;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

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
    TreeSet<Integer> starts = new TreeSet<>();
    starts.add(0);
    List<CharSet> distinct = new ArrayList<>();
    for (CharSet set : sets) {
      distinct.add(set);
      for (int i = 0; i < set.rangeCount(); i++) {
        starts.add(set.first(i));
        starts.add(set.last(i) + 1);
      }
    }
    starts.remove(CharSet.UNIT_MAX + 1);
    char[] classOf = new char[CharSet.UNIT_MAX + 1];
    Map<String, Integer> numbers = new HashMap<>();
    List<Character> firsts = new ArrayList<>();
    numbers.put(membership(distinct, -1), 0);
    firsts.add((char) 0);
    for (int start : starts) {
      Integer higher = starts.higher(start);
      int end = higher == null ? CharSet.UNIT_MAX + 1 : higher;
      String members = membership(distinct, start);
      Integer number = numbers.get(members);
      if (number == null) {
        number = numbers.size();
        numbers.put(members, number);
        firsts.add((char) start);
      } else if (number == 0) {
        firsts.set(0, (char) start);
      }
      Arrays.fill(classOf, start, end, (char) (int) number);
    }
    char[] representatives = new char[firsts.size()];
    for (int i = 0; i < representatives.length; i++) {
      representatives[i] = firsts.get(i);
    }
    return new CharClasses(classOf, representatives);
  }

  /** The indexes of the sets that hold the unit, as text; -1 is in none. */
  private static String membership(List<CharSet> sets, int unit) {
    StringBuilder members = new StringBuilder();
    for (int i = 0; unit >= 0 && i < sets.size(); i++) {
      if (sets.get(i).contains(unit)) {
        members.append((char) i);
      }
    }
    return members.toString();
  }

  int classOf(char unit) {
    return cells[pageStart[unit >> 8] + (unit & 0xFF)];
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
