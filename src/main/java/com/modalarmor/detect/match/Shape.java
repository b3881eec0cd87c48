package com.modalarmor.detect.match;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One shape as a deterministic automaton, made whole at load: a match from a given place costs one
 * look-up a unit and ends with the longest match. Immutable.
 */
final class Shape {

  static final int STATES_MAX = 20_000;
  private static final int DEAD = 0;
  private static final int ACCEPT_BEFORE_OTHER = 1;
  private static final int ACCEPT_BEFORE_WORD = 2;

  final int maxLength;

  /** By shared class the number of the local one. */
  final byte[] local;

  final int classes;
  private final boolean[] wordClass;
  private final char[] next;
  private final byte[] accept;
  private final int startAfterOther;
  private final int startAfterWord;

  /** By shared class; null = anything may stand there. */
  final boolean[] notBefore;

  final boolean[] notAfter;

  /** A state while the automaton is built. */
  private record Key(BitSet nodes, boolean afterWord) {}

  Shape(
      String id,
      Node pattern,
      ShapeGraph graph,
      CharClasses shared,
      CharSet wordUnits,
      boolean[] notBefore,
      boolean[] notAfter) {
    this.maxLength = pattern.maxLength();
    this.notBefore = notBefore;
    this.notAfter = notAfter;
    BitSet words = shared.within(wordUnits);
    wordClass = new boolean[shared.count()];
    for (int i = 0; i < wordClass.length; i++) {
      wordClass[i] = words.get(i);
    }
    local = localClasses(graph, shared, wordClass);
    classes = 1 + max(local);
    int[] sample = new int[classes];
    for (int i = local.length - 1; i >= 0; i--) {
      sample[local[i]] = i;
    }
    List<Key> states = new ArrayList<>();
    Map<Key, Integer> numbers = new HashMap<>();
    states.add(new Key(new BitSet(), false));
    numbers.put(states.get(0), DEAD);
    BitSet first = new BitSet();
    first.set(graph.start);
    startAfterOther = number(new Key(first, false), states, numbers, id);
    startAfterWord =
        graph.asksWords() ? number(new Key(first, true), states, numbers, id) : startAfterOther;
    List<char[]> rows = new ArrayList<>();
    List<Byte> ends = new ArrayList<>();
    for (int i = 0; i < states.size(); i++) {
      Key state = states.get(i);
      BitSet beforeOther = graph.closure(state.nodes, state.afterWord, false);
      BitSet beforeWord =
          graph.asksWords() ? graph.closure(state.nodes, state.afterWord, true) : beforeOther;
      ends.add(
          (byte)
              ((beforeOther.get(graph.accept) ? ACCEPT_BEFORE_OTHER : 0)
                  | (beforeWord.get(graph.accept) ? ACCEPT_BEFORE_WORD : 0)));
      char[] row = new char[classes];
      for (int c = 0; c < classes; c++) {
        boolean word = wordClass[sample[c]];
        BitSet to = graph.over(word ? beforeWord : beforeOther, shared.representative(sample[c]));
        row[c] =
            to.isEmpty()
                ? DEAD
                : (char) number(new Key(to, graph.asksWords() && word), states, numbers, id);
      }
      rows.add(row);
    }
    next = new char[rows.size() * classes];
    accept = new byte[rows.size()];
    for (int i = 0; i < rows.size(); i++) {
      System.arraycopy(rows.get(i), 0, next, i * classes, classes);
      accept[i] = ends.get(i);
    }
  }

  private static int number(Key key, List<Key> states, Map<Key, Integer> numbers, String id) {
    Integer known = numbers.get(key);
    if (known != null) {
      return known;
    }
    if (states.size() == STATES_MAX) {
      throw new PatternFault(id, 0, "expected a shape of at most " + STATES_MAX + " states");
    }
    states.add(key);
    numbers.put(key, states.size() - 1);
    return states.size() - 1;
  }

  private static byte[] localClasses(ShapeGraph graph, CharClasses shared, boolean[] words) {
    List<CharSet> sets = graph.sets();
    Map<String, Byte> groups = new HashMap<>();
    byte[] local = new byte[shared.count()];
    for (int i = 0; i < local.length; i++) {
      StringBuilder in = new StringBuilder(words[i] ? "w" : "-");
      for (CharSet set : sets) {
        in.append(set.contains(shared.representative(i)) ? '1' : '0');
      }
      Byte group = groups.get(in.toString());
      if (group == null) {
        group = (byte) groups.size();
        groups.put(in.toString(), group);
      }
      local[i] = group;
    }
    return local;
  }

  private static int max(byte[] values) {
    int max = 0;
    for (byte value : values) {
      max = Math.max(max, value);
    }
    return max;
  }

  int start(boolean afterWord) {
    return afterWord ? startAfterWord : startAfterOther;
  }

  int step(int state, int sharedClass) {
    return next[state * classes + local[sharedClass]];
  }

  /** True when a match may end in the state, with a unit of that class (-1: nothing) after it. */
  boolean ends(int state, int sharedClass) {
    if (sharedClass < 0) {
      return (accept[state] & ACCEPT_BEFORE_OTHER) != 0;
    }
    int needed = wordClass[sharedClass] ? ACCEPT_BEFORE_WORD : ACCEPT_BEFORE_OTHER;
    return (accept[state] & needed) != 0 && (notAfter == null || !notAfter[sharedClass]);
  }

  int states() {
    return accept.length;
  }

  boolean word(int sharedClass) {
    return wordClass[sharedClass];
  }

  long memoryBytes() {
    return next.length * 2L + accept.length + local.length * 3L;
  }

  /** The end of the longest match that starts at {@code from}, or -1. */
  int match(char[] text, int length, int from, CharClasses shared) {
    boolean afterWord = false;
    if (from > 0) {
      int before = shared.classOf(text[from - 1]);
      if (notBefore != null && notBefore[before]) {
        return -1;
      }
      afterWord = wordClass[before];
    }
    int state = afterWord ? startAfterWord : startAfterOther;
    int end = -1;
    for (int i = from; ; i++) {
      boolean last = i == length;
      int unit = last ? -1 : shared.classOf(text[i]);
      if (accept[state] != 0 && ends(state, unit)) {
        end = i;
      }
      if (last) {
        return end;
      }
      state = next[state * classes + local[unit]];
      if (state == DEAD) {
        return end;
      }
    }
  }

  /** True when what stands in {@code [from, to)} may be the beginning of a longer match. */
  boolean open(char[] text, int from, int to, CharClasses shared) {
    boolean afterWord = false;
    if (from > 0) {
      int before = shared.classOf(text[from - 1]);
      if (notBefore != null && notBefore[before]) {
        return false;
      }
      afterWord = wordClass[before];
    }
    int state = afterWord ? startAfterWord : startAfterOther;
    for (int i = from; i < to && state != DEAD; i++) {
      state = next[state * classes + local[shared.classOf(text[i])]];
    }
    return state != DEAD;
  }

  /** States reached by one unit of the given classes from any of {@code from}. */
  BitSet reach(BitSet from, boolean[] over) {
    BitSet to = new BitSet();
    for (int state = from.nextSetBit(0); state >= 0; state = from.nextSetBit(state + 1)) {
      for (int c = 0; c < over.length; c++) {
        if (over[c]) {
          to.set(step(state, c));
        }
      }
    }
    to.clear(DEAD);
    return to;
  }

  @Override
  public String toString() {
    return "Shape" + Arrays.asList(maxLength, states(), classes);
  }
}
