package com.modalarmor.classify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class LengthShiftTest {

  private static final float ANCHOR = 0.4f;

  @Test
  void short_texts_are_raised_and_long_ones_lowered_within_bounds() {
    assertEquals(1, LengthShift.of(0));
    assertEquals(1, LengthShift.of(40));
    assertEquals(0.4f, LengthShift.of(125), 1e-5);
    for (int chars = 250; chars <= 1_000; chars++) {
      assertEquals(0, LengthShift.of(chars), 1e-6);
    }
    assertEquals(-0.6f, LengthShift.of(2_000), 1e-5);
    assertEquals(-1, LengthShift.of(4_096));
    assertEquals(-1, LengthShift.of(Integer.MAX_VALUE));
  }

  @Test
  void what_is_far_below_the_threshold_stays() {
    assertEquals(-3, LengthShift.apply(-3, 10, ANCHOR));
    assertEquals(-3, LengthShift.apply(-3, 4_000, ANCHOR));
    assertEquals(ANCHOR + 1, LengthShift.apply(ANCHOR, 30, ANCHOR), 1e-5);
    assertEquals(ANCHOR - 1, LengthShift.apply(ANCHOR, 4_000, ANCHOR), 1e-5);
  }

  @Test
  void of_two_texts_of_one_length_the_higher_stays_the_higher() {
    int compared = 0;
    for (int chars : new int[] {1, 20, 60, 130, 249, 500, 1_001, 1_700, 4_096, 100_000}) {
      float before = Float.NEGATIVE_INFINITY;
      for (float z = -8; z < 8; z += 0.05f) {
        float judged = LengthShift.apply(z, chars, ANCHOR);
        assertTrue(judged > before, chars + " characters at " + z);
        before = judged;
        compared++;
      }
    }
    assertTrue(compared > 3_000);
  }
}
