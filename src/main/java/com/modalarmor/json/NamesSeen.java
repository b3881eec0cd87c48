package com.modalarmor.json;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * The names of the objects that are open, so that one that comes twice is told. Used for one walk,
 * by one thread.
 */
final class NamesSeen {

  /** As many are compared one by one, which takes no memory; beyond, they go into a set. */
  private static final int COMPARED_MAX = 16;

  private String[] names = new String[32];
  private int count;

  /** Of each open object, where its names begin. */
  private int[] begins = new int[16];

  private int objects;

  /** Of each open object all names, once it has many; else null. */
  private Set<String>[] many;

  void open() {
    if (objects == begins.length) {
      begins = Arrays.copyOf(begins, objects * 2);
    }
    begins[objects++] = count;
  }

  void close() {
    count = begins[--objects];
    if (many != null && objects < many.length) {
      many[objects] = null;
    }
  }

  /** False when the innermost object has it already. */
  boolean add(String name) {
    int begin = begins[objects - 1];
    if (count - begin == COMPARED_MAX) {
      return all(begin).add(name);
    }
    for (int i = begin; i < count; i++) {
      if (names[i].equals(name)) {
        return false;
      }
    }
    if (count == names.length) {
      names = Arrays.copyOf(names, count * 2);
    }
    names[count++] = name;
    return true;
  }

  @SuppressWarnings("unchecked") // an array of sets cannot be made otherwise
  private Set<String> all(int begin) {
    if (many == null || many.length < objects) {
      many =
          many == null
              ? (Set<String>[]) new Set<?>[begins.length]
              : Arrays.copyOf(many, begins.length);
    }
    Set<String> set = many[objects - 1];
    if (set == null) {
      set = new HashSet<>(Arrays.asList(names).subList(begin, count));
      many[objects - 1] = set;
    }
    return set;
  }
}
