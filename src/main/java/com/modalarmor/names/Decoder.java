package com.modalarmor.names;

import java.util.Arrays;

/**
 * Finds the likeliest labels of a window: a linear chain over the tokens that may be part of a name
 * (Viterbi), stretch by stretch. Scratch, single-threaded.
 */
final class Decoder {

  private static final long EVEN = 0x00FF00FF00FF00FFL;
  private static final int IMPOSSIBLE = Integer.MIN_VALUE / 4;

  final byte[] tags = new byte[Tokens.TOKENS_MAX];

  /** What the labels of each token score, {@link Tags#LANES} for each. */
  final int[] emissions = new int[Tokens.TOKENS_MAX * Tags.LANES];

  private final int[] best = new int[Tokens.TOKENS_MAX * Tags.LANES];
  private final byte[] from = new byte[Tokens.TOKENS_MAX * Tags.LANES];
  private final FeatureIds ids = new FeatureIds(FeatureIds.BITS);
  private final ContextFeatures context = new ContextFeatures();
  private final WordSums words = new WordSums();

  /** Sums of sixteen bits: of tags 0, 2, 4, 6, of 1, 3, 5, 7, and the same from 8 on. */
  private long a;

  private long b;
  private long c;
  private long d;

  /** Labels the tokens; the answer is in {@link #tags}. */
  void decode(char[] chars, Tokens t, Sighting s, NameWeights weights, Lexicon lexicon) {
    context.begin(chars, t, s, ids);
    Arrays.fill(tags, 0, t.count, (byte) Tags.NONE);
    int i = 0;
    while (i < t.count) {
      if (!s.open[i]) {
        i++;
        continue;
      }
      int first = i;
      while (i < t.count && s.open[i]) {
        word(chars, t, s, i, weights.rows(), lexicon);
        int count = ids.count;
        ids.clear();
        context.read(i);
        add(weights.rows());
        emit(i * Tags.LANES, count + ids.count);
        i++;
      }
      path(first, i, weights.transitions());
    }
  }

  /** Sums up what the word says by itself, or remembers it; leaves the number of its features. */
  private void word(char[] chars, Tokens t, Sighting s, int i, long[] rows, Lexicon lexicon) {
    ids.clear();
    int cell = words.cell(t, i);
    int at = WordSums.at(cell);
    if (t.steady[i] && words.holds(cell, t, i)) {
      a = words.sums[at];
      b = words.sums[at + 1];
      c = words.sums[at + 2];
      d = words.sums[at + 3];
      ids.count = words.counts[cell];
      return;
    }
    a = 0;
    b = 0;
    c = 0;
    d = 0;
    WordFeatures.read(chars, t, s, i, lexicon, ids);
    add(rows);
    if (t.steady[i]) {
      words.sums[at] = a;
      words.sums[at + 1] = b;
      words.sums[at + 2] = c;
      words.sums[at + 3] = d;
      words.take(cell, t, i, ids.count);
    }
  }

  /** Sums the bytes of the features' rows, eight lanes of sixteen bits at a time. */
  private void add(long[] rows) {
    long evenLow = a;
    long oddLow = b;
    long evenHigh = c;
    long oddHigh = d;
    int count = ids.count;
    int[] features = ids.ids;
    for (int k = 0; k < count; k++) {
      long low = rows[features[k] * 2];
      long high = rows[features[k] * 2 + 1];
      evenLow += low & EVEN;
      oddLow += low >>> 8 & EVEN;
      evenHigh += high & EVEN;
      oddHigh += high >>> 8 & EVEN;
    }
    a = evenLow;
    b = oddLow;
    c = evenHigh;
    d = oddHigh;
  }

  private void emit(int at, int features) {
    int bias = features * NameWeights.BIAS;
    for (int lane = 0; lane < 4; lane++) {
      int shift = lane * 16;
      emissions[at + 2 * lane] = (int) (a >>> shift & 0xFFFF) - bias;
      emissions[at + 2 * lane + 1] = (int) (b >>> shift & 0xFFFF) - bias;
      emissions[at + 8 + 2 * lane] = (int) (c >>> shift & 0xFFFF) - bias;
      emissions[at + 9 + 2 * lane] = (int) (d >>> shift & 0xFFFF) - bias;
    }
  }

  private void path(int first, int end, int[] transitions) {
    int lanes = Tags.LANES;
    for (int tag = 0; tag < Tags.TAGS; tag++) {
      best[first * lanes + tag] =
          Tags.opens(tag)
              ? transitions[NameWeights.at(Tags.NONE, tag)] + emissions[first * lanes + tag]
              : IMPOSSIBLE;
    }
    for (int i = first + 1; i < end; i++) {
      int row = i * lanes;
      int before = row - lanes;
      for (int tag = 0; tag < Tags.TAGS; tag++) {
        int top = IMPOSSIBLE;
        int of = 0;
        for (int previous : Tags.BEFORE[tag]) {
          int score = best[before + previous] + transitions[previous * lanes + tag];
          if (score > top) {
            top = score;
            of = previous;
          }
        }
        best[row + tag] = top + emissions[row + tag];
        from[row + tag] = (byte) of;
      }
    }
    int last = (end - 1) * lanes;
    int top = IMPOSSIBLE;
    int tag = 0;
    for (int k = 0; k < Tags.TAGS; k++) {
      int score = best[last + k] + transitions[k * lanes + Tags.NONE];
      if (Tags.closes(k) && score > top) {
        top = score;
        tag = k;
      }
    }
    for (int i = end - 1; i >= first; i--) {
      tags[i] = (byte) tag;
      tag = from[i * lanes + tag];
    }
  }

  /**
   * How much more the name from token {@code first} to {@code last} scores than nothing there, in
   * natural logarithms of odds.
   */
  float margin(int first, int last, int tokens, NameWeights weights) {
    int[] moves = weights.transitions();
    int sum = 0;
    int before = first == 0 ? Tags.NONE : tags[first - 1];
    int plain = before;
    for (int i = first; i <= last; i++) {
      int tag = tags[i];
      int row = i * Tags.LANES;
      sum += emissions[row + tag] - emissions[row];
      sum += moves[NameWeights.at(before, tag)] - moves[NameWeights.at(plain, Tags.NONE)];
      before = tag;
      plain = Tags.NONE;
    }
    int after = last + 1 < tokens ? tags[last + 1] : Tags.NONE;
    sum += moves[NameWeights.at(before, after)] - moves[NameWeights.at(Tags.NONE, after)];
    return sum * weights.unit();
  }
}
