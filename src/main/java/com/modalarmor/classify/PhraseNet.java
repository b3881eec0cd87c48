package com.modalarmor.classify;

/**
 * {@link #NETS} small networks that read words in a row: each {@link #PART} soft phrases of {@link
 * #WIDTH} words, of each the best match in a stretch of text, and {@link #PART_UNITS} units over
 * those. They differ by chance alone; the mean of their logits counts. The first layer is a table:
 * a word is three of its rows (its own, by hash; its group's; its concept's), and what a filter
 * makes of a phrase is the sum of what it makes of its words. So a word costs three additions of
 * rows and no multiplication. Immutable by agreement: nobody writes to the arrays.
 *
 * @param table rows of {@link #ROW} numbers, by place in the phrase, then by filter, as {@link
 *     #pack} makes them
 * @param scales of each filter's numbers in the table
 * @param biases of each filter
 * @param hidden weights by unit, then by filter of its network
 * @param hiddenBiases of each unit
 * @param out weights of the units
 * @param outBias of the answer
 */
record PhraseNet(
    long[] table,
    float[] scales,
    float[] biases,
    float[] hidden,
    float[] hiddenBiases,
    float[] out,
    float outBias) {

  /** Words of a phrase. */
  static final int WIDTH = 5;

  /** Networks side by side. */
  static final int NETS = 2;

  /** Soft phrases of each. */
  static final int PART = 96;

  static final int PART_UNITS = 32;

  /** Soft phrases of all. */
  static final int FILTERS = NETS * PART;

  static final int HIDDEN = NETS * PART_UNITS;

  /** Numbers of a row of the table. */
  static final int ROW = WIDTH * FILTERS;

  /** Words of half a stretch; each two halves beside each other are judged together. */
  static final int HALF = 32;

  private static final int HASH_BITS = 13;
  private static final int GROUP_BITS = 11;
  private static final int HASHES = 1 << HASH_BITS;

  /** The row of a word in no group: zeros, and so that of no word at all. */
  static final int NO_GROUP = HASHES;

  /** The row of a word of no concept: zeros. */
  static final int NO_CONCEPT = NO_GROUP + 1_024;

  static final int ROWS = NO_CONCEPT + 256;

  /** Bytes of all numbers in a file. */
  static final int BYTES = ROWS * ROW + 4 * (2 * FILTERS + HIDDEN * PART + 2 * HIDDEN + 1);

  /** Numbers of the table in a long, a byte each, */
  static final int PACKED = Long.BYTES;

  /** raised by so much that none is negative. */
  static final int RAISED = 128;

  /** Longs of a row. */
  static final int PACKED_ROW = ROW / PACKED;

  /** No word: what is read before a text's beginning and after its end. */
  static final int NOTHING = -1;

  /** A word by its hash, its fine group and its concept (0 = none) as one number, not negative. */
  static int word(int hash, int group, int concept) {
    return hash >>> Integer.SIZE - HASH_BITS
        | group << HASH_BITS
        | (concept & 0x7F) << HASH_BITS + GROUP_BITS;
  }

  /** A table of numbers between -128 and 127, eight in a long, so that eight are added at once. */
  static long[] pack(byte[] steps) {
    long[] table = new long[steps.length / PACKED];
    for (int i = 0; i < steps.length; i++) {
      table[i / PACKED] |= (long) (steps[i] + RAISED) << i % PACKED * Byte.SIZE;
    }
    return table;
  }

  /** The numbers that were packed. */
  byte[] steps() {
    byte[] steps = new byte[table.length * PACKED];
    for (int i = 0; i < steps.length; i++) {
      steps[i] = (byte) ((table[i / PACKED] >>> i % PACKED * Byte.SIZE & 0xFF) - RAISED);
    }
    return steps;
  }

  /** Which row of the table is that of the word itself. */
  static int ownRow(int word) {
    return word < 0 ? NO_GROUP : word & HASHES - 1;
  }

  static int groupRow(int word) {
    return word < 0 ? NO_GROUP : NO_GROUP + (word >>> HASH_BITS & (1 << GROUP_BITS) - 1);
  }

  static int conceptRow(int word) {
    return word < 0 ? NO_CONCEPT : NO_CONCEPT + (word >>> HASH_BITS + GROUP_BITS);
  }

  /** The weights of {@link #hidden} by filter, then by unit of its network. */
  float[] byFilter() {
    float[] turned = new float[hidden.length];
    for (int unit = 0; unit < HIDDEN; unit++) {
      int own = unit / PART_UNITS * PART;
      for (int f = 0; f < PART; f++) {
        turned[(own + f) * PART_UNITS + unit % PART_UNITS] = hidden[unit * PART + f];
      }
    }
    return turned;
  }

  /**
   * The logit of a stretch, from the best match of each filter in it. A filter that matches nothing
   * adds nothing; of the others four at a time are added to the units of their network.
   *
   * @param weights as {@link #byFilter} gives them
   * @param met room for the filters of one network, and one more
   * @param sums room for its units
   */
  float logit(float[] matches, float[] weights, int[] met, float[] sums) {
    float z = outBias;
    for (int part = 0; part < NETS; part++) {
      int count = 0;
      for (int f = part * PART; f < (part + 1) * PART; f++) {
        met[count] = f;
        count += matches[f] != 0 ? 1 : 0; // without a branch, which no processor would guess
      }
      int first = part * PART_UNITS;
      System.arraycopy(hiddenBiases, first, sums, 0, PART_UNITS);
      int i = 0;
      for (; i + 3 < count; i += 4) {
        addFour(matches, weights, met, i, sums);
      }
      for (; i < count; i++) {
        add(weights, met[i] * PART_UNITS, matches[met[i]], sums);
      }
      for (int unit = 0; unit < PART_UNITS; unit++) {
        z += out[first + unit] * Math.max(0, sums[unit]);
      }
    }
    return z;
  }

  private static void addFour(float[] matches, float[] weights, int[] met, int i, float[] sums) {
    float one = matches[met[i]];
    float two = matches[met[i + 1]];
    float three = matches[met[i + 2]];
    float four = matches[met[i + 3]];
    int atOne = met[i] * PART_UNITS;
    int atTwo = met[i + 1] * PART_UNITS;
    int atThree = met[i + 2] * PART_UNITS;
    int atFour = met[i + 3] * PART_UNITS;
    for (int unit = 0; unit < PART_UNITS; unit++) {
      sums[unit] =
          sums[unit]
              + weights[atOne + unit] * one
              + weights[atTwo + unit] * two
              + weights[atThree + unit] * three
              + weights[atFour + unit] * four;
    }
  }

  private static void add(float[] weights, int at, float match, float[] sums) {
    for (int unit = 0; unit < PART_UNITS; unit++) {
      sums[unit] += weights[at + unit] * match;
    }
  }
}
