package com.modalarmor.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.modalarmor.json.JsonBytes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Records are the bytes that a general writer makes. */
final class RecordBytesTest {

  private static final int[] POINTS = {'"', '\\', '/', 0, 9, 10, 0x1f, 0x7f, 0xe4, 0x4e00, 0x1f600};

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(30); i > 0; i--) {
      text.appendCodePoint(
          random.nextInt(20) == 0 ? POINTS[random.nextInt(POINTS.length)] : 'a' + i % 26);
    }
    return text.toString();
  }

  @Test
  void texts_and_numbers_are_those_of_another_writer() {
    Random random = new Random(20_261_127);
    RecordBytes out = new RecordBytes();
    List<Long> numbers = new ArrayList<>(List.of(0L, 9L, 10L, -1L, Long.MAX_VALUE, Long.MIN_VALUE));
    for (int i = 0; i < 20_000; i++) {
      String one = text(random);
      List<String> several = List.of(text(random), text(random)).subList(0, random.nextInt(3));
      numbers.set(0, random.nextLong() >> random.nextInt(64));
      long number = numbers.get(i % numbers.size());
      out.clear();
      out.sign('[');
      out.text(one);
      out.sign(',');
      out.number(number);
      out.sign(',');
      out.texts(several);
      out.sign(']');
      byte[] expected =
          JsonBytes.value(
              json -> {
                json.writeStartArray();
                json.writeString(one);
                json.writeNumber(number);
                json.writeStartArray();
                for (String each : several) {
                  json.writeString(each);
                }
                json.writeEndArray();
                json.writeEndArray();
              });
      assertEquals(
          new String(expected, StandardCharsets.UTF_8),
          new String(out.bytes(), 0, out.size(), StandardCharsets.UTF_8));
    }
  }

  @Test
  void it_grows_and_gives_back() {
    RecordBytes out = new RecordBytes();
    byte[] piece = "x".repeat(1_000).getBytes(StandardCharsets.US_ASCII);
    for (int i = 0; i < 3_000; i++) {
      out.raw(piece);
    }
    assertEquals(3_000_000, out.size());
    out.clear();
    assertEquals(0, out.size());
    assertEquals(1 << 16, out.bytes().length);
  }
}
