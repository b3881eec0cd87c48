package com.modalarmor.classify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** The sum over a block's features, made in one go, is that of the listed features. */
class NGramsTest {

  private static final String UNITS = "aabcdeefghiijkl  mnoprst\n\n..,!0129é忽略 ü\u200bß";

  @Test
  void a_block_summed_up_in_one_go_is_the_sum_of_its_listed_features() {
    long seed = 20_261_129L;
    Random random = new Random(seed);
    byte[] weights = new byte[NGrams.FEATURES];
    random.nextBytes(weights);
    NGrams listing = new NGrams();
    NGrams summing = new NGrams();
    int blocks = 0;
    for (int round = 0; round < 300; round++) {
      char[] text = new char[random.nextInt(1_500)];
      for (int i = 0; i < text.length; i++) {
        text[i] = UNITS.charAt(random.nextInt(round % 2 == 0 ? 12 : UNITS.length()));
      }
      listing.begin(text, 0, text.length);
      summing.begin(text, 0, text.length);
      while (listing.next()) {
        assertTrue(summing.nextSum(weights));
        int sum = 0;
        for (int i = 0; i < listing.count; i++) {
          sum += weights[listing.ids[i]];
        }
        String where = "seed " + seed + " round " + round + " block " + blocks;
        assertEquals(listing.count, summing.count, where);
        assertEquals(sum, summing.sum, where);
        assertEquals(listing.start, summing.start, where);
        assertEquals(listing.end, summing.end, where);
        blocks++;
      }
      assertFalse(summing.nextSum(weights));
    }
    assertTrue(blocks > 1_000, "only " + blocks);
  }
}
