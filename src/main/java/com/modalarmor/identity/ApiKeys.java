package com.modalarmor.identity;

import com.modalarmor.settings.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.zip.CRC32;

/**
 * The form of an API key: {@code ma_live_}, 30 random base62 digits, 6 base62 digits of the CRC32
 * of all before. The checksum lets a mistyped or invented key be refused without a look-up, and
 * lets secret scanners tell a key from noise. Stateless; thread-safe.
 */
public final class ApiKeys {

  public static final String PREFIX = "ma_live_";

  private static final String DIGITS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final int RANDOM_DIGITS = 30;
  private static final int CHECK_DIGITS = 6;
  private static final int BODY_CHARS = PREFIX.length() + RANDOM_DIGITS;

  /** Characters of every key. */
  public static final int CHARS = BODY_CHARS + CHECK_DIGITS;

  private ApiKeys() {}

  /** A new key. Show it once, store {@link #sha256Hex} of it. */
  public static String generate() {
    SecureRandom random = new SecureRandom();
    StringBuilder key = new StringBuilder(CHARS).append(PREFIX);
    for (int i = 0; i < RANDOM_DIGITS; i++) {
      key.append(DIGITS.charAt(random.nextInt(DIGITS.length())));
    }
    CRC32 crc = new CRC32();
    crc.update(key.toString().getBytes(StandardCharsets.US_ASCII));
    long rest = crc.getValue();
    char[] check = new char[CHECK_DIGITS];
    for (int i = CHECK_DIGITS - 1; i >= 0; i--) {
      check[i] = DIGITS.charAt((int) (rest % DIGITS.length()));
      rest /= DIGITS.length();
    }
    return key.append(check).toString();
  }

  /** True when form and checksum are right. Every text of the right length costs the same work. */
  public static boolean wellFormed(String key) {
    if (key.length() != CHARS) {
      return false;
    }
    int bad = 0;
    CRC32 crc = new CRC32();
    for (int i = 0; i < BODY_CHARS; i++) {
      char c = key.charAt(i);
      bad |= i < PREFIX.length() ? c ^ PREFIX.charAt(i) : digit(c) >> 31;
      bad |= c >>> 7;
      crc.update(c);
    }
    long check = 0;
    for (int i = BODY_CHARS; i < CHARS; i++) {
      int digit = digit(key.charAt(i));
      bad |= digit >> 31;
      check = check * DIGITS.length() + digit;
    }
    return (bad | (check ^ crc.getValue())) == 0;
  }

  /** What is stored instead of the key: lower-case hex of its SHA-256. */
  public static String sha256Hex(String key) {
    return Sha256.of(Sha256.digest().digest(key.getBytes(StandardCharsets.UTF_8))).hex();
  }

  private static int digit(char c) {
    if (c >= '0' && c <= '9') {
      return c - '0';
    }
    if (c >= 'A' && c <= 'Z') {
      return c - 'A' + 10;
    }
    return c >= 'a' && c <= 'z' ? c - 'a' + 36 : -1;
  }
}
