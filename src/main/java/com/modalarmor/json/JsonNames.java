package com.modalarmor.json;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * The names of the objects that are open, so that none of them has one twice. For one walk;
 * single-threaded.
 */
final class JsonNames {

  /** Of so many, comparing with each is cheaper than a set. */
  private static final int COMPARED_MAX = 16;

  private String[] names = new String[32];
  private int size;

  /** Where the names of each open object begin in {@link #names}. */
  private int[] begins = new int[16];

  /** For an object with many names, all of them; null for each other one. */
  private Set<String>[] sets;

  private int depth;

  /** An object opens. */
  void begin() {
    if (depth == begins.length) {
      begins = Arrays.copyOf(begins, depth * 2);
      sets = sets == null ? null : Arrays.copyOf(sets, depth * 2);
    }
    begins[depth++] = size;
  }

  /** The innermost object ends. */
  void end() {
    depth--;
    size = begins[depth];
    if (sets != null) {
      sets[depth] = null;
    }
  }

  /** Takes a name of the innermost object; false when it has one like that. */
  boolean add(String name) {
    int begin = begins[depth - 1];
    if (size - begin < COMPARED_MAX) {
      for (int i = begin; i < size; i++) {
        if (names[i].equals(name)) {
          return false;
        }
      }
    } else if (!setOfInnermost(begin).add(name)) {
      return false;
    } else {
      return true;
    }
    if (size == names.length) {
      names = Arrays.copyOf(names, size * 2);
    }
    names[size++] = name;
    return true;
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private Set<String> setOfInnermost(int begin) {
    if (sets == null) {
      sets = new Set[begins.length];
    }
    Set<String> set = sets[depth - 1];
    if (set == null) {
      set = new HashSet<>(Arrays.asList(names).subList(begin, size));
      sets[depth - 1] = set;
    }
    return set;
  }
}
