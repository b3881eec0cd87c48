package com.modalarmor.text;

import java.util.Arrays;

/**
 * Letters that came one by one, with breaks between words where the text shows them. Finds the
 * words where it does not. Scratch; single-threaded.
 */
final class Letters {

  /** Letters cut into words at a time. */
  private static final int SEGMENT_MAX = 1_024;

  private static final int UNKNOWN_COST = 14;
  private static final int WORD_COST = 2;

  /** So many letters in likely order are words of some language. */
  private static final int CERTAIN_MIN = 8;

  /** Letters to a break where words are apart, at most. */
  private static final int BROKEN_LETTERS_MAX = 12;

  private final English english = English.get();
  private char[] chars = new char[256];
  private int[] from = new int[256];
  private int[] to = new int[256];
  private int length;
  private int count;
  private int breaks;
  private final int[] cost = new int[SEGMENT_MAX + 1];
  private final int[] back = new int[SEGMENT_MAX + 1];
  private final boolean[] cut = new boolean[SEGMENT_MAX + 1];
  private int known;
  private int words;

  void clear() {
    length = 0;
    count = 0;
    breaks = 0;
  }

  /** Number of letters. */
  int count() {
    return count;
  }

  /** Appends a letter that stands for that range of the layer. */
  void add(char c, int start, int end) {
    put(c, start, end);
    count++;
  }

  /** A word ends here. */
  void wordBreak() {
    if (length > 0 && chars[length - 1] != ' ') {
      put(' ', from[length - 1], to[length - 1]);
      breaks++;
    }
  }

  private void put(char c, int start, int end) {
    if (length == chars.length) {
      chars = Arrays.copyOf(chars, length * 2);
      from = Arrays.copyOf(from, length * 2);
      to = Arrays.copyOf(to, length * 2);
    }
    chars[length] = c;
    from[length] = start;
    to[length++] = end;
  }

  /** Number of words of the last {@link #spell}. */
  int words() {
    return words;
  }

  /** {@link #spell} apart from what was appended before, when there are letters enough. */
  boolean spellApart(int lettersMin, DecodedViews out, boolean anyway, boolean signs) {
    if (count < lettersMin) {
      return false;
    }
    out.gap();
    return spell(out, anyway, signs);
  }

  /**
   * Appends the words that the letters spell; false when they spell none, and then nothing is
   * appended. {@code anyway}: letters in likely order are enough. {@code signs}: what they are is
   * certain, so the breaks between words are where they ought to be.
   */
  boolean spell(DecodedViews out, boolean anyway, boolean signs) {
    Plausibility reading = out.plausibility.read(chars, 0, length);
    boolean placed = breaks > 0 || count <= English.WORD_MAX;
    boolean clear = reading.share(0.6);
    if (signs && !clear && breaks * BROKEN_LETTERS_MAX >= count) {
      clear = reading.share(0.35) || count >= CERTAIN_MIN && reading.plainness > count;
    }
    if (placed && clear) {
      words = reading.words;
      append(0, length, out);
      return true;
    }
    boolean likely = anyway && count >= 10 && reading.plainness > count;
    int mark = out.length();
    known = 0;
    words = 0;
    int start = 0;
    int compact = compact();
    // Where too many letters are of no word, the rest may be of any.
    while (start < compact && (likely || (known + compact - start) * 10 >= count * 8)) {
      start = segment(start, compact, out);
    }
    if (known * 10 >= count * 8 || likely) {
      return true;
    }
    out.cut(mark);
    return false;
  }

  private int compact() {
    int kept = 0;
    for (int i = 0; i < length; i++) {
      if (chars[i] != ' ') {
        chars[kept] = chars[i];
        from[kept] = from[i];
        to[kept++] = to[i];
      }
    }
    length = kept;
    breaks = 0;
    return kept;
  }

  private void append(int start, int end, DecodedViews out) {
    for (int i = start; i < end; i++) {
      out.append(chars[i], from[i], to[i]);
    }
  }

  /** Cheapest way to read the letters as words; returns where the next stretch begins. */
  private int segment(int start, int end, DecodedViews out) {
    int n = Math.min(SEGMENT_MAX, end - start);
    Arrays.fill(cost, 0, n + 1, Integer.MAX_VALUE / 2);
    Arrays.fill(cut, 0, n + 1, false);
    cost[0] = 0;
    for (int i = 0; i < n; i++) {
      relax(i, i + 1, UNKNOWN_COST);
      long hash = 0;
      for (int j = i; j < n && j < i + English.WORD_MAX; j++) {
        hash = English.longer(hash, chars[start + j]);
        int word = english.cost(hash);
        if (word < 0) {
          break;
        }
        if (word > 0) {
          relax(i, j + 1, word + WORD_COST);
        }
      }
    }
    for (int at = n; at > 0; at = back[at]) {
      cut[at] = true;
    }
    int stop = n;
    if (start + n < end) {
      // The last words of a stretch may go on beyond it.
      int spare = n - English.WORD_MAX;
      while (stop > spare && !(cut[stop] && stop < n - English.WORD_MAX / 2)) {
        stop--;
      }
    }
    int word = 0;
    for (int i = 1; i <= stop; i++) {
      if (cut[i]) {
        int size = i - word;
        append(start + word, start + i, out);
        boolean unknown = size == 1 && cost[i] - cost[word] == UNKNOWN_COST;
        boolean unknownNext = i < stop && cut[i + 1] && cost[i + 1] - cost[i] == UNKNOWN_COST;
        if (!(unknown && unknownNext)) {
          out.append(' ', from[start + i - 1], to[start + i - 1]);
          words++;
        }
        known += unknown || size == 1 ? 0 : size;
        word = i;
      }
    }
    return start + Math.max(1, stop);
  }

  private void relax(int from, int to, int add) {
    if (cost[from] + add < cost[to]) {
      cost[to] = cost[from] + add;
      back[to] = from;
    }
  }
}
