package com.modalarmor.classify;

import java.util.Arrays;

/**
 * Joins the blocks of a text to overlapping windows, and yields what the networks see: first of
 * each block, with what stands around it, then of each window of twelve blocks (some 700
 * characters). Keeps a ring of blocks, so its memory does not grow with the text. Single-threaded.
 */
final class Windows {

  /** Receives blocks and windows; the arrays are scratch memory. */
  interface Sink {
    /** Judges a block: writes its cues from {@code at} on. */
    void block(int block, float[] input, float[] cues, int at);

    /**
     * @param wide the n-grams of the window, normalised
     * @param local those of the two blocks in it where they say most
     */
    void window(int first, int last, float[] input, float wide, float local);
  }

  static final int RING = 32;
  static final int SIZE = 12;
  private static final int MASK = RING - 1;
  static final int STRIDE = 4;

  /** Blocks over which n-grams are summed up to find what stands in a few sentences alone. */
  static final int LOCAL = 2;

  private static final int BACK = 8;
  private static final int AHEAD = 4;

  static final int B_VECTOR = Shape.FILTERS;
  static final int B_STATS = B_VECTOR + 3 * Shape.DIM;
  private static final int B_EXTRA = B_STATS + 2 * Shape.STATS;
  static final int W_VECTOR = Shape.FILTERS;
  private static final int W_STATS = W_VECTOR + Shape.DIM;
  static final int W_CUES = W_STATS + Shape.STATS;
  private static final int W_EXTRA = W_CUES + 2 * Shape.CUES;

  // Of the block being filled; the owner writes these, then calls push.
  final float[] filters = new float[RING * Shape.FILTERS];
  final float[] vector = new float[Shape.DIM];
  float wide;
  int wideCount;

  private final float[] blockInput = new float[Shape.BLOCK_INPUTS];
  private final float[] input = new float[Shape.INPUTS];
  private final float[] cues = new float[RING * Shape.CUES];
  private final float[] vectorSum = new float[RING * Shape.DIM];
  private final int[] statSum = new int[RING * Shape.STATS];
  private final double[] wideSum = new double[RING];
  private final int[] wideCountSum = new int[RING];
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
  void push(int[] stats, int statsAt, int surpriseMax, Sink sink) {
    int slot = count & MASK;
    wideTotal += wide;
    wideCountTotal += wideCount;
    wideSum[slot] = wideTotal;
    wideCountSum[slot] = wideCountTotal;
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
    int ripe = count - 1 - AHEAD;
    if (ripe >= 0) {
      settle(ripe, false, sink);
    }
  }

  /** The text is over: the blocks that waited for what follows them. */
  void finish(Sink sink) {
    for (int block = Math.max(0, count - AHEAD); block < count; block++) {
      settle(block, block == count - 1, sink);
    }
  }

  private void settle(int block, boolean last, Sink sink) {
    fillBlock(block, last);
    sink.block(block, blockInput, cues, (block & MASK) * Shape.CUES);
    if (last || (block + 1 >= SIZE && (block + 1) % STRIDE == 0)) {
      int first = Math.max(0, block - SIZE + 1);
      fillWindow(first, block, last);
      float local = Float.NEGATIVE_INFINITY;
      for (int i = Math.min(block, first + LOCAL - 1); i <= block; i++) {
        local = Math.max(local, wideBetween(Math.max(first - 1, i - LOCAL), i));
      }
      sink.window(first, block, input, wideBetween(first - 1, block), local);
    }
  }

  /** The n-grams of the blocks after {@code from} up to {@code end}. */
  private float wideBetween(int from, int end) {
    int grams = wideCountSum[end & MASK] - (from < 0 ? 0 : wideCountSum[from & MASK]);
    double sum = wideSum[end & MASK] - (from < 0 ? 0 : wideSum[from & MASK]);
    return normal((float) sum, grams);
  }

  static float normal(float sum, int grams) {
    return sum / (float) Math.sqrt(grams + 20);
  }

