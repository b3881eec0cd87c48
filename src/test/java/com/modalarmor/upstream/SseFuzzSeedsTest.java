package com.modalarmor.upstream;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.modalarmor.quality.Mutation;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The ordinary run's part of {@link SseFuzz}: streams damaged at random. */
class SseFuzzSeedsTest {

  private static final String STREAM =
      "\uFEFF: hello\r\n"
          + "data: {\"a\":1}\r\n\r\n"
          + "event: x\n"
          + "data:{\"b\":\n"
          + "data: 2}\n\r"
          + "data:\r\r"
          + "id: 7\n\n";

  @Test
  void a_damaged_stream_gives_the_same_events_in_any_pieces() {
    int cases = 0;
    for (long seed = 20_261_102; seed < 20_261_102 + 6_000; seed++) {
      Random random = new Random(seed);
      byte[] stream = Mutation.of(STREAM.getBytes(StandardCharsets.UTF_8), random);
      try {
        SseFuzz.check(stream, 1 + random.nextInt(17));
      } catch (RuntimeException | AssertionError e) {
        throw new AssertionError("seed " + seed, e);
      }
      cases++;
    }
    assertEquals(6_000, cases);
  }
}
