package com.modalarmor.guard;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The placeholders of one request as a tree of characters, case aside; with and without their angle
 * brackets. Immutable once made.
 */
final class PlaceholderTrie {

  static final int ROOT = 0;
  static final int NONE = -1;

  private final List<char[]> names = new ArrayList<>();
  private final List<int[]> next = new ArrayList<>();
  private final List<String> values = new ArrayList<>();

  PlaceholderTrie(Map<String, String> valueOfCore) {
    node();
    valueOfCore.forEach(
        (core, value) -> {
          add(core, value);
          add('<' + core + '>', value);
        });
  }

  private int node() {
    names.add(new char[0]);
    next.add(new int[0]);
    values.add(null);
    return names.size() - 1;
  }

  private void add(String word, String value) {
    int at = ROOT;
    for (int i = 0; i < word.length(); i++) {
      char c = folded(word.charAt(i));
      int child = child(at, c);
      if (child == NONE) {
        child = node();
        names.set(at, with(names.get(at), c));
        next.set(at, with(next.get(at), child));
      }
      at = child;
    }
    values.set(at, value);
  }

  private static char[] with(char[] chars, char c) {
    char[] more = java.util.Arrays.copyOf(chars, chars.length + 1);
    more[chars.length] = c;
    return more;
  }

  private static int[] with(int[] nodes, int node) {
    int[] more = java.util.Arrays.copyOf(nodes, nodes.length + 1);
    more[nodes.length] = node;
    return more;
  }

  /**
   * The node behind {@code c}, or {@link #NONE}. A backslash before an underscore is passed over:
   * models escape it for Markdown.
   */
  int step(int node, char c) {
    if (c == '\\' && node != ROOT && child(node, '_') != NONE) {
      return node;
    }
    return child(node, folded(c));
  }

  private int child(int node, char c) {
    char[] chars = names.get(node);
    for (int i = 0; i < chars.length; i++) {
      if (chars[i] == c) {
        return next.get(node)[i];
      }
    }
    return NONE;
  }

  /** The value of the placeholder that ends here, or null. */
  String value(int node) {
    return values.get(node);
  }

  private static char folded(char c) {
    return c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
  }
}
