package com.modalarmor.classify;

import java.util.Arrays;

/**
 * Joins the blocks of a text to overlapping windows of one, four and twelve blocks, and yields what
 * the network sees of each: the window, what stands around it, and where it stands. Keeps a ring of
 * blocks, so its memory does not grow with the text. Single-threaded.
 */
final class Windows {

  /** Receives each window; {@code input} is scratch memory. */
  interface Sink {
    void window(int firstBlock, int lastBlock, float[] input);
  }

  static final int RING = 32;
  private static final int MASK = RING - 1;
  private static final int BACK = 8;
  private static final int AHEAD = 4;
  private static final int[] SIZE = {1, 4, 12};
  private static final int[] STRIDE = {1, 2, 4};

  /** Inputs beside filters, vectors and counts. */
  static final int EXTRA = 10;

  static final int IN_VECTOR = Shape.FILTERS;
  static final int IN_STATS = IN_VECTOR + 3 * Shape.DIM;
  static final int IN_EXTRA = IN_STATS + 2 * Shape.STATS;
  static final int IN_WIDE = IN_EXTRA;

  // Of the block being filled; the owner writes these, then calls push.
  final float[] filters = new float[RING * Shape.FILTERS];
  final float[] vector = new float[Shape.DIM];
  float wide;
  int wideCount;

  private final float[] input = new float[Shape.INPUTS];
  private final float[] vectorSum = new float[RING * Shape.DIM];
  private final int[] statSum = new int[RING * Shape.STATS];
  private final double[] wideSum = new double[RING];
  private final int[] wideCountSum = new int[RING];
  private final float[] blockWide = new float[RING];
  private final int[] surprise = new int[RING];
  private final float[] vectorTotal = new float[Shape.DIM];
  private final int[] statTotal = new int[Shape.STATS];
  private double wideTotal;
  private int wideCountTotal;
  private int count;

  void begin() {
    count = 0;
    Arrays.fill(vectorTotal, 0);
    Arrays.fill(statTotal, 0);
    wideTotal = 0;
    wideCountTotal = 0;
  }

  /** Where the filters of the next block go in {@link #filters}. */
  int filterSlot() {
    return (count & MASK) * Shape.FILTERS;
  }

  /** Takes in the block just filled. */
  void push(BlockReader block, Sink sink) {
    push(block.stats, 0, block.surpriseMax, sink);
  }

  void push(int[] stats, int statsAt, int surpriseMax, Sink sink) {
    int slot = count & MASK;
    wideTotal += wide;
    wideCountTotal += wideCount;
    wideSum[slot] = wideTotal;
    wideCountSum[slot] = wideCountTotal;
    blockWide[slot] = normal(wide, wideCount);
    surprise[slot] = surpriseMax;
    for (int i = 0; i < Shape.DIM; i++) {
      vectorTotal[i] += vector[i];
      vectorSum[slot * Shape.DIM + i] = vectorTotal[i];
    }
    for (int i = 0; i < Shape.STATS; i++) {
      statTotal[i] += stats[statsAt + i];
      statSum[slot * Shape.STATS + i] = statTotal[i];
    }
    count++;
    int end = count - 1 - AHEAD;
    if (end >= 0) {
      endingAt(end, false, sink);
    }
  }

  /** The text is over: the windows that waited for what follows them. */
  void finish(Sink sink) {
    for (int end = Math.max(0, count - AHEAD); end < count; end++) {
      endingAt(end, end == count - 1, sink);
    }
  }

  private void endingAt(int end, boolean last, Sink sink) {
    for (int i = 0; i < SIZE.length; i++) {
      int first = end - SIZE[i] + 1;
      boolean whole = first <= 0;
      if (whole && i > 0 && (!last || end < SIZE[i - 1])) {
        continue; // a smaller one covers it
      }
      if (last || (end + 1) % STRIDE[i] == 0) {
        first = Math.max(0, first);
        fill(first, end, last);
        sink.window(first, end, input);
      }
    }
  }

