package com.modalarmor.vector.watch;

import com.modalarmor.vector.Metric;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * A few of the rows that were written, each as likely as any other, and how near each is to its
 * nearest among them. A hub comes between most of them and their nearest. Not thread-safe; bounded.
 */
final class Sample {

  private static final int ROWS_MAX = 96;

  /** Fewer say nothing. */
  private static final int ROWS_MIN = 48;

  /** Of the sample, to which a hub is nearer than anything else is. An ordinary row: one or two. */
  private static final float HUB_SHARE = 0.6f;

  private final Metric metric;
  private final SplittableRandom random;
  private final float[][] rows = new float[ROWS_MAX][];
  private final float[] nearest = new float[ROWS_MAX];
  private int size;
  private long seen;
  private float typical;

  Sample(Metric metric, SplittableRandom random) {
    this.metric = metric;
    this.random = random;
  }

  /** Squared distance of two ordinary rows; 0 while that is not known. */
  float typical() {
    return typical;
  }

  boolean isHub(float[] row) {
    if (size < ROWS_MIN) {
      return false;
    }
    int between = 0;
    for (int i = 0; i < size; i++) {
      if (Sketch.distance(row, rows[i], metric) < nearest[i]) {
        between++;
      }
    }
    return between >= HUB_SHARE * size;
  }

  /** Takes the row in, or not, so that all rows ever offered have the same chance. */
  void offer(float[] row) {
    seen++;
    if (size < ROWS_MAX) {
      rows[size] = row;
      size++;
    } else {
      long place = random.nextLong(seen);
      if (place >= ROWS_MAX) {
        return;
      }
      rows[(int) place] = row;
    }
    measure();
  }

  /** Some 9,000 pairs; seldom once the sample is full. A hub that is among them is let go. */
  private void measure() {
    int hub = 0;
    while (size >= ROWS_MIN && hub >= 0) {
      hub = pairs();
      if (hub >= 0) {
        rows[hub] = rows[--size];
      }
    }
  }

  /** Compares all; returns the row that is the nearest of too many, -1 = none. */
  private int pairs() {
    Arrays.fill(nearest, Float.POSITIVE_INFINITY);
    int[] owner = new int[size];
    float[] squares = new float[size / 2];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < i; j++) {
        float distance = Sketch.distance(rows[i], rows[j], metric);
        if (distance < nearest[i]) {
          nearest[i] = distance;
          owner[i] = j;
        }
        if (distance < nearest[j]) {
          nearest[j] = distance;
          owner[j] = i;
        }
      }
      if (i % 2 == 1) {
        squares[i / 2] = Sketch.square(rows[i], rows[i - 1]);
      }
    }
    typical = Sketch.median(squares);
    int[] owned = new int[size];
    for (int of : owner) {
      if (++owned[of] >= HUB_SHARE * size) {
        return of;
      }
    }
    return -1;
  }
}
