package com.modalarmor.json;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Compared with the decoder of the Java platform, which reports what is ill-formed. */
final class Utf8Test {

  private static boolean wellFormed(byte[] bytes) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  @Test
  void agrees_with_the_platform_on_every_pair_of_bytes_at_every_place_of_a_word() {
    int rows = 0;
    for (int pair = 0; pair < 1 << 16; pair++) {
      byte[] bytes = new byte[2 + pair % 9];
      bytes[bytes.length - 2] = (byte) (pair >> 8);
      bytes[bytes.length - 1] = (byte) pair;
      assertEquals(wellFormed(bytes), Utf8.faultAt(bytes) < 0, Integer.toHexString(pair));
      rows++;
    }
    assertEquals(65_536, rows);
  }

  @Test
  void agrees_with_the_platform_on_random_bytes_near_every_bound() {
    long seed = 20_260_707L;
    Random random = new Random(seed);
    int[] bounds = {
      0x00, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xc1, 0xc2, 0xdf, 0xe0, 0xe1, 0xec,
      0xed, 0xee, 0xef, 0xf0, 0xf1, 0xf3, 0xf4, 0xf5, 0xff
    };
    int ill = 0;
    for (int n = 0; n < 300_000; n++) {
      byte[] bytes = new byte[1 + random.nextInt(6)];
      for (int i = 0; i < bytes.length; i++) {
        // Mostly continuations, or hardly any sequence would be whole.
        bytes[i] =
            (byte)
                (i > 0 && random.nextInt(3) > 0
                    ? 0x80 + random.nextInt(0x40)
                    : bounds[random.nextInt(bounds.length)]);
      }
      boolean well = wellFormed(bytes);
      ill += well ? 0 : 1;
      assertEquals(well, Utf8.faultAt(bytes) < 0, "seed " + seed + ", round " + n);
    }
    assertEquals(true, ill > 50_000 && ill < 299_000, "ill-formed: " + ill);
  }

  @Test
  void names_the_first_byte_that_does_not_belong() {
    byte[] bytes = "{\"a\":\"0123456789é😀\u00ff\"}".getBytes(StandardCharsets.UTF_8);
    assertEquals(-1, Utf8.faultAt(bytes));
    bytes[bytes.length - 4] = (byte) 0xc0;
    assertEquals(bytes.length - 4, Utf8.faultAt(bytes));
  }
}
