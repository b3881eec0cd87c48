package com.modalarmor.vector.watch;

import com.modalarmor.vector.Metric;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Vectors cut down to few numbers that keep their distances and products, more or less: numbers of
 * long ones are added up with random signs (a count sketch: Charikar, Chen, Farach-Colton 2002).
 * Stateless.
 */
final class Sketch {

  /** Numbers of a sketch at most: distances are kept to within some 9 %. */
  static final int SIZE = 256;

  private static final int VECTOR_MAX = 16_384;
  private static final float[] SIGNS = signs();

  private Sketch() {}

  private static float[] signs() {
    SplittableRandom random = new SplittableRandom(0x5eed);
    float[] signs = new float[VECTOR_MAX];
    for (int i = 0; i < VECTOR_MAX; i++) {
      signs[i] = random.nextBoolean() ? 1 : -1;
    }
    return signs;
  }

  /** As long as the vector; of length 1 where the metric does not see lengths. */
  static float[] of(float[] vector, Metric metric) {
    float[] sketch;
    if (vector.length <= SIZE) {
      sketch = vector.clone();
    } else {
      sketch = new float[SIZE];
      for (int i = 0; i < vector.length; i++) {
        sketch[i & SIZE - 1] += SIGNS[i & VECTOR_MAX - 1] * vector[i];
      }
    }
    // Chance makes a sketch a little longer or shorter: by inner products it would be a hub.
    scale(sketch, metric == Metric.COSINE ? 1 : dot(vector, vector));
    return sketch;
  }

  private static void scale(float[] sketch, float wanted) {
    float square = dot(sketch, sketch);
    float scale = square > 0 ? (float) Math.sqrt(wanted / square) : 0;
    for (int i = 0; i < sketch.length; i++) {
      sketch[i] *= scale;
    }
  }

  static float dot(float[] a, float[] b) {
    return dot(a, 0, b);
  }

  /** Of {@code b} and as many numbers of {@code a}, from one of them on. */
  static float dot(float[] a, int from, float[] b) {
    float even = 0;
    float odd = 0;
    int i = 0;
    for (; i + 1 < b.length; i += 2) {
      even += a[from + i] * b[i];
      odd += a[from + i + 1] * b[i + 1];
    }
    return i < b.length ? even + odd + a[from + i] * b[i] : even + odd;
  }

  static float square(float[] a, float[] b) {
    float even = 0;
    float odd = 0;
    int i = 0;
    for (; i + 1 < a.length; i += 2) {
      float x = a[i] - b[i];
      float y = a[i + 1] - b[i + 1];
      even += x * x;
      odd += y * y;
    }
    if (i < a.length) {
      even += (a[i] - b[i]) * (a[i] - b[i]);
    }
    return even + odd;
  }

  /** Less is nearer; of {@link Metric#IP} the negative product. */
  static float distance(float[] a, float[] b, Metric metric) {
    return metric == Metric.IP ? -dot(a, b) : square(a, b);
  }

  /** The middle one; of an even number the higher. */
  static float median(float[] values) {
    float[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
