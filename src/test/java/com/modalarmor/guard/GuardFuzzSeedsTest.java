package com.modalarmor.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.modalarmor.quality.Mutation;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The ordinary run's part of {@link GuardFuzz}: answers damaged at random. */
class GuardFuzzSeedsTest {

  @Test
  void a_damaged_answer_leaves_or_is_blocked() {
    int cases = 0;
    for (long seed = 20_261_104; seed < 20_261_104 + 1_500; seed++) {
      Random random = new Random(seed);
      String text = Mutation.of(new RandomAnswer(random).text(12), random);
      try {
        GuardFuzz.check(text, random);
      } catch (RuntimeException | AssertionError e) {
        throw new AssertionError("seed " + seed, e);
      }
      cases++;
    }
    assertEquals(1_500, cases);
  }
}
