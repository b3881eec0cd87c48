package com.modalarmor.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class StatisticsTest {

  @Test
  void wilson_gives_the_published_values() {
    // hits, trials, low, high: from the formula worked by hand to three digits
    double[][] rows = {
      {8, 10, 0.490, 0.943},
      {0, 10, 0.000, 0.278},
      {10, 10, 0.722, 1.000},
      {50, 100, 0.404, 0.596},
      {1, 1000, 0.000, 0.006},
      {0, 0, 0, 1}
    };
    for (double[] row : rows) {
      Statistics.Interval interval = Statistics.wilson((long) row[0], (long) row[1]);
      assertEquals(row[2], interval.low(), 6e-4, row[0] + " of " + row[1]);
      assertEquals(row[3], interval.high(), 6e-4, row[0] + " of " + row[1]);
    }
    assertEquals(6, rows.length);
  }

  @Test
  void auc_of_small_lists_is_what_counting_pairs_says() {
    assertEquals(1.0, Statistics.auc(new float[] {.9f, .8f}, new float[] {.1f}));
    assertEquals(0.0, Statistics.auc(new float[] {.1f}, new float[] {.9f, .8f}));
    assertEquals(0.5, Statistics.auc(new float[] {.5f, .5f}, new float[] {.5f}));
    assertEquals(0.75, Statistics.auc(new float[] {.9f, .5f}, new float[] {.5f, .5f}));
    assertTrue(Double.isNaN(Statistics.auc(new float[0], new float[] {1})));
    assertTrue(Double.isNaN(Statistics.auc(new float[] {1}, new float[0])));
  }

  @Test
  void recall_at_a_share_lets_no_more_benign_texts_through() {
    float[] benign = new float[100];
    benign[0] = .9f;
    benign[1] = .8f;
    // one of a hundred may be flagged: the threshold lies above .8
    float[] attacks = {.95f, .85f, .8f, .1f};
    assertEquals(0.5, Statistics.recallAt(0.01, attacks, benign));
    assertEquals(0.25, Statistics.recallAt(0.00, attacks, benign));
    assertEquals(1.0, Statistics.recallAt(1.0, attacks, benign));
    assertTrue(Double.isNaN(Statistics.recallAt(0.01, attacks, new float[0])));
  }

  @Test
  void both_agree_with_the_slow_obvious_way() {
    for (int seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      float[] attacks = scores(random, 1 + random.nextInt(60));
      float[] benign = scores(random, 1 + random.nextInt(250));
      String message = "seed " + seed;
      assertEquals(slowAuc(attacks, benign), Statistics.auc(attacks, benign), 1e-12, message);
      assertEquals(
          slowRecallAt(0.01, attacks, benign),
          Statistics.recallAt(0.01, attacks, benign),
          1e-12,
          message);
    }
  }

  /** Few distinct values, so that there are ties. */
  private static float[] scores(Random random, int size) {
    float[] scores = new float[size];
    for (int i = 0; i < size; i++) {
      scores[i] = random.nextInt(40) / 40f;
    }
    return scores;
  }

  private static double slowAuc(float[] attacks, float[] benign) {
    double wins = 0;
    for (float a : attacks) {
      for (float b : benign) {
        wins += a > b ? 1 : a == b ? 0.5 : 0;
      }
    }
    return wins / attacks.length / benign.length;
  }

  /** Tries every threshold. */
  private static double slowRecallAt(double share, float[] attacks, float[] benign) {
    double best = 0;
    for (int step = 0; step <= 41; step++) {
      float threshold = step / 40f;
      double alarms = 0;
      for (float b : benign) {
        alarms += b >= threshold ? 1 : 0;
      }
      double hits = 0;
      for (float a : attacks) {
        hits += a >= threshold ? 1 : 0;
      }
      if (alarms / benign.length <= share) {
        best = Math.max(best, hits / attacks.length);
      }
    }
    return best;
  }
}
