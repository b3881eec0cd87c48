package com.modalarmor.names;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The decoder's path and sums against slow and obvious ones. */
class DecoderTest {

  private static final long SEED = 77L;
  private static final String TEXT = "Ann Roe of Acme met Bob. ";

  private static NameWeights random(SplittableRandom random) {
    long[] filled = new long[FeatureIds.FEATURES / Long.SIZE];
    int count = 0;
    for (int i = 0; i < filled.length; i++) {
      filled[i] = random.nextLong();
      count += Long.bitCount(filled[i]);
    }
    long[] rows = new long[count * 2];
    for (int i = 0; i < rows.length; i++) {
      for (int lane = 0; lane < 8; lane++) {
        rows[i] |= (long) (WeightRows.BIAS + random.nextInt(-40, 41)) << 8 * lane;
      }
    }
    int[] moves = new int[Tags.LANES * Tags.LANES];
    for (int i = 0; i < moves.length; i++) {
      moves[i] = random.nextInt(-60, 61);
    }
    return new NameWeights(new WeightRows(filled, rows), moves, 0.1f, 1, 0);
  }

  @Test
  void the_path_is_the_best_of_all_allowed_ones() {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int round = 0; round < 20; round++) {
      NameWeights weights = random(random);
      Lexicon lexicon = Tables.lexicon(List.of());
      TokenReader reader = new TokenReader();
      char[] chars = TEXT.toCharArray();
      reader.begin(chars, 0, 3 + random.nextInt(chars.length - 3));
      assertTrue(reader.next());
      Tokens t = reader.tokens;
      Sighting sighting = new Sighting();
      sighting.read(t, Tables.words(List.of()), lexicon);
      Decoder decoder = new Decoder();
      decoder.decode(chars, t, sighting, weights, lexicon);
      decoder.decode(chars, t, sighting, weights, lexicon); // now with remembered words
      checkSums(chars, t, sighting, lexicon, weights, decoder);
      checkPath(t, sighting, weights, decoder);
    }
  }

  private static void checkSums(
      char[] chars, Tokens t, Sighting s, Lexicon lexicon, NameWeights w, Decoder decoder) {
    FeatureIds features = new FeatureIds(FeatureIds.BITS);
    ContextFeatures context = new ContextFeatures();
    context.begin(chars, t, s, features);
    for (int i = 0; i < t.count; i++) {
      if (!s.open[i]) {
        continue;
      }
      features.clear();
      WordFeatures.read(chars, t, s, i, lexicon, features);
      context.read(i);
      assertTrue(features.count <= FeatureIds.MAX);
      for (int tag = 0; tag < Tags.TAGS; tag++) {
        int sum = 0;
        for (int k = 0; k < features.count; k++) {
          int row = w.rows().row(features.ids[k]);
          sum += row < 0 ? 0 : w.rows().weight(row, tag);
        }
        assertEquals(sum, decoder.emissions[i * Tags.LANES + tag]);
      }
    }
  }

  private static void checkPath(Tokens t, Sighting s, NameWeights w, Decoder decoder) {
    int i = 0;
    while (i < t.count) {
      int first = i;
      while (i < t.count && s.open[i]) {
        i++;
      }
      if (i > first) {
        int score = 0;
        int before = Tags.NONE;
        for (int k = first; k < i; k++) {
          int tag = decoder.tags[k];
          assertTrue(Tags.follows(before, tag), "tag " + tag + " after " + before);
          score += w.transitions()[NameWeights.at(before, tag)];
          score += decoder.emissions[k * Tags.LANES + tag];
          before = tag;
        }
        assertTrue(Tags.closes(before));
        score += w.transitions()[NameWeights.at(before, Tags.NONE)];
        int end = Math.min(i, first + 5);
        if (end == i) {
          assertEquals(best(first, i, Tags.NONE, w, decoder), score, "seed " + SEED);
        }
      } else {
        i++;
      }
    }
  }

  /** The best score of all ways to label the tokens from {@code at} on, tried one by one. */
  private static int best(int at, int end, int before, NameWeights w, Decoder decoder) {
    if (at == end) {
      return Tags.closes(before)
          ? w.transitions()[NameWeights.at(before, Tags.NONE)]
          : Integer.MIN_VALUE / 8;
    }
    int best = Integer.MIN_VALUE / 8;
    for (int tag = 0; tag < Tags.TAGS; tag++) {
      if (Tags.follows(before, tag)) {
        int here =
            w.transitions()[NameWeights.at(before, tag)] + decoder.emissions[at * Tags.LANES + tag];
        best = Math.max(best, here + best(at + 1, end, tag, w, decoder));
      }
    }
    return best;
  }
}
