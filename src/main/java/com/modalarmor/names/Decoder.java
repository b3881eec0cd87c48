package com.modalarmor.names;

import java.util.Arrays;

/**
 * Finds the likeliest labels of a window: a linear chain over the tokens that may be part of a name
 * (Viterbi), stretch by stretch. Scratch, single-threaded.
 */
final class Decoder {

  private static final int IMPOSSIBLE = Integer.MIN_VALUE / 4;

  /**
   * A token that speaks so much against a name by itself is looked at only beside one that does
   * not.
   */
  private static final float UNLIKELY = 0.6f;

  /**
   * The same for a word in lower case where others have capitals: it has to speak for a name by
   * itself, or to stand beside one that does.
   */
  private static final float UNLIKELY_LOWER = -1f;

  private static final int NEAR = 2;

  private final boolean[] likely = new boolean[Tokens.TOKENS_MAX];
  final byte[] tags = new byte[Tokens.TOKENS_MAX];

  /** What the labels of each token score, {@link Tags#LANES} for each. */
  final int[] emissions = new int[Tokens.TOKENS_MAX * Tags.LANES];

  private final int[] best = new int[Tokens.TOKENS_MAX * Tags.LANES];
  private final byte[] from = new byte[Tokens.TOKENS_MAX * Tags.LANES];
  private final FeatureIds ids = new FeatureIds(FeatureIds.BITS);
  private final ContextFeatures context = new ContextFeatures();
  private final WordSums words = new WordSums();

  private final WeightRows.Sums sums = new WeightRows.Sums();

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
        boolean lower = t.shape[i] == Tokens.SHAPE_LOWER && s.casing == Sighting.ORDINARY;
        likely[i] = word(chars, t, s, i, weights, lexicon) < (lower ? UNLIKELY_LOWER : UNLIKELY);
        i++;
      }
      stretch(first, i, weights);
    }
  }

  /**
   * Adds up what the token says by itself; returns by how much it speaks against a name, in natural
   * logarithms.
   */
  private float word(
      char[] chars, Tokens t, Sighting s, int i, NameWeights weights, Lexicon lexicon) {
    sums.clear();
    if (!words.find(t, i, sums)) {
      ids.clear();
      WordFeatures.read(chars, t, s, i, lexicon, ids);
      weights.rows().add(ids, sums);
      words.put(t, i, sums);
    }
    int row = i * Tags.LANES;
    sums.write(emissions, row);
    int best = emissions[row + 1];
    for (int tag = 2; tag < Tags.TAGS; tag++) {
      best = Math.max(best, emissions[row + tag]);
    }
    return (emissions[row] - best) * weights.unit();
  }

  /** Labels the parts of a stretch that are near a token which may be a name. */
  private void stretch(int first, int end, NameWeights weights) {
    int i = first;
    while (i < end) {
      if (!near(i, first, end)) {
        i++;
        continue;
      }
      int from = i;
      while (i < end && near(i, first, end)) {
        ids.clear();
        context.read(i);
        sums.clear();
        weights.rows().add(ids, sums);
        sums.addTo(emissions, i * Tags.LANES);
        i++;
      }
      path(from, i, weights.transitions());
    }
  }

  private boolean near(int i, int first, int end) {
    int to = Math.min(end - 1, i + NEAR);
    for (int k = Math.max(first, i - NEAR); k <= to; k++) {
      if (likely[k]) {
        return true;
      }
    }
    return false;
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
