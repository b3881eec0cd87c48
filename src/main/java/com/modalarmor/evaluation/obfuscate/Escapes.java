package com.modalarmor.evaluation.obfuscate;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SplittableRandom;

/** Characters written as escapes, about half of them. Stateless. */
final class Escapes {

  private static final double SHARE = 0.5;
  private static final int QP_LINE_CHARS = 72;
  private static final String HEX = "0123456789ABCDEF";
  private static final Map<Integer, String> NAMED =
      Map.ofEntries(
          Map.entry((int) ' ', "nbsp"),
          Map.entry((int) '.', "period"),
          Map.entry((int) ',', "comma"),
          Map.entry((int) ':', "colon"),
          Map.entry((int) ';', "semi"),
          Map.entry((int) '!', "excl"),
          Map.entry((int) '?', "quest"),
          Map.entry((int) '"', "quot"),
          Map.entry((int) '\'', "apos"),
          Map.entry((int) '(', "lpar"),
          Map.entry((int) ')', "rpar"),
          Map.entry((int) '&', "amp"),
          Map.entry((int) '<', "lt"),
          Map.entry((int) '>', "gt"),
          Map.entry((int) '\n', "NewLine"));

  private Escapes() {}

  /** Writes one code point as an escape. */
  @FunctionalInterface
  private interface Escape {
    void write(int c, StringBuilder out);
  }

  private static String some(String text, SplittableRandom random, Escape escape) {
    StringBuilder out = new StringBuilder(text.length() * 4);
    text.codePoints()
        .forEach(
            c -> {
              if (random.nextDouble() < SHARE) {
                escape.write(c, out);
              } else {
                out.appendCodePoint(c);
              }
            });
    return out.toString();
  }

  private static void bytes(int c, char mark, StringBuilder out) {
    for (byte b : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
      out.append(mark).append(HEX.charAt(b >> 4 & 15)).append(HEX.charAt(b & 15));
    }
  }

  /** Spaces, percent signs and what is not ASCII always, of the rest about half. */
  static String url(String text, SplittableRandom random) {
    StringBuilder out = new StringBuilder(text.length() * 3);
    text.codePoints()
        .forEach(
            c -> {
              boolean plain = c > ' ' && c < 127 && c != '%' && c != '+';
              if (plain && random.nextDouble() >= SHARE) {
                out.appendCodePoint(c);
              } else {
                bytes(c, '%', out);
              }
            });
    return out.toString();
  }

  static String htmlDecimal(String text, SplittableRandom random) {
    return some(text, random, (c, out) -> out.append("&#").append(c).append(';'));
  }

  static String htmlHex(String text, SplittableRandom random) {
    return some(
        text, random, (c, out) -> out.append("&#x").append(Integer.toHexString(c)).append(';'));
  }

  /** Every character that has a plain name. */
  static String htmlNamed(String text, SplittableRandom random) {
    StringBuilder out = new StringBuilder(text.length() * 2);
    text.codePoints()
        .forEach(
            c -> {
              String name = NAMED.get(c);
              if (name == null) {
                out.appendCodePoint(c);
              } else {
                out.append('&').append(name).append(';');
              }
            });
    return out.toString();
  }

  static String unicode(String text, SplittableRandom random) {
    return some(
        text,
        random,
        (c, out) -> {
          for (char unit : Character.toChars(c)) {
            out.append("\\u");
            for (int shift = 12; shift >= 0; shift -= 4) {
              out.append(Character.toLowerCase(HEX.charAt(unit >> shift & 15)));
            }
          }
        });
  }

  static String quotedPrintable(String text, SplittableRandom random) {
    StringBuilder out = new StringBuilder(text.length() * 3);
    int[] lineStart = {0};
    text.codePoints()
        .forEach(
            c -> {
              boolean plain = c >= ' ' && c < 127 && c != '=';
              if (c == '\n') {
                out.append('\n');
                lineStart[0] = out.length();
              } else if (plain && random.nextDouble() >= SHARE) {
                out.appendCodePoint(c);
              } else {
                bytes(c, '=', out);
              }
              if (out.length() - lineStart[0] > QP_LINE_CHARS) {
                out.append("=\n");
                lineStart[0] = out.length();
              }
            });
    return out.toString();
  }
}
