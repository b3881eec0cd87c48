package com.modalarmor.vector.embedded;

import java.util.SplittableRandom;

/**
 * One bit a dimension for each vector, after a rotation that spreads its weight evenly, and from
 * these an estimate of an inner product with a known error (the idea is that of RaBitQ, Gao and
 * Long 2024). Immutable; thread-safe.
 *
 * <p>The rotation is two rounds of random signs and a Walsh-Hadamard transform over the next power
 * of two: n log n steps, no matrix.
 */
final class Codes {

  private static final int ROUNDS = 2;
  private static final int QUERY_BITS = 4;
  private static final long SEED = 0x6d6f64616c61726dL;

  /** Errors beyond so many standard deviations are missed: some one in 160 of the nearest. */
  private static final float DEVIATIONS = 2.5f;

  private final int size;
  private final int words;
  private final float[][] signs;
  private final float inverseRoot;
  private final float rootBelow;

  Codes(int dimension) {
    this.size = Math.max(64, Integer.highestOneBit(Math.max(1, dimension - 1)) << 1);
    this.words = size / 64;
    this.inverseRoot = (float) (1 / Math.sqrt(size));
    this.rootBelow = (float) Math.sqrt(size - 1);
    this.signs = new float[ROUNDS][size];
    SplittableRandom random = new SplittableRandom(SEED);
    for (float[] round : signs) {
      for (int i = 0; i < size; i++) {
        round[i] = random.nextBoolean() ? 1f : -1f;
      }
    }
  }

  /** Longs of one code. */
  int words() {
    return words;
  }

  private float[] rotated(float[] vector, int from, int dimension) {
    float[] x = new float[size];
    System.arraycopy(vector, from, x, 0, dimension);
    for (float[] round : signs) {
      for (int i = 0; i < size; i++) {
        x[i] *= round[i];
      }
      hadamard(x);
    }
    return x;
  }

  private static void hadamard(float[] x) {
    int n = x.length;
    for (int half = 1; half < n; half <<= 1) {
      for (int block = 0; block < n; block += half << 1) {
        for (int i = block; i < block + half; i++) {
          float a = x[i];
          float b = x[i + half];
          x[i] = a + b;
          x[i + half] = a - b;
        }
      }
    }
    float scale = (float) (1 / Math.sqrt(n));
    for (int i = 0; i < n; i++) {
      x[i] *= scale;
    }
  }

  /**
   * Writes the code of a vector and returns how well it stands for it: the inner product of the
   * unit vector and its code, 0 for the zero vector.
   */
  float encode(float[] vectors, int from, int dimension, long[] codes, int at) {
    float[] x = rotated(vectors, from, dimension);
    double square = 0;
    double sum = 0;
    for (int w = 0; w < words; w++) {
      long word = 0;
      for (int b = 0; b < 64; b++) {
        float v = x[w * 64 + b];
        square += v * v;
        sum += Math.abs(v);
        word |= v > 0 ? 1L << b : 0;
      }
      codes[at + w] = word;
    }
    return square == 0 ? 0 : (float) (sum / Math.sqrt(square * size));
  }

  /** A query made ready: a few bits of each of its rotated numbers, as planes. For one search. */
  final class Query {

    private final long[] planes = new long[QUERY_BITS * words];
    private final float low;
    private final float step;
    private final float sum;
    private final float length;

    Query(float[] query) {
      float[] q = rotated(query, 0, query.length);
      float min = Float.MAX_VALUE;
      float max = -Float.MAX_VALUE;
      double square = 0;
      for (float v : q) {
        min = Math.min(min, v);
        max = Math.max(max, v);
        square += (double) v * v;
      }
      int top = (1 << QUERY_BITS) - 1;
      low = min;
      step = max > min ? (max - min) / top : 1f;
      double total = 0;
      for (int i = 0; i < size; i++) {
        int u = Math.min(top, Math.round((q[i] - low) / step));
        total += low + step * u;
        for (int bit = 0; bit < QUERY_BITS; bit++) {
          if ((u >> bit & 1) != 0) {
            planes[bit * words + (i >> 6)] |= 1L << (i & 63);
          }
        }
      }
      sum = (float) total;
      length = (float) Math.sqrt(square);
    }

    /** The inner product with the code, each bit meaning plus or minus one over root n. */
    float dot(long[] codes, int at) {
      int ones = 0;
      int weighted = 0;
      for (int w = 0; w < words; w++) {
        long word = codes[at + w];
        ones += Long.bitCount(word);
        weighted +=
            Long.bitCount(word & planes[w])
                + (Long.bitCount(word & planes[words + w]) << 1)
                + (Long.bitCount(word & planes[2 * words + w]) << 2)
                + (Long.bitCount(word & planes[3 * words + w]) << 3);
      }
      return (2 * (low * ones + step * weighted) - sum) * inverseRoot;
    }

    /** The most by which an estimate for a unit vector may be wrong, at this fit of its code. */
    float error(float fit) {
      return DEVIATIONS
          * length
          * (float) Math.sqrt(Math.max(0, 1 - fit * fit))
          / (fit * rootBelow);
    }
  }

  Query query(float[] query) {
    return new Query(query);
  }
}
