package com.modalarmor.classify;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * One network of a {@link PhraseNet} while it learns: floats and AdaGrad, one text at a time. The
 * stretch with the highest logit takes the step, of an attack as of a harmless text. Some matches
 * and some words are left out by chance, so that none is relied on. Single-threaded; deterministic
 * for a seed.
 */
final class PhraseLearner {

  private static final int FILTERS = PhraseNet.PART;
  private static final int WIDTH = PhraseNet.WIDTH;
  private static final int ROW = WIDTH * FILTERS;
  private static final int HIDDEN = PhraseNet.PART_UNITS;

  /** Words of a text that are learned from. */
  static final int WORDS_MAX = 4_096;

  private static final int HALVES_MAX = (WORDS_MAX + WIDTH) / PhraseNet.HALF + 2;
  private static final float TABLE_RATE = 0.08f;
  private static final float DENSE_RATE = 0.02f;
  private static final float MATCH_KEPT = 0.7f;
  private static final float WORD_LEFT_OUT = 0.05f;

  /** So many words that have a group or a concept are seen as any other one of it. */
  private static final float LIKE_OTHERS = 0.5f;

  private static final float EPSILON = 1e-3f;
  private static final float CLIP = 4f;
  private static final float STEPS = 127f;

  final float[] table = new float[PhraseNet.ROWS * ROW];
  private final float[] tableSquares = new float[table.length];

  /** Biases of the filters, weights and biases of the units, weights of the answer and its bias. */
  private final float[] dense = new float[FILTERS + HIDDEN * FILTERS + HIDDEN + HIDDEN + 1];

  private final float[] denseSquares = new float[dense.length];
  private static final int UNITS_AT = FILTERS;
  private static final int UNIT_BIASES_AT = UNITS_AT + HIDDEN * FILTERS;
  private static final int OUT_AT = UNIT_BIASES_AT + HIDDEN;
  private static final int OUT_BIAS_AT = OUT_AT + HIDDEN;
  private final SplittableRandom random;
  private final int[] words = new int[WORDS_MAX + WIDTH];
  private final float[] open = new float[ROW];
  private final float[] halves = new float[HALVES_MAX * FILTERS];
  private final int[] places = new int[HALVES_MAX * FILTERS];
  private final float[] matches = new float[FILTERS];
  private final int[] matchPlaces = new int[FILTERS];
  private final boolean[] kept = new boolean[FILTERS];
  private final float[] units = new float[HIDDEN];
  private final float[] matchGradients = new float[FILTERS];
  private int halfCount;

  /** The row of each word itself, that of no word where it is seen as one of its group. */
  private final int[] own = new int[WORDS_MAX];

  PhraseLearner(long seed) {
    random = new SplittableRandom(seed);
    for (int i = 0; i < table.length; i++) {
      int row = i / ROW;
      boolean zero = row == PhraseNet.NO_GROUP || row == PhraseNet.NO_CONCEPT;
      table[i] = zero ? 0 : (float) (random.nextDouble() - 0.5) * 0.17f;
    }
    float spread = (float) (2 / Math.sqrt(FILTERS));
    for (int i = UNITS_AT; i < UNIT_BIASES_AT; i++) {
      dense[i] = (float) (random.nextDouble() - 0.5) * spread;
    }
    for (int i = OUT_AT; i < OUT_BIAS_AT; i++) {
      dense[i] = (float) (random.nextDouble() - 0.5) * 0.35f;
    }
    dense[OUT_BIAS_AT] = -1;
  }

  /**
   * Learns from one text; {@code target} is the probability to learn, {@code pace} scales the
   * steps.
   */
  void learn(int[] text, float target, float weight, float pace) {
    int count = Math.min(text.length, WORDS_MAX);
    for (int i = 0; i < count; i++) {
      words[i] = random.nextDouble() < WORD_LEFT_OUT ? PhraseNet.NOTHING : text[i];
      boolean alone = !hasLike(words[i]) || random.nextDouble() >= LIKE_OTHERS;
      own[i] = alone ? PhraseNet.ownRow(words[i]) : PhraseNet.NO_GROUP;
    }
    forward(count);
    for (int f = 0; f < FILTERS; f++) {
      kept[f] = random.nextDouble() < MATCH_KEPT;
    }
    int best = 0;
    float highest = Float.NEGATIVE_INFINITY;
    for (int h = 0; h < halfCount; h++) {
      float z = logit(h, true);
      if (z > highest) {
        highest = z;
        best = h;
      }
    }
    float z = logit(best, true);
    float g = (AttackModel.sigmoid(z) - target) * weight;
    if (Math.abs(g) > 1e-4f) {
      back(g, count, pace);
    }
  }

