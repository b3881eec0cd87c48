package com.modalarmor.classify;

import java.util.Arrays;

/**
 * Reads a text with a {@link PhraseNet}. Scratch: one text at a time, single-threaded.
 *
 * <p>Eight numbers of the table lie in a long. Every other one of them, four with room for a carry
 * between, is added up in one long and the rest in another: plain loops over arrays of longs, which
 * the compiler turns into few wide instructions.
 */
final class PhraseScan {

  private static final int FILTERS = PhraseNet.FILTERS;
  private static final int ROW = PhraseNet.PACKED_ROW;

  /** Longs of one place in a phrase. */
  private static final int PLACE = FILTERS / PhraseNet.PACKED;

  /** Every other byte of a long. */
  private static final long BYTES = 0x00FF00FF00FF00FFL;

  /** The highest bit of each sum. */
  private static final long TOP = 0x8000800080008000L;

  private static final long ONE_EACH = 0x0001000100010001L;

  /** Rows that are added up for one word, each number raised. */
  private static final int ROWS_A_WORD = 3;

  /** What a row of no group or concept adds to each of the four sums in a long. */
  private static final long NONE = ONE_EACH * PhraseNet.RAISED;

  /** By how much all that was raised makes a phrase's sum greater. */
  private static final int RAISED = PhraseNet.WIDTH * ROWS_A_WORD * PhraseNet.RAISED;

  private final PhraseNet net;
  private final long[] own = new long[ROW];
  private final long[] group = new long[ROW];
  private final long[] concept = new long[ROW];

  /**
   * What the phrases that began lately have summed up, the newest first; those that are whole come
   * last. Taken by turns: a word adds to one and writes to the other, a place further on.
   */
  private long[] even = new long[ROW + PLACE];

  private long[] odd = new long[ROW + PLACE];
  private long[] nextEven = new long[ROW + PLACE];
  private long[] nextOdd = new long[ROW + PLACE];

  /** The best match of each filter in this half and in the one before; 0 = none. */
  private final long[] half = new long[2 * PLACE];

  private final long[] halfBefore = new long[2 * PLACE];
  private final float[] matches = new float[FILTERS];
  private final int[] met = new int[PhraseNet.PART + 1];
  private final float[] units = new float[PhraseNet.PART_UNITS];

  /** The first layer's weights above the matches by filter, then by unit of its network. */
  private final float[] byFilter;

  private int inHalf;
  private float best;

  /** Words of the text read last. */
  int words;

  PhraseScan(PhraseNet net) {
    this.net = net;
    this.byFilter = net.byFilter();
  }

  /** The highest logit of all stretches of a text. */
  float score(NGrams reader, char[] chars, int from, int to) {
    for (int place = 0; place < PhraseNet.WIDTH; place++) {
      long nothing = ONE_EACH * (place * ROWS_A_WORD * PhraseNet.RAISED);
      Arrays.fill(even, place * PLACE, (place + 1) * PLACE, nothing);
      Arrays.fill(odd, place * PLACE, (place + 1) * PLACE, nothing);
    }
    Arrays.fill(half, 0);
    Arrays.fill(halfBefore, 0);
    inHalf = 0;
    best = Float.NEGATIVE_INFINITY;
    words = 0;
    reader.begin(chars, from, to);
    while (reader.nextWords()) {
      words += reader.count;
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
    // Copied, since only loops over whole arrays of one type become wide instructions.
    long[] table = net.table();
    System.arraycopy(table, ROW * PhraseNet.ownRow(word), own, 0, ROW);
    int groupRow = PhraseNet.groupRow(word);
    int conceptRow = PhraseNet.conceptRow(word);
    if (conceptRow != PhraseNet.NO_CONCEPT) {
      System.arraycopy(table, ROW * groupRow, group, 0, ROW);
      System.arraycopy(table, ROW * conceptRow, concept, 0, ROW);
      addEven(own, group, concept, even, nextEven);
      addOdd(own, group, concept, odd, nextOdd);
    } else if (groupRow != PhraseNet.NO_GROUP) {
      System.arraycopy(table, ROW * groupRow, group, 0, ROW);
      addEven(own, group, even, nextEven);
      addOdd(own, group, odd, nextOdd);
    } else {
      addEven(own, even, nextEven);
      addOdd(own, odd, nextOdd);
    }
    long[] swap = even;
    even = nextEven;
    nextEven = swap;
    swap = odd;
    odd = nextOdd;
    nextOdd = swap;
    Arrays.fill(even, 0, PLACE, 0);
    Arrays.fill(odd, 0, PLACE, 0);
    raise(half, 0, even);
    raise(half, PLACE, odd);
    if (++inHalf == PhraseNet.HALF) {
      judge();
      System.arraycopy(half, 0, halfBefore, 0, half.length);
      Arrays.fill(half, 0);
      inHalf = 0;
    }
  }

  private static void addEven(long[] a, long[] b, long[] c, long[] sums, long[] next) {
    for (int i = 0; i < ROW; i++) {
      next[i + PLACE] = sums[i] + (a[i] & BYTES) + (b[i] & BYTES) + (c[i] & BYTES);
    }
  }

  private static void addOdd(long[] a, long[] b, long[] c, long[] sums, long[] next) {
    for (int i = 0; i < ROW; i++) {
      next[i + PLACE] =
          sums[i] + (a[i] >>> 8 & BYTES) + (b[i] >>> 8 & BYTES) + (c[i] >>> 8 & BYTES);
    }
  }

  /** The same for a word of no concept: most are. */
  private static void addEven(long[] a, long[] b, long[] sums, long[] next) {
    for (int i = 0; i < ROW; i++) {
      next[i + PLACE] = sums[i] + (a[i] & BYTES) + (b[i] & BYTES) + NONE;
    }
  }

  private static void addOdd(long[] a, long[] b, long[] sums, long[] next) {
    for (int i = 0; i < ROW; i++) {
      next[i + PLACE] = sums[i] + (a[i] >>> 8 & BYTES) + (b[i] >>> 8 & BYTES) + NONE;
    }
  }

  /** The same for one of no group either: names, numbers, noise. */
  private static void addEven(long[] a, long[] sums, long[] next) {
    for (int i = 0; i < ROW; i++) {
      next[i + PLACE] = sums[i] + (a[i] & BYTES) + 2 * NONE;
    }
  }

  private static void addOdd(long[] a, long[] sums, long[] next) {
    for (int i = 0; i < ROW; i++) {
      next[i + PLACE] = sums[i] + (a[i] >>> 8 & BYTES) + 2 * NONE;
    }
  }

  /** Takes the greater of each four sums, all below 2^15. */
  private static void raise(long[] to, int at, long[] sums) {
    for (int i = 0; i < PLACE; i++) {
      long x = sums[ROW + i];
      long y = to[at + i];
      long greater = ((x | TOP) - y & TOP) >>> 15;
      long mask = (greater << 16) - greater;
      to[at + i] = x & mask | y & ~mask;
    }
  }

  private void judge() {
    float[] scales = net.scales();
    float[] biases = net.biases();
    for (int f = 0; f < FILTERS; f++) {
      int at = (f & 1) * PLACE + f / PhraseNet.PACKED;
      int shift = (f % PhraseNet.PACKED >> 1) * Short.SIZE;
      int sum =
          Math.max((int) (half[at] >>> shift & 0xFFFF), (int) (halfBefore[at] >>> shift & 0xFFFF));
      matches[f] = Math.max(0, (sum - RAISED) * scales[f] + biases[f]);
    }
    best = Math.max(best, net.logit(matches, byFilter, met, units));
  }
}