  private void fillBlock(int block, boolean last) {
    float[] in = blockInput;
    int before = block - 1;
    int contextFrom = Math.max(-1, block - 1 - BACK);
    int contextEnd = Math.min(count - 1, block + AHEAD);
    System.arraycopy(filters, (block & MASK) * Shape.FILTERS, in, 0, Shape.FILTERS);
    int tokens = between(before, block, BlockReader.S_TOKENS);
    int contextTokens = between(contextFrom, contextEnd, BlockReader.S_TOKENS) - tokens;
    float perToken = 1f / Math.max(1, tokens);
    float perContext = contextTokens == 0 ? 0 : 1f / contextTokens;
    for (int i = 0; i < Shape.DIM; i++) {
      float own = vectorBetween(before, block, i);
      float a = own * perToken;
      float b = (vectorBetween(contextFrom, contextEnd, i) - own) * perContext;
      in[B_VECTOR + i] = a;
      in[B_VECTOR + Shape.DIM + i] = b;
      in[B_VECTOR + 2 * Shape.DIM + i] = a * b;
    }
    stats(in, B_STATS, before, block, 0, 0);
    stats(in, B_STATS + Shape.STATS, contextFrom, contextEnd, before, block);
    in[B_EXTRA] = surprise[block & MASK] / 512f;
    in[B_EXTRA + 1] = block == 0 ? 1 : 0;
    in[B_EXTRA + 2] = last ? 1 : 0;
    in[B_EXTRA + 3] = contextTokens > 0 ? 1 : 0;
    in[B_EXTRA + 4] = (float) Math.log(1 + contextTokens) * 0.2f;
  }

  private void fillWindow(int first, int end, boolean last) {
    float[] in = input;
    int from = first - 1;
    maxima(filters, Shape.FILTERS, first, end, 0);
    maxima(cues, Shape.CUES, first, end, W_CUES);
    int tokens = between(from, end, BlockReader.S_TOKENS);
    float perToken = 1f / Math.max(1, tokens);
    for (int i = 0; i < Shape.DIM; i++) {
      in[W_VECTOR + i] = vectorBetween(from, end, i) * perToken;
    }
    stats(in, W_STATS, from, end, 0, 0);
    int odd = 0;
    float perBlock = 1f / (end - from);
    Arrays.fill(in, W_CUES + Shape.CUES, W_CUES + 2 * Shape.CUES, 0);
    for (int i = first; i <= end; i++) {
      odd = Math.max(odd, surprise[i & MASK]);
      for (int c = 0; c < Shape.CUES; c++) {
        in[W_CUES + Shape.CUES + c] += cues[(i & MASK) * Shape.CUES + c] * perBlock;
      }
    }
    in[W_EXTRA] = odd / 512f;
    in[W_EXTRA + 1] = (float) Math.log(1 + tokens) * 0.2f;
    in[W_EXTRA + 2] = first == 0 ? 1 : 0;
    in[W_EXTRA + 3] = last ? 1 : 0;
  }

  private void maxima(float[] of, int n, int first, int end, int to) {
    System.arraycopy(of, (first & MASK) * n, input, to, n);
    for (int i = first + 1; i <= end; i++) {
      int other = (i & MASK) * n;
      for (int f = 0; f < n; f++) {
        float v = of[other + f];
        if (v > input[to + f]) {
          input[to + f] = v;
        }
      }
    }
  }

  private float vectorBetween(int from, int end, int i) {
    float low = from < 0 ? 0 : vectorSum[(from & MASK) * Shape.DIM + i];
    return vectorSum[(end & MASK) * Shape.DIM + i] - low;
  }

  private int between(int from, int end, int index) {
    int low = from < 0 ? 0 : statSum[(from & MASK) * Shape.STATS + index];
    return statSum[(end & MASK) * Shape.STATS + index] - low;
  }

  /** Counts of the blocks after {@code from} up to {@code end} but for those of a second range. */
  private void stats(float[] in, int at, int from, int end, int butFrom, int butEnd) {
    boolean hole = butFrom != butEnd;
    int chars = less(from, end, butFrom, butEnd, hole, BlockReader.S_CHARS);
    int tokens = less(from, end, butFrom, butEnd, hole, BlockReader.S_TOKENS);
    float perChar = chars <= 0 ? 0 : 1f / chars;
    float perToken = tokens <= 0 ? 0 : 1f / tokens;
    for (int i = 0; i < Shape.STATS; i++) {
      int n = less(from, end, butFrom, butEnd, hole, i);
      in[at + i] =
          switch (i) {
            case BlockReader.S_MARKS, BlockReader.S_CODE, BlockReader.S_SHORT -> n * perToken;
            case BlockReader.S_NEWLINES, BlockReader.S_BARS, BlockReader.S_SENTENCES ->
                4 * n * perToken;
            case BlockReader.S_QUESTIONS -> Math.min(2, n) * 0.5f;
            case BlockReader.S_SURPRISE -> n * perChar / 32;
            case BlockReader.S_CHARS -> (float) Math.log(1 + n) * 0.2f;
            case BlockReader.S_TOKENS -> 4 * n * perChar;
            default -> n * perChar;
          };
    }
  }

  private int less(int from, int end, int butFrom, int butEnd, boolean hole, int i) {
    return between(from, end, i) - (hole ? between(butFrom, butEnd, i) : 0);
  }
}