  private void fill(int first, int end, boolean last) {
    float[] in = input;
    int from = first - 1;
    int slot = end & MASK;
    int before = from & MASK;
    int contextFrom = Math.max(-1, first - 1 - BACK);
    int contextEnd = Math.min(count - 1, end + AHEAD);
    maxima(first, end);
    int tokens = stat(end, 0) - stat(from, 0);
    int contextTokens = stat(contextEnd, 0) - stat(contextFrom, 0) - tokens;
    float perToken = 1f / Math.max(1, tokens);
    float perContext = contextTokens == 0 ? 0 : 1f / contextTokens;
    for (int i = 0; i < Shape.DIM; i++) {
      float own =
          vectorSum[slot * Shape.DIM + i] - (from < 0 ? 0 : vectorSum[before * Shape.DIM + i]);
      float all =
          vectorSum[(contextEnd & MASK) * Shape.DIM + i]
              - (contextFrom < 0 ? 0 : vectorSum[(contextFrom & MASK) * Shape.DIM + i]);
      float a = own * perToken;
      float b = (all - own) * perContext;
      in[IN_VECTOR + i] = a;
      in[IN_VECTOR + Shape.DIM + i] = b;
      in[IN_VECTOR + 2 * Shape.DIM + i] = a * b;
    }
    stats(IN_STATS, from, end, -2, -2);
    stats(IN_STATS + Shape.STATS, contextFrom, contextEnd, from, end);
    float block = -1e9f;
    int odd = 0;
    for (int i = first; i <= end; i++) {
      block = Math.max(block, blockWide[i & MASK]);
      odd = Math.max(odd, surprise[i & MASK]);
    }
    int grams = wideCountSum[slot] - (from < 0 ? 0 : wideCountSum[before]);
    double sum = wideSum[slot] - (from < 0 ? 0 : wideSum[before]);
    in[IN_WIDE] = normal((float) sum, grams);
    in[IN_EXTRA + 1] = Math.max(-4, Math.min(4, block));
    in[IN_EXTRA + 2] = odd / 512f;
    in[IN_EXTRA + 3] = end - first == 0 ? 1 : 0;
    in[IN_EXTRA + 4] = end - first > 3 ? 1 : 0;
    in[IN_EXTRA + 5] = (float) Math.log(1 + tokens) * 0.2f;
    in[IN_EXTRA + 6] = first == 0 ? 1 : 0;
    in[IN_EXTRA + 7] = last ? 1 : 0;
    in[IN_EXTRA + 8] = contextTokens > 0 ? 1 : 0;
    in[IN_EXTRA + 9] = (float) Math.log(1 + contextTokens) * 0.2f;
  }

  private void maxima(int first, int end) {
    int own = (first & MASK) * Shape.FILTERS;
    System.arraycopy(filters, own, input, 0, Shape.FILTERS);
    for (int i = first + 1; i <= end; i++) {
      int other = (i & MASK) * Shape.FILTERS;
      for (int f = 0; f < Shape.FILTERS; f++) {
        float v = filters[other + f];
        if (v > input[f]) {
          input[f] = v;
        }
      }
    }
  }

  static float normal(float sum, int grams) {
    return sum / (float) Math.sqrt(grams + 40);
  }

  private int stat(int block, int index) {
    return block < 0 ? 0 : statSum[(block & MASK) * Shape.STATS + index];
  }

  private int between(int from, int end, int index) {
    return stat(end, index) - stat(from, index);
  }

  /**
   * Counts of the blocks after {@code from} up to {@code end}, without those of the second range.
   */
  private void stats(int at, int from, int end, int butFrom, int butEnd) {
    float[] in = input;
    boolean hole = butEnd >= -1;
    int chars = between(from, end, BlockReader.S_CHARS);
    int tokens = between(from, end, BlockReader.S_TOKENS);
    if (hole) {
      chars -= between(butFrom, butEnd, BlockReader.S_CHARS);
      tokens -= between(butFrom, butEnd, BlockReader.S_TOKENS);
    }
    float perChar = chars <= 0 ? 0 : 1f / chars;
    float perToken = tokens <= 0 ? 0 : 1f / tokens;
    for (int i = 0; i < Shape.STATS; i++) {
      int n = between(from, end, i);
      if (hole) {
        n -= between(butFrom, butEnd, i);
      }
      float scaled;
      switch (i) {
        case BlockReader.S_MARKS, BlockReader.S_CODE, BlockReader.S_SHORT -> scaled = n * perToken;
        case BlockReader.S_NEWLINES, BlockReader.S_BARS, BlockReader.S_SENTENCES ->
            scaled = 4 * n * perToken;
        case BlockReader.S_QUESTIONS -> scaled = Math.min(2, n) * 0.5f;
        case BlockReader.S_SURPRISE -> scaled = n * perChar / 32;
        case BlockReader.S_CHARS -> scaled = (float) Math.log(1 + n) * 0.2f;
        case BlockReader.S_TOKENS -> scaled = 4 * n * perChar;
        default -> scaled = n * perChar;
      }
      in[at + i] = scaled;
    }
  }
}
