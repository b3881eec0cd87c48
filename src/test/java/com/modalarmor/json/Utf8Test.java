package com.modalarmor.json;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Utf8Test {

  @Test
  void agrees_with_the_decoder_of_the_platform_on_every_sequence_of_up_to_three_bytes() {
    int ran = 0;
    byte[] bytes = new byte[3];
    for (int first = 0x70; first < 0x100; first++) {
      for (int second = 0; second < 0x100; second++) {
        for (int third = 0x70; third < 0xd0; third += 3) {
          bytes[0] = (byte) first;
          bytes[1] = (byte) second;
          bytes[2] = (byte) third;
          assertEquals(platform(bytes), Utf8.firstFault(bytes) < 0, first + " " + second);
          ran++;
        }
      }
    }
    assertEquals(144 * 256 * 32, ran);
  }

  @Test
  void agrees_with_the_decoder_of_the_platform_on_random_texts_with_one_byte_changed() {
    long seed = 41;
    Random random = new Random(seed);
    int bad = 0;
    for (int i = 0; i < 50_000; i++) {
      StringBuilder text = new StringBuilder();
      int length = 1 + random.nextInt(40);
      for (int j = 0; j < length; j++) {
        int kind = random.nextInt(8);
        int point =
            random.nextInt(kind < 5 ? 0x80 : kind < 6 ? 0x800 : kind < 7 ? 0xd800 : 0x110000);
        text.appendCodePoint(point >= 0xd800 && point < 0xe000 ? 'x' : point);
      }
      byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
      assertEquals(-1, Utf8.firstFault(bytes), "seed " + seed);
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(0x100);
      boolean good = platform(bytes);
      assertEquals(good, Utf8.firstFault(bytes) < 0, "seed " + seed + ", text " + i);
      bad += good ? 0 : 1;
    }
    assertEquals(true, bad > 10_000, "malformed: " + bad);
  }

  private static boolean platform(byte[] bytes) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }
}
