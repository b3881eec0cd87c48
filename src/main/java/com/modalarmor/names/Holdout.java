package com.modalarmor.names;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Deals rows out to training, tuning and measuring by the hash of their document, so that the deal
 * is the same everywhere. Posts without a document are one with those that say nearly the same.
 * Stateless.
 */
public final class Holdout {

  /** Of twenty parts, four are measured on, one tunes, the rest is learned from. */
  private static final int PARTS = 20;

  private static final int TUNING = 2;
  private static final int SHINGLE_WORDS = 3;
  private static final int HASHES = 12;
  private static final double ALIKE = 0.4;

  /** What a row is for. */
  public enum Part {
    TRAINING,
    TUNING,
    MEASURED
  }

  private Holdout() {}

  /** The part of each row, in their order. */
  public static List<Part> deal(List<NameRow> rows) {
    List<Part> parts = new ArrayList<>();
    for (int part : numbers(rows)) {
      boolean measured = part % (PARTS / 2) < TUNING;
      parts.add(measured ? Part.MEASURED : part == TUNING ? Part.TUNING : Part.TRAINING);
    }
    return parts;
  }

  /** Each row's part of {@value #PARTS}. */
  static int[] numbers(List<NameRow> rows) {
    int[] group = new int[rows.size()];
    Map<String, Integer> documents = new HashMap<>();
    Map<Long, Integer> buckets = new HashMap<>();
    List<Set<Integer>> shingles = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      group[i] = i;
      Set<Integer> own = shingles(rows.get(i).text());
      shingles.add(own);
      String document = rows.get(i).document();
      if (!document.isEmpty()) {
        Integer first = documents.putIfAbsent(document, i);
        if (first != null) {
          unite(group, i, first);
        }
        continue;
      }
      for (int h = 0; h < HASHES && !own.isEmpty(); h++) {
        long key = (long) h << 32 | smallest(own, h) & 0xFFFFFFFFL;
        Integer other = buckets.putIfAbsent(key, i);
        if (other != null && alike(own, shingles.get(other))) {
          unite(group, i, other);
        }
      }
    }
    int[] numbers = new int[rows.size()];
    for (int i = 0; i < rows.size(); i++) {
      NameRow row = rows.get(root(group, i));
      String name = row.document().isEmpty() ? row.source() + row.text() : row.document();
      numbers[i] = Integer.remainderUnsigned(Tokens.mix(Tokens.word(name)), PARTS);
    }
    return numbers;
  }

  private static Set<Integer> shingles(String text) {
    List<Integer> words = new ArrayList<>();
    TokenReader reader = new TokenReader();
    char[] chars = text.toCharArray();
    reader.begin(chars, 0, chars.length);
    while (reader.next()) {
      Tokens t = reader.tokens;
      for (int i = 0; i < t.count; i++) {
        if (t.letters(i)) {
          words.add(t.lower[i]);
        }
      }
    }
    Set<Integer> all = new HashSet<>();
    for (int i = 0; i + SHINGLE_WORDS <= words.size(); i++) {
      all.add((words.get(i) * 31 + words.get(i + 1)) * 31 + words.get(i + 2));
    }
    return all;
  }

  private static int smallest(Set<Integer> shingles, int hash) {
    int least = Integer.MAX_VALUE;
    for (int shingle : shingles) {
      least = Math.min(least, Tokens.mix(shingle + hash * 0x9E3779B1));
    }
    return least;
  }

  private static boolean alike(Set<Integer> a, Set<Integer> b) {
    int shared = 0;
    for (int shingle : a) {
      shared += b.contains(shingle) ? 1 : 0;
    }
    return shared >= ALIKE * (a.size() + b.size() - shared);
  }

  /** The row with the lowest number leads. */
  private static void unite(int[] group, int a, int b) {
    int x = root(group, a);
    int y = root(group, b);
    group[Math.max(x, y)] = Math.min(x, y);
  }

  private static int root(int[] group, int i) {
    int at = i;
    while (group[at] != at) {
      group[at] = group[group[at]];
      at = group[at];
    }
    return at;
  }
}
