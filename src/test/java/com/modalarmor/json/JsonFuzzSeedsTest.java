package com.modalarmor.json;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.modalarmor.quality.Mutation;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The ordinary run's part of {@link JsonFuzz}: documents damaged at random. */
class JsonFuzzSeedsTest {

  private static final String[] DOCUMENTS = {
    "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"Gr\u00FC\u00DFe \\u0041\\n\"}]}]}",
    "{\"a\":{\"b\":[1,-2.5e3,true,false,null,\"\",[[]],{}]},\"c\":12345678901234567890}",
    "{\"\\ud83d\\ude00\":\"\uD83D\uDE00\",\"deep\":[[[[[[[[[[1]]]]]]]]]]}"
  };

  @Test
  void a_damaged_document_is_read_or_refused() {
    int cases = 0;
    for (long seed = 20_261_101; seed < 20_261_101 + 9_000; seed++) {
      Random random = new Random(seed);
      String document = DOCUMENTS[(int) (seed % DOCUMENTS.length)];
      byte[] bytes = Mutation.of(document.getBytes(StandardCharsets.UTF_8), random);
      try {
        JsonFuzz.check(bytes);
      } catch (RuntimeException | AssertionError e) {
        throw new AssertionError("seed " + seed, e);
      }
      cases++;
    }
    assertEquals(9_000, cases);
  }
}