  private static boolean hasLike(int word) {
    return PhraseNet.groupRow(word) != PhraseNet.NO_GROUP
        || PhraseNet.conceptRow(word) != PhraseNet.NO_CONCEPT;
  }

  /** The highest logit over the stretches of a text, nothing left out. */
  float logit(int[] text) {
    int count = Math.min(text.length, WORDS_MAX);
    System.arraycopy(text, 0, words, 0, count);
    Arrays.setAll(own, i -> i < count ? PhraseNet.ownRow(words[i]) : PhraseNet.NO_GROUP);
    forward(count);
    float highest = Float.NEGATIVE_INFINITY;
    for (int h = 0; h < halfCount; h++) {
      highest = Math.max(highest, logit(h, false));
    }
    return highest;
  }

  /** Finds the best match of each filter, and its place, in each half stretch. */
  private void forward(int count) {
    Arrays.fill(words, count, count + WIDTH - 1, PhraseNet.NOTHING);
    Arrays.fill(open, 0);
    int total = count + WIDTH - 1;
    halfCount = (total + PhraseNet.HALF - 1) / PhraseNet.HALF;
    Arrays.fill(halves, 0, halfCount * FILTERS, Float.NEGATIVE_INFINITY);
    for (int i = 0; i < total; i++) {
      if (i < count && words[i] >= 0) {
        add(words[i], own[i]);
      }
      int at = i / PhraseNet.HALF * FILTERS;
      int done = ROW - FILTERS;
      for (int f = 0; f < FILTERS; f++) {
        if (open[done + f] > halves[at + f]) {
          halves[at + f] = open[done + f];
          places[at + f] = i;
        }
      }
      System.arraycopy(open, 0, open, FILTERS, done);
      Arrays.fill(open, 0, FILTERS, 0);
    }
  }

  private void add(int word, int ownRow) {
    float[] sums = open;
    float[] rows = table;
    int itself = ROW * ownRow;
    int group = ROW * PhraseNet.groupRow(word);
    int concept = ROW * PhraseNet.conceptRow(word);
    for (int i = 0; i < ROW; i++) {
      sums[i] += rows[itself + i] + rows[group + i] + rows[concept + i];
    }
  }

  /** Judges a half and the one before it. */
  private float logit(int half, boolean someLeftOut) {
    int at = half * FILTERS;
    for (int f = 0; f < FILTERS; f++) {
      int from = half > 0 && halves[at - FILTERS + f] > halves[at + f] ? at - FILTERS + f : at + f;
      float match = Math.max(0, halves[from] + dense[f]);
      matchPlaces[f] = places[from];
      matches[f] = !someLeftOut ? match : kept[f] ? match / MATCH_KEPT : 0;
    }
    float z = dense[OUT_BIAS_AT];
    for (int unit = 0; unit < HIDDEN; unit++) {
      float sum = dense[UNIT_BIASES_AT + unit];
      int weights = UNITS_AT + unit * FILTERS;
      for (int f = 0; f < FILTERS; f++) {
        sum += dense[weights + f] * matches[f];
      }
      units[unit] = Math.max(0, sum);
      z += dense[OUT_AT + unit] * units[unit];
    }
    return z;
  }

