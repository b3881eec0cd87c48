package com.modalarmor.classify;

import java.util.Arrays;

/** The features of a whole text, for training. Immutable. */
final class TextFeatures {

  final int blocks;
  final int[] wide;
  final int[] wideStart;
  final int[] rows;
  final int[] tokenStart;
  final int[] stats;
  final int[] surpriseMax;

  private TextFeatures(
      int blocks,
      int[] wide,
      int[] wideStart,
      int[] rows,
      int[] tokenStart,
      int[] stats,
      int[] surpriseMax) {
    this.blocks = blocks;
    this.wide = wide;
    this.wideStart = wideStart;
    this.rows = rows;
    this.tokenStart = tokenStart;
    this.stats = stats;
    this.surpriseMax = surpriseMax;
  }

  static TextFeatures of(char[] chars, int length, BlockReader reader) {
    int blocks = 0;
    int[] wide = new int[4 * length + 16];
    int[] wideStart = new int[8];
    int[] rows = new int[2 * length + 8];
    int[] tokenStart = new int[8];
    int[] stats = new int[8 * Shape.STATS];
    int[] surprise = new int[8];
    int w = 0;
    int t = 0;
    reader.begin(chars, 0, length);
    while (reader.next()) {
      if (blocks + 2 > wideStart.length) {
        wideStart = Arrays.copyOf(wideStart, blocks * 2 + 2);
        tokenStart = Arrays.copyOf(tokenStart, blocks * 2 + 2);
        stats = Arrays.copyOf(stats, (blocks * 2 + 2) * Shape.STATS);
        surprise = Arrays.copyOf(surprise, blocks * 2 + 2);
      }
      if (w + reader.wideCount > wide.length) {
        wide = Arrays.copyOf(wide, (w + reader.wideCount) * 2);
      }
      System.arraycopy(reader.wide, 0, wide, w, reader.wideCount);
      System.arraycopy(reader.rows, 0, rows, 2 * t, 2 * reader.tokens);
      System.arraycopy(reader.stats, 0, stats, blocks * Shape.STATS, Shape.STATS);
      surprise[blocks] = reader.surpriseMax;
      w += reader.wideCount;
      t += reader.tokens;
      blocks++;
      wideStart[blocks] = w;
      tokenStart[blocks] = t;
    }
    return new TextFeatures(
        blocks,
        Arrays.copyOf(wide, w),
        Arrays.copyOf(wideStart, blocks + 1),
        Arrays.copyOf(rows, 2 * t),
        Arrays.copyOf(tokenStart, blocks + 1),
        Arrays.copyOf(stats, blocks * Shape.STATS),
        Arrays.copyOf(surprise, blocks));
  }

  /** The same text with some features left out at random, so that no single one is relied on. */
  TextFeatures thinned(java.util.SplittableRandom random, float wideDrop, float tokenDrop) {
    int[] kept = wideDrop == 0 ? wide : new int[wide.length];
    int[] starts = wideDrop == 0 ? wideStart : new int[blocks + 1];
    int n = 0;
    int limit = (int) (wideDrop * (1 << 16));
    for (int b = 0; wideDrop > 0 && b < blocks; b++) {
      for (int i = wideStart[b]; i < wideStart[b + 1]; i++) {
        if ((random.nextInt() & 0xFFFF) >= limit) {
          kept[n++] = wide[i];
        }
      }
      starts[b + 1] = n;
    }
    int[] some = tokenDrop == 0 ? rows : rows.clone();
    limit = (int) (tokenDrop * (1 << 16));
    for (int i = 0; tokenDrop > 0 && i < some.length; i++) {
      if ((random.nextInt() & 0xFFFF) < limit) {
        some[i] = 0;
      }
    }
    return new TextFeatures(blocks, kept, starts, some, tokenStart, stats, surpriseMax);
  }
}
