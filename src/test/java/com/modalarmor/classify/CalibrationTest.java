package com.modalarmor.classify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CalibrationTest {

  @Test
  void the_threshold_lies_halfway_between_what_may_count_and_what_may_not() {
    float[] harmless = {-5, -4, -3, -2, -1, 0, 1, 2, 4, 8};
    assertEquals(3, Calibration.halfway(harmless, 0.2));
    assertEquals(6, Calibration.halfway(harmless, 0.1));
  }

  @Test
  void as_many_count_as_the_share_allows() {
    SplittableRandom random = new SplittableRandom(5);
    int tried = 0;
    for (int rows = 2; rows < 400; rows++) {
      float[] harmless = new float[rows];
      for (int i = 0; i < rows; i++) {
        harmless[i] = (float) random.nextDouble(-8, 8);
      }
      Arrays.sort(harmless);
      double share = random.nextDouble(0, 0.5);
      float threshold = Calibration.halfway(harmless, share);
      int counted = 0;
      for (float logit : harmless) {
        counted += logit >= threshold ? 1 : 0;
      }
      assertEquals((int) (share * rows), counted, rows + " rows, " + share);
      tried++;
    }
    assertEquals(398, tried);
  }

  @Test
  void equal_logits_lie_below_the_threshold() {
    assertTrue(Calibration.halfway(new float[] {1, 1, 1, 1}, 0.5) > 1);
    assertTrue(Calibration.halfway(new float[] {1}, 0.5) > 1);
    assertTrue(Calibration.halfway(new float[0], 0.5) > 0);
  }
}
