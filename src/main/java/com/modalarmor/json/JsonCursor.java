package com.modalarmor.json;

import java.util.Arrays;

/**
 * Where the reader stands: the names and indices from the root to the current value. Reused during
 * one walk; single-threaded, do not keep.
 */
public final class JsonCursor {

  private String[] names = new String[16];
  private int[] indices = new int[16];
  private int depth;

  /** Steps from the root to the current value; the root itself has depth 0. */
  public int depth() {
    return depth;
  }

  /** The name at {@code level} (0 = first step), or null where that step is an array index. */
  public String name(int level) {
    return names[level];
  }

  /** The array index at {@code level}, or -1 where that step is a name. */
  public int index(int level) {
    return indices[level];
  }

  /** The last name on the path, or the empty string; array steps are passed over. */
  public String lastName() {
    for (int i = depth - 1; i >= 0; i--) {
      if (names[i] != null) {
        return names[i];
      }
    }
    return "";
  }

  /** True when the step at {@code level} exists and bears that name. */
  public boolean is(int level, String name) {
    return level < depth && name.equals(names[level]);
  }

  void pushObject() {
    push(null, -1);
  }

  void pushArray() {
    push(null, 0);
  }

  private void push(String name, int index) {
    if (depth == names.length) {
      names = Arrays.copyOf(names, depth * 2);
      indices = Arrays.copyOf(indices, depth * 2);
    }
    names[depth] = name;
    indices[depth] = index;
    depth++;
  }

  void pop() {
    depth--;
  }

  void setName(String name) {
    names[depth - 1] = name;
  }

  void advance() {
    if (depth > 0 && indices[depth - 1] >= 0) {
      indices[depth - 1]++;
    }
  }
}
