package com.modalarmor.detect.secret;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.CRC32;

/** What more a value must be than its pattern says. Stateless. */
enum SecretCheck {
  NONE,
  /**
   * The last six characters are the checksum of the thirty before; a wrong one lowers the score.
   */
  GITHUB_CRC32,
  /** The first part is a JSON object with a header's fields; else it must look random. */
  JWT,
  /** A header of a private key: the key goes on to its end line. */
  PEM,
  /** Chosen by a person: no placeholder. */
  PASSWORD,
  /** The same, with a quote behind it. */
  QUOTED,
  /** The same, in running text: no plain word. */
  STATED,
  /** What an authorization header bears: no placeholder, no word. */
  CREDENTIAL,
  /** A number, a colon and a key that begins with a capital A. */
  TELEGRAM,
  /** The first two letters are capitals. */
  UPPER_PREFIX,
  /** A name and a password with a colon between them. */
  PAIR,
  /** An at sign follows. */
  AT_SIGN;

  static final float SURE = 0.99f;
  static final float LIKELY = 0.9f;
  static final float POSSIBLE = 0.7f;

  private static final int CRC_DIGITS = 6;
  private static final int GITHUB_LENGTH = 40;
  private static final int JWT_HEADER_MAX = 1_024;
  private static final String BASE62 =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  /** Confidence in the value; 0 = it is none. */
  float score(SecretText text, int start, int end, Placeholders placeholders, float usual) {
    char[] exact = text.exact();
    return switch (this) {
      case NONE, PEM -> usual;
      case GITHUB_CRC32 -> github(exact, start, end) ? SURE : POSSIBLE;
      case JWT -> jwt(exact, start, end);
      case PASSWORD -> placeholders.is(text, start, end) ? 0 : usual;
      case QUOTED -> {
        boolean closed = end < text.length() && Letters.quote(exact[end]);
        yield closed && !placeholders.is(text, start, end) ? usual : 0;
      }
      case STATED -> stated(exact, start, end) && !placeholders.is(text, start, end) ? usual : 0;
      case CREDENTIAL -> credential(text, start, end, placeholders) ? usual : 0;
      case TELEGRAM -> telegram(exact, start, end) ? usual : 0;
      case UPPER_PREFIX ->
          Letters.upper(exact[start]) && Letters.upper(exact[start + 1]) ? usual : 0;
      case PAIR -> pair(text, start, end, placeholders) ? usual : 0;
      case AT_SIGN -> end < text.length() && exact[end] == '@' ? usual : 0;
    };
  }

  private static boolean github(char[] exact, int start, int end) {
    if (end - start != GITHUB_LENGTH) {
      return false;
    }
    CRC32 crc = new CRC32();
    int checked = end - CRC_DIGITS;
    for (int i = start + GITHUB_LENGTH - 36; i < checked; i++) {
      crc.update(exact[i]);
    }
    long left = crc.getValue();
    for (int i = end - 1; i >= checked; i--) {
      if (exact[i] != BASE62.charAt((int) (left % 62))) {
        return false;
      }
      left /= 62;
    }
    return true;
  }

  private static float jwt(char[] exact, int start, int end) {
    int dot = start;
    while (dot < end && exact[dot] != '.') {
      dot++;
    }
    if (dot - start <= JWT_HEADER_MAX) {
      try {
        String header =
            new String(
                Base64.getUrlDecoder().decode(new String(exact, start, dot - start)),
                StandardCharsets.UTF_8);
        if (header.startsWith("{")
            && (header.contains("\"alg\"")
                || header.contains("\"enc\"")
                || header.contains("\"typ\""))) {
          return SURE;
        }
      } catch (IllegalArgumentException e) {
        return random(exact, start, end) ? POSSIBLE : 0;
      }
    }
    return random(exact, start, end) ? POSSIBLE : 0;
  }

  private static boolean random(char[] exact, int start, int end) {
    return SecretRule.Casing.MIXED3.fits(exact, start, end);
  }

  private static boolean stated(char[] exact, int start, int end) {
    boolean letter = false;
    boolean other = false;
    int to = end;
    while (to > start && ".,;:!?)".indexOf(exact[to - 1]) >= 0) {
      to--;
    }
    for (int i = start; i < to; i++) {
      boolean isLetter = Letters.lower(exact[i]) || Letters.upper(exact[i]);
      letter |= isLetter;
      other |= Letters.digit(exact[i]) || "!@#$%^&*+".indexOf(exact[i]) >= 0;
    }
    return letter && other && to - start >= 6;
  }

  private static boolean credential(
      SecretText text, int start, int end, Placeholders placeholders) {
    char[] exact = text.exact();
    boolean digit = false;
    boolean upper = false;
    for (int i = start; i < end; i++) {
      digit |= Letters.digit(exact[i]) || exact[i] == '=';
      upper |= i > start && Letters.upper(exact[i]);
    }
    return (digit || upper) && !placeholders.is(text, start, end);
  }

  private static boolean pair(SecretText text, int start, int end, Placeholders placeholders) {
    int colon = start;
    while (colon < end && text.exact()[colon] != ':') {
      colon++;
    }
    int from = colon + 1 < end && Letters.quote(text.exact()[colon + 1]) ? colon + 2 : colon + 1;
    return from < end && !placeholders.is(text, from, end);
  }

  private static boolean telegram(char[] exact, int start, int end) {
    if (start > 0 && Letters.digit(exact[start - 1])) {
      return false;
    }
    int colon = start;
    while (colon < end && exact[colon] != ':') {
      colon++;
    }
    return colon + 1 < end && exact[colon + 1] == 'A';
  }
}