  private void back(float g, int count, float pace) {
    Arrays.fill(matchGradients, 0);
    float rate = DENSE_RATE * pace;
    for (int unit = 0; unit < HIDDEN; unit++) {
      if (units[unit] <= 0) {
        continue;
      }
      float gradient = g * dense[OUT_AT + unit];
      step(OUT_AT + unit, g * units[unit], rate);
      step(UNIT_BIASES_AT + unit, gradient, rate);
      int weights = UNITS_AT + unit * FILTERS;
      for (int f = 0; f < FILTERS; f++) {
        if (matches[f] > 0) {
          matchGradients[f] += gradient * dense[weights + f];
          step(weights + f, gradient * matches[f], rate);
        }
      }
    }
    step(OUT_BIAS_AT, g, rate);
    for (int f = 0; f < FILTERS; f++) {
      float gradient = matchGradients[f] / MATCH_KEPT;
      if (matches[f] <= 0 || gradient == 0) {
        continue;
      }
      step(f, gradient, rate);
      for (int part = 0; part < WIDTH; part++) {
        int i = matchPlaces[f] - (WIDTH - 1 - part);
        if (i >= 0 && i < count && words[i] >= 0) {
          stepRows(words[i], own[i], part * FILTERS + f, gradient, TABLE_RATE * pace);
        }
      }
    }
  }

  private void stepRows(int word, int ownRow, int column, float gradient, float rate) {
    if (ownRow != PhraseNet.NO_GROUP) {
      stepTable(ROW * ownRow + column, gradient, rate);
    }
    int group = ROW * PhraseNet.groupRow(word);
    if (group != ROW * PhraseNet.NO_GROUP) {
      stepTable(group + column, gradient, rate);
    }
    int concept = ROW * PhraseNet.conceptRow(word);
    if (concept != ROW * PhraseNet.NO_CONCEPT) {
      stepTable(concept + column, gradient, rate);
    }
  }

  private void stepTable(int at, float gradient, float rate) {
    tableSquares[at] += gradient * gradient;
    table[at] -= rate * gradient / (float) Math.sqrt(tableSquares[at] + EPSILON);
  }

  private void step(int at, float gradient, float rate) {
    denseSquares[at] += gradient * gradient;
    dense[at] -= rate * gradient / (float) Math.sqrt(denseSquares[at] + EPSILON);
  }

  /** What ships: the tables in steps of a byte, one scale a filter; the mean of all answers. */
  static PhraseNet rounded(List<PhraseLearner> nets) {
    float[] scales = new float[PhraseNet.FILTERS];
    byte[] steps = new byte[PhraseNet.ROWS * PhraseNet.ROW];
    float[] biases = new float[PhraseNet.FILTERS];
    float[] hidden = new float[PhraseNet.HIDDEN * FILTERS];
    float[] unitBiases = new float[PhraseNet.HIDDEN];
    float[] out = new float[PhraseNet.HIDDEN];
    float outBias = 0;
    for (int n = 0; n < PhraseNet.NETS; n++) {
      PhraseLearner net = nets.get(n);
      net.round(n * FILTERS, scales, steps);
      System.arraycopy(net.dense, 0, biases, n * FILTERS, FILTERS);
      System.arraycopy(net.dense, UNITS_AT, hidden, n * HIDDEN * FILTERS, HIDDEN * FILTERS);
      System.arraycopy(net.dense, UNIT_BIASES_AT, unitBiases, n * HIDDEN, HIDDEN);
      for (int unit = 0; unit < HIDDEN; unit++) {
        out[n * HIDDEN + unit] = net.dense[OUT_AT + unit] / PhraseNet.NETS;
      }
      outBias += net.dense[OUT_BIAS_AT] / PhraseNet.NETS;
    }
    long[] packed = PhraseNet.pack(steps);
    return new PhraseNet(packed, scales, biases, hidden, unitBiases, out, outBias);
  }

  /** Writes this table among those of others, its filters from {@code first} on. */
  private void round(int first, float[] scales, byte[] steps) {
    Arrays.fill(scales, first, first + FILTERS, 1e-6f);
    for (int i = 0; i < table.length; i++) {
      int f = first + i % FILTERS;
      scales[f] = Math.max(scales[f], Math.min(CLIP, Math.abs(table[i])));
    }
    for (int f = first; f < first + FILTERS; f++) {
      scales[f] /= STEPS;
    }
    for (int i = 0; i < table.length; i++) {
      int f = first + i % FILTERS;
      float step = table[i] / scales[f];
      steps[i / FILTERS * PhraseNet.FILTERS + f] =
          (byte) Math.round(Math.max(-STEPS, Math.min(STEPS, step)));
    }
  }
}
