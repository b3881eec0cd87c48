package com.modalarmor.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

class ApiKeysTest {

  @Test
  void makes_keys_that_are_well_formed_and_differ() {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < 1_000; i++) {
      String key = ApiKeys.generate();
      assertTrue(ApiKeys.wellFormed(key), key);
      assertTrue(seen.add(key));
      assertEquals(44, key.length());
    }
  }

  @Test
  void ends_with_the_checksum_of_all_before_in_base62() {
    String key = ApiKeys.generate();
    CRC32 crc = new CRC32();
    crc.update(key.substring(0, 38).getBytes(StandardCharsets.US_ASCII));
    long value = 0;
    for (char c : key.substring(38).toCharArray()) {
      value =
          value * 62 + "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".indexOf(c);
    }
    assertEquals(crc.getValue(), value);
  }

  @Test
  void refuses_every_change_of_one_character() {
    String key = ApiKeys.generate();
    int ran = 0;
    for (int i = 0; i < key.length(); i++) {
      for (char c : new char[] {'0', 'Z', 'z', '_', ' ', '\0', '\u0130', '\uff11'}) {
        if (key.charAt(i) != c) {
          assertFalse(ApiKeys.wellFormed(key.substring(0, i) + c + key.substring(i + 1)));
          ran++;
        }
      }
    }
    assertTrue(ran > 300, () -> "rows");
  }

  @Test
  void refuses_other_forms() {
    String key = ApiKeys.generate();
    String[] bad = {
      "",
      "ma_",
      "ma_live_",
      key + "0",
      key.substring(1),
      key.substring(0, 43),
      " " + key,
      key + "\n",
      "ma_test_" + key.substring(8),
      key.toUpperCase(java.util.Locale.ROOT)
    };
    int ran = 0;
    for (String text : bad) {
      assertFalse(ApiKeys.wellFormed(text));
      ran++;
    }
    assertEquals(10, ran);
  }

  @Test
  void hashes_with_sha_256() {
    // FIPS 180-4 example.
    assertEquals(
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        ApiKeys.sha256Hex("abc"));
  }
}
