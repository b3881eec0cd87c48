package com.modalarmor.classify;

import java.util.Arrays;

/** Reads a text with a {@link PhraseNet}. Scratch: one text at a time, single-threaded. */
final class PhraseScan {

  private static final int FILTERS = PhraseNet.FILTERS;
  private static final int ROW = PhraseNet.ROW;
  private static final short NONE = Short.MIN_VALUE;

  private final PhraseNet net;

  /** What the phrases that began lately have summed up; the oldest last. */
  private final short[] open = new short[ROW];

  /** The best match of each filter in this half and in the one before. */
  private final short[] half = new short[FILTERS];

  private final short[] halfBefore = new short[FILTERS];
  private final float[] matches = new float[FILTERS];
  private int inHalf;
  private float best;

  PhraseScan(PhraseNet net) {
    this.net = net;
  }

  /** The highest logit of all stretches of a text. */
  float score(NGrams reader, char[] chars, int from, int to) {
    Arrays.fill(open, (short) 0);
    Arrays.fill(half, NONE);
    Arrays.fill(halfBefore, NONE);
    inHalf = 0;
    best = Float.NEGATIVE_INFINITY;
    reader.begin(chars, from, to);
    while (reader.nextWords()) {
      for (int i = 0; i < reader.count; i++) {
        take(reader.ids[i]);
      }
    }
    for (int i = 1; i < PhraseNet.WIDTH; i++) {
      take(PhraseNet.NOTHING);
    }
    if (inHalf > 0) {
      judge();
    }
    return best;
  }

  private void take(int word) {
    short[] table = net.table();
    short[] sums = open;
    int own = ROW * PhraseNet.ownRow(word);
    int group = ROW * PhraseNet.groupRow(word);
    int concept = ROW * PhraseNet.conceptRow(word);
    for (int i = 0; i < ROW; i++) {
      sums[i] = (short) (sums[i] + table[own + i]);
    }
    if (group != ROW * PhraseNet.NO_GROUP) {
      for (int i = 0; i < ROW; i++) {
        sums[i] = (short) (sums[i] + table[group + i]);
      }
    }
    if (concept != ROW * PhraseNet.NO_CONCEPT) {
      for (int i = 0; i < ROW; i++) {
        sums[i] = (short) (sums[i] + table[concept + i]);
      }
    }
    int done = ROW - FILTERS;
    for (int f = 0; f < FILTERS; f++) {
      short sum = sums[done + f];
      if (sum > half[f]) {
        half[f] = sum;
      }
    }
    System.arraycopy(sums, 0, sums, FILTERS, done);
    Arrays.fill(sums, 0, FILTERS, (short) 0);
    if (++inHalf == PhraseNet.HALF) {
      judge();
      System.arraycopy(half, 0, halfBefore, 0, FILTERS);
      Arrays.fill(half, NONE);
      inHalf = 0;
    }
  }

  private void judge() {
    float[] scales = net.scales();
    float[] biases = net.biases();
    for (int f = 0; f < FILTERS; f++) {
      matches[f] = Math.max(0, Math.max(half[f], halfBefore[f]) * scales[f] + biases[f]);
    }
    best = Math.max(best, net.logit(matches));
  }
}
