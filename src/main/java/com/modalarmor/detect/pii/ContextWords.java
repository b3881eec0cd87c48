package com.modalarmor.detect.pii;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The words that, shortly before a value, say what it is; for all entities at once. Immutable.
 *
 * <p>As Presidio counts: the word that the value is part of and five words before it, stop words
 * left out; a context word counts when it is part of one of them (one of three letters only as the
 * whole). Phrases of several words are looked for in the same stretch.
 */
final class ContextWords {

  static final int WORDS_BEFORE = 5;

  /** Characters that are looked at before a value. */
  static final int LOOK_BACK = 160;

  /** Words of so few letters must stand alone. */
  private static final int SHORT_WORD = 3;

  private static final int BUCKETS = 1_024;

  private final char[][] words;
  private final boolean[] phrase;
  private final long[][] entitiesOf;
  private final int[][] buckets = new int[BUCKETS][];
  private final int longs;

  /** Working memory of one scan. */
  static final class Stretch {
    private final char[] lower = new char[LOOK_BACK * 2];
    private final boolean[] stop = new boolean[LOOK_BACK * 2];
    private long[] found = new long[2];
    private int at = -1;

    void clear() {
      at = -1;
    }
  }

  ContextWords(List<PiiEntity> entities) {
    longs = (entities.size() + 63) >> 6;
    List<String> all =
        entities.stream().flatMap(entity -> entity.context().stream()).distinct().sorted().toList();
    words = new char[all.size()][];
    phrase = new boolean[words.length];
    entitiesOf = new long[words.length][longs];
    for (int i = 0; i < words.length; i++) {
      String word = all.get(i);
      words[i] = word.toCharArray();
      phrase[i] = !word.chars().allMatch(Character::isLetterOrDigit);
      for (int e = 0; e < entities.size(); e++) {
        if (entities.get(e).context().contains(word)) {
          entitiesOf[i][e >> 6] |= 1L << e;
        }
      }
    }
    List<List<Integer>> lists = new ArrayList<>();
    for (int i = 0; i < BUCKETS; i++) {
      lists.add(new ArrayList<>());
    }
    for (int i = 0; i < words.length; i++) {
      lists.get(bucket(words[i][0], words[i].length > 1 ? words[i][1] : 0)).add(i);
    }
    for (int i = 0; i < BUCKETS; i++) {
      buckets[i] = lists.get(i).isEmpty() ? null : lists.get(i).stream().mapToInt(n -> n).toArray();
    }
  }

  private static int bucket(char first, int second) {
    return (first * 31 + second) & (BUCKETS - 1);
  }

  /** True when a context word of the entity stands before {@code start}. */
  boolean before(char[] text, int length, int start, int entity, Stretch stretch) {
    if (words.length == 0) {
      return false;
    }
    if (stretch.at != start) {
      read(text, length, start, stretch);
    }
    return (stretch.found[entity >> 6] & 1L << entity) != 0;
  }

  private void read(char[] text, int length, int start, Stretch stretch) {
    stretch.at = start;
    if (stretch.found.length < longs) {
      stretch.found = new long[longs];
    }
    Arrays.fill(stretch.found, 0);
    int bound = Math.max(0, start - LOOK_BACK);
    int end = start;
    int endMax = Math.min(length, start + LOOK_BACK / 2);
    while (end < endMax && Character.isLetterOrDigit(text[end])) {
      end++;
    }
    int from = start;
    int left = WORDS_BEFORE + 1;
    int own = start;
    while (own > bound && Character.isLetterOrDigit(text[own - 1])) {
      own--;
    }
    char[] lower = stretch.lower;
    for (int i = bound; i < end; i++) {
      lower[i - bound] = Character.toLowerCase(text[i]);
      stretch.stop[i - bound] = false;
    }
    int wordEnd = end;
    from = own;
    if (end > own && !markStop(stretch, own - bound, end - bound)) {
      left--;
    }
    while (from > bound && left > 0) {
      wordEnd = from;
      while (wordEnd > bound && !Character.isLetterOrDigit(text[wordEnd - 1])) {
        wordEnd--;
      }
      from = wordEnd;
      while (from > bound && Character.isLetterOrDigit(text[from - 1])) {
        from--;
      }
      if (wordEnd > from && !markStop(stretch, from - bound, wordEnd - bound)) {
        left--;
      }
    }
    find(stretch, from - bound, end - bound, start - bound);
  }

  private static boolean markStop(Stretch stretch, int from, int to) {
    if (!StopWords.contains(stretch.lower, from, to)) {
      return false;
    }
    Arrays.fill(stretch.stop, from, to, true);
    return true;
  }

  private void find(Stretch stretch, int from, int to, int value) {
    char[] lower = stretch.lower;
    for (int i = from; i < to; i++) {
      int[] candidates = buckets[bucket(lower[i], i + 1 < to ? lower[i + 1] : 0)];
      if (candidates != null) {
        for (int word : candidates) {
          if (stands(word, stretch, i, phrase[word] ? value : to)
              && (phrase[word] || !stretch.stop[i])) {
            for (int l = 0; l < longs; l++) {
              stretch.found[l] |= entitiesOf[word][l];
            }
          }
        }
      }
    }
  }

  private boolean stands(int word, Stretch stretch, int at, int to) {
    char[] letters = words[word];
    if (at + letters.length > to) {
      return false;
    }
    for (int i = 0; i < letters.length; i++) {
      if (letters[i] != stretch.lower[at + i]) {
        return false;
      }
    }
    return letters.length > SHORT_WORD || alone(stretch.lower, at, at + letters.length, to);
  }

  /** True when no letter stands beside a short word: "lic" is no part of "public". */
  private static boolean alone(char[] lower, int from, int end, int to) {
    boolean opens = from == 0 || !Character.isLetter(lower[from - 1]);
    int after = end < to && lower[end] == 's' ? end + 1 : end;
    return opens
        && (after >= to
            || !Character.isLetter(lower[after])
            || (end < to && !Character.isLetter(lower[end])));
  }
}
