package com.modalarmor.names;

import java.util.Arrays;
import java.util.TreeMap;

/**
 * Counts words as written, and their neighbours, over much plain text; and over labelled rows how
 * often each is part of a name. Single-threaded.
 */
final class WordCounts {

  /** Words rarer than this have no cluster. */
  private static final int COUNT_MIN = 6;

  private static final int WORDS_MAX = 40_000;

  /** The words whose nearness tells how another one is used. */
  static final int CONTEXTS = 1_000;

  /** Two places before a word, two after it. */
  static final int PLACES = 4;

  private final Counter exact = new Counter();
  private final Counter lower = new Counter();
  private final Counter named = new Counter();
  private final Counter labelled = new Counter();
  private final TokenReader reader = new TokenReader();

  /** The words with a cluster, most frequent first. */
  int[] words = new int[0];

  int[] frequency = new int[0];
  private Counter wordIndex = new Counter();
  private Counter contextIndex = new Counter();
  private long[] pairs = new long[1 << 20];
  private int pairCount;

  void count(String text) {
    char[] chars = text.toCharArray();
    reader.begin(chars, 0, chars.length);
    while (reader.next()) {
      Tokens t = reader.tokens;
      for (int i = 0; i < t.count; i++) {
        exact.add(t.exact[i], 1);
        lower.add(t.lower[i], 1);
      }
    }
  }

  void count(NameRow row) {
    char[] chars = row.text().toCharArray();
    reader.begin(chars, 0, chars.length);
    while (reader.next()) {
      Tokens t = reader.tokens;
      for (int i = 0; i < t.count; i++) {
        labelled.add(t.exact[i], 1);
        for (NameRow.Span span : row.spans()) {
          if (t.start[i] >= span.start() && t.end[i] <= span.end()) {
            named.add(t.exact[i], 1);
            break;
          }
        }
      }
    }
  }

  /** Chooses the words; the texts are then read once more for their neighbours. */
  void choose() {
    words = exact.most(WORDS_MAX, COUNT_MIN);
    frequency = new int[words.length];
    for (int i = 0; i < words.length; i++) {
      wordIndex.add(words[i], i + 1);
      frequency[i] = exact.get(words[i]);
    }
    int[] contexts = lower.most(CONTEXTS, 1);
    for (int i = 0; i < contexts.length; i++) {
      contextIndex.add(contexts[i], i + 1);
    }
  }

  void neighbours(String text) {
    char[] chars = text.toCharArray();
    reader.begin(chars, 0, chars.length);
    while (reader.next()) {
      Tokens t = reader.tokens;
      for (int i = 0; i < t.count; i++) {
        int word = wordIndex.get(t.exact[i]) - 1;
        if (word >= 0) {
          pair(t, word, i - 1, 0);
          pair(t, word, i + 1, 1);
          pair(t, word, i - 2, 2);
          pair(t, word, i + 2, 3);
        }
      }
    }
  }

  private void pair(Tokens t, int word, int i, int place) {
    int context = i < 0 || i >= t.count ? 0 : contextIndex.get(t.lower[i]);
    if (pairCount == pairs.length) {
      pairs = Arrays.copyOf(pairs, pairCount * 2);
    }
    pairs[pairCount++] = (long) word << 20 | (long) place * (CONTEXTS + 1) + context;
  }

  /** Word and neighbour, {@code word << 20 | neighbour}, in order, as often as they were seen. */
  long[] pairs() {
    long[] all = Arrays.copyOf(pairs, pairCount);
    Arrays.sort(all);
    return all;
  }

  int labelled(int word) {
    return labelled.get(word);
  }

  int named(int word) {
    return named.get(word);
  }

  int seen(int word) {
    return exact.get(word);
  }

  /** Counts by hash; grows. */
  private static final class Counter {

    private int[] keys = new int[1 << 16];
    private int[] counts = new int[1 << 16];
    private int size;

    void add(int hash, int n) {
      if (size * 2 > keys.length) {
        grow();
      }
      int at = at(hash == 0 ? 1 : hash);
      if (keys[at] == 0) {
        keys[at] = hash == 0 ? 1 : hash;
        size++;
      }
      counts[at] += n;
    }

    int get(int hash) {
      return counts[at(hash == 0 ? 1 : hash)];
    }

    private int at(int key) {
      int mask = keys.length - 1;
      int at = key & mask;
      while (keys[at] != 0 && keys[at] != key) {
        at = at + 1 & mask;
      }
      return at;
    }

    private void grow() {
      int[] oldKeys = keys;
      int[] oldCounts = counts;
      keys = new int[oldKeys.length * 2];
      counts = new int[oldKeys.length * 2];
      for (int i = 0; i < oldKeys.length; i++) {
        if (oldKeys[i] != 0) {
          int at = at(oldKeys[i]);
          keys[at] = oldKeys[i];
          counts[at] = oldCounts[i];
        }
      }
    }

    /** The most frequent, ties by hash. */
    int[] most(int max, int countMin) {
      TreeMap<Long, Integer> sorted = new TreeMap<>();
      for (int i = 0; i < keys.length; i++) {
        if (keys[i] != 0 && counts[i] >= countMin) {
          sorted.put(((long) -counts[i] << 32) + (keys[i] & 0xFFFFFFFFL), keys[i]);
        }
      }
      return sorted.values().stream().mapToInt(Integer::intValue).limit(max).toArray();
    }
  }

  /** Each word's use, and clusters by {@code fine} and {@code coarse}. */
  WordTable table(int[] fine, int[] coarse, WordUse use) {
    TreeMap<Integer, Integer> entries = new TreeMap<>();
    for (int i = 0; i < words.length; i++) {
      entries.put(words[i], WordTable.value(fine[i] + 1, coarse[i] + 1, use.of(this, words[i])));
    }
    return Tables.words(entries.entrySet());
  }

  /** Tells what a word may be. */
  @FunctionalInterface
  interface WordUse {
    int of(WordCounts counts, int word);
  }
}
