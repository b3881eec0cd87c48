package com.modalarmor.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** How a record tells its time. */
final class EventJsonTest {

  private final EventJson form = new EventJson();

  private void assertAsInstant(long ms) {
    assertEquals(Instant.ofEpochMilli(ms).toString(), form.time(ms));
  }

  @Test
  void timesAreSpeltAsInstantsAre() {
    Random random = new Random(1);
    long ms = 1_900_000_000_000L;
    for (int i = 0; i < 20_000; i++) {
      assertAsInstant(ms);
      ms += random.nextInt(400) - 100; // clocks go back, too
    }
    for (long odd :
        new long[] {0, -1, -1_000, 999, 1_000, 1_900_000_000_050L, 1_900_000_000_009L}) {
      assertAsInstant(odd);
    }
  }
}
