package com.modalarmor.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What is written for a machine comes back as the very floats that went in. */
final class NumberTextTest {

  private static final int ROUNDS = 2_000;
  private static final int NUMBERS = 256;

  private static String text(float... numbers) {
    return new String(NumberText.row(numbers), StandardCharsets.US_ASCII);
  }

  private static float[] parsed(float[] numbers) throws JsonFault {
    byte[] document = ("{\"v\":[" + text(numbers) + "]}").getBytes(StandardCharsets.US_ASCII);
    JsonReader reader = new JsonReader(new JsonLimits(8, 1 << 20, 100_000));
    Map<String, Object> tree = JsonTree.read(reader, document, Set.of("v"));
    return (float[]) ((List<?>) tree.get("v")).get(0);
  }

  @Test
  void every_kind_of_float_comes_back_as_it_is() throws JsonFault {
    long seed = Long.getLong("numbers.seed", System.nanoTime());
    SplittableRandom random = new SplittableRandom(seed);
    int compared = 0;
    for (int round = 0; round < ROUNDS; round++) {
      float[] numbers = new float[NUMBERS];
      for (int i = 0; i < NUMBERS; i++) {
        float any = Float.intBitsToFloat(random.nextInt());
        numbers[i] =
            switch (i % 4) {
              case 0 -> Float.isFinite(any) ? any : 0;
              case 1 -> (float) random.nextDouble(-1, 1);
              case 2 -> random.nextInt(1 << 26) - (1 << 25);
              default -> (float) Math.scalb(1.0, random.nextInt(-149, 128));
            };
      }
      float[] back = parsed(numbers);
      String[] texts = text(numbers).replaceAll("[\\[\\]]", "").split(",");
      assertEquals(NUMBERS, texts.length);
      for (int i = 0; i < NUMBERS; i++) {
        float number = numbers[i];
        String text = texts[i];
        assertEquals(number, back[i], () -> text + ", seed " + seed);
        assertEquals(number, Float.parseFloat(text), () -> text + ", seed " + seed);
        // As a parser does that keeps a double on its way.
        assertEquals(number, (float) Double.parseDouble(text), () -> text + ", seed " + seed);
        assertTrue(text.length() < 16, text);
        compared++;
      }
    }
    assertEquals(ROUNDS * NUMBERS, compared);
  }

  @Test
  void the_ends_of_the_range_come_back_too() throws JsonFault {
    float[] ends = {
      0f,
      1f,
      -1f,
      0.1f,
      -0.1f,
      Float.MIN_VALUE,
      -Float.MIN_VALUE,
      Float.MIN_NORMAL,
      Math.nextDown(Float.MIN_NORMAL),
      Float.MAX_VALUE,
      -Float.MAX_VALUE,
      Math.nextDown(1f),
      Math.nextUp(1f),
      16_777_215f,
      16_777_216f,
      9.9999994e8f,
      1e10f,
      3.4e-38f
    };
    float[] back = parsed(ends);
    assertEquals(18, back.length);
    for (int i = 0; i < ends.length; i++) {
      assertEquals(ends[i], back[i]);
    }
  }

  @Test
  void what_is_no_number_is_written_as_what_every_reader_refuses() {
    String none = "[\"NaN\",\"NaN\",\"NaN\",5]";
    assertEquals(none, text(Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 5f));
    assertEquals("[]", text());
  }
}
