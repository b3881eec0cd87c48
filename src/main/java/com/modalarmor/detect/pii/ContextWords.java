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

  /** Characters of a text that are looked at together, as a power of two. */
  private static final int BLOCK_LOG = 6;

  /** Blocks that are remembered: more than one look back touches. */
  private static final int BLOCKS = 8;

  private final char[][] words;
  private final boolean[] phrase;
  private final long[][] entitiesOf;
  private final int[][] buckets = new int[BUCKETS][];
  private final int longs;

  /** Some word is a single letter. */
  private final boolean singles;

  /** Working memory of one scan. */
  static final class Stretch {
    private final char[] lower = new char[LOOK_BACK * 2];
    private final boolean[] stop = new boolean[LOOK_BACK * 2];
    private long[] found = new long[2];
    private int at = -1;

    /** By block, at its number modulo {@link #BLOCKS}: the entities that a word in it is of. */
    private long[] near = new long[2 * BLOCKS];

    private final int[] blocks = new int[BLOCKS];

    Stretch() {
      clear();
    }

    /** Before another text. */
    void clear() {
      at = -1;
      Arrays.fill(blocks, -1);
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
    singles = Arrays.stream(words).anyMatch(word -> word.length == 1);
    for (int i = 0; i < BUCKETS; i++) {
      buckets[i] = lists.get(i).isEmpty() ? null : lists.get(i).stream().mapToInt(n -> n).toArray();
    }
  }

  private static int bucket(char first, int second) {
    return (first * 31 + second) & (BUCKETS - 1);
  }

  /** True when a context word of the entity stands before {@code start}. */
  boolean before(char[] text, int length, int start, int entity, Stretch stretch) {
    return words.length > 0
        && near(text, length, start, entity, stretch)
        && standsBefore(text, length, start, entity, stretch);
  }

  /**
   * False when no word of the entity begins anywhere near the place: asked first, as a text of many
   * numbers would else be read again for each of them.
   */
  private boolean near(char[] text, int length, int start, int entity, Stretch stretch) {
    if (stretch.near.length < longs * BLOCKS) {
      stretch.near = new long[longs * BLOCKS];
      stretch.clear();
    }
    int last = Math.min(length, start + LOOK_BACK / 2) - 1 >> BLOCK_LOG;
    for (int block = Math.max(0, start - LOOK_BACK) >> BLOCK_LOG; block <= last; block++) {
      int slot = block & BLOCKS - 1;
      if (stretch.blocks[slot] != block) {
        note(text, length, block, stretch);
      }
      if ((stretch.near[slot * longs + (entity >> 6)] & 1L << entity) != 0) {
        return true;
      }
    }
    return false;
  }

  private void note(char[] text, int length, int block, Stretch stretch) {
    int slot = block & BLOCKS - 1;
    stretch.blocks[slot] = block;
    Arrays.fill(stretch.near, slot * longs, (slot + 1) * longs, 0);
    int from = block << BLOCK_LOG;
    int to = Math.min(length, from + (1 << BLOCK_LOG));
    char next = lower(text[from]);
    for (int i = from; i < to; i++) {
      char letter = next;
      next = i + 1 < length ? lower(text[i + 1]) : 0;
      note(buckets[bucket(letter, next)], text, length, i, slot, stretch);
      if (singles) {
        note(buckets[bucket(letter, 0)], text, length, i, slot, stretch);
      }
    }
  }

  private void note(int[] candidates, char[] text, int length, int at, int slot, Stretch stretch) {
    if (candidates == null) {
      return;
    }
    for (int word : candidates) {
      if (begins(words[word], text, length, at)) {
        for (int l = 0; l < longs; l++) {
          stretch.near[slot * longs + l] |= entitiesOf[word][l];
        }
      }
    }
  }

  private static boolean begins(char[] word, char[] text, int length, int at) {
    if (at + word.length > length) {
      return false;
    }
    for (int i = 0; i < word.length; i++) {
      if (lower(text[at + i]) != word[i]) {
        return false;
      }
    }
    return true;
  }

  private static char lower(char c) {
    return c < 128 ? Units.lower(c) : Character.toLowerCase(c);
  }

  /** The same as {@link #before}, read in full. */
  boolean standsBefore(char[] text, int length, int start, int entity, Stretch stretch) {
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
