package com.modalarmor.classify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class WindowsTest {

  /** A window as the ring yields it. */
  private record Seen(int first, int last, float[] input, float wide) {}

  @Test
  void windows_of_the_ring_equal_those_computed_from_all_blocks() {
    int windows = 0;
    for (int n : new int[] {1, 2, 4, 5, 11, 12, 13, 31, 32, 33, 100}) {
      windows += compare(n, 40 + n);
    }
    assertTrue(windows > 40, "windows: " + windows);
  }

  @Test
  void every_block_stands_in_a_window_and_is_judged_once() {
    for (int n = 1; n < 60; n++) {
      boolean[] covered = new boolean[n];
      int[] judged = new int[n];
      run(n, 7, covered, judged);
      for (int b = 0; b < n; b++) {
        assertTrue(covered[b], n + " blocks, block " + b);
        assertEquals(1, judged[b]);
      }
    }
  }

  private static int compare(int n, long seed) {
    float[][] filters = new float[n][Shape.FILTERS];
    float[][] vectors = new float[n][Shape.DIM];
    int[][] stats = new int[n][Shape.STATS];
    float[] wide = new float[n];
    SplittableRandom random = new SplittableRandom(seed);
    Windows ring = new Windows();
    List<Seen> seen = new ArrayList<>();
    Windows.Sink sink = sink(seen, new boolean[n], new int[n]);
    ring.begin();
    for (int b = 0; b < n; b++) {
      push(ring, random, filters[b], vectors[b], stats[b], sink);
      wide[b] = ring.wide;
    }
    ring.finish(sink);
    for (Seen window : seen) {
      float sum = 0;
      int grams = 0;
      int tokens = 0;
      float[] max = new float[Shape.FILTERS];
      float[] mean = new float[Shape.DIM];
      for (int b = window.first(); b <= window.last(); b++) {
        sum += wide[b];
        grams += 100;
        tokens += stats[b][BlockReader.S_TOKENS];
        for (int f = 0; f < Shape.FILTERS; f++) {
          max[f] = Math.max(max[f], filters[b][f]);
        }
        for (int d = 0; d < Shape.DIM; d++) {
          mean[d] += vectors[b][d];
        }
      }
      String where = "seed " + seed + ", window " + window.first() + " to " + window.last();
      assertEquals(Windows.normal(sum, grams), window.wide(), 1e-4, where);
      for (int f = 0; f < Shape.FILTERS; f++) {
        assertEquals(max[f], window.input()[f], where);
      }
      for (int d = 0; d < Shape.DIM; d++) {
        assertEquals(mean[d] / tokens, window.input()[Windows.W_VECTOR + d], 1e-4, where);
      }
    }
    return seen.size();
  }

  private static void run(int n, long seed, boolean[] covered, int[] judged) {
    Windows ring = new Windows();
    Windows.Sink sink = sink(new ArrayList<>(), covered, judged);
    SplittableRandom random = new SplittableRandom(seed);
    ring.begin();
    for (int b = 0; b < n; b++) {
      push(
          ring, random, new float[Shape.FILTERS], new float[Shape.DIM], new int[Shape.STATS], sink);
    }
    ring.finish(sink);
  }

  private static void push(
      Windows ring,
      SplittableRandom random,
      float[] filters,
      float[] vector,
      int[] stats,
      Windows.Sink sink) {
    for (int f = 0; f < Shape.FILTERS; f++) {
      filters[f] = (float) random.nextDouble();
    }
    for (int d = 0; d < Shape.DIM; d++) {
      vector[d] = (float) random.nextDouble();
    }
    for (int s = 0; s < Shape.STATS; s++) {
      stats[s] = 1 + random.nextInt(20);
    }
    System.arraycopy(filters, 0, ring.filters, ring.filterSlot(), Shape.FILTERS);
    System.arraycopy(vector, 0, ring.vector, 0, Shape.DIM);
    ring.wide = (float) random.nextDouble() - 0.5f;
    ring.wideCount = 100;
    ring.push(stats, 0, random.nextInt(300), sink);
  }

  private static Windows.Sink sink(List<Seen> seen, boolean[] covered, int[] judged) {
    return new Windows.Sink() {
      @Override
      public void block(int block, float[] input, float[] cues, int at) {
        judged[block]++;
        for (int c = 0; c < Shape.CUES; c++) {
          cues[at + c] = block;
        }
      }

      @Override
      public void window(int first, int last, float[] input, float wide, float local) {
        assertTrue(last - first >= Windows.LOCAL || local == wide);
        assertEquals(last, input[Windows.W_CUES]);
        for (int b = first; b <= last; b++) {
          covered[b] = true;
        }
        seen.add(new Seen(first, last, input.clone(), wide));
      }
    };
  }
}
