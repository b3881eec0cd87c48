package com.modalarmor.boot;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;

/** Disguises one inside the other, and rarer ones, as an attacker would put them together. */
final class CombinedDisguises {

  private static final String PLAIN = "aeopcxyi";
  private static final String CYRILLIC = "\u0430\u0435\u043e\u0440\u0441\u0445\u0443\u0456";
  private static final String FLIPPED =
      "\u0250q\u0254p\u01dd\u025f\u0183\u0265\u1d09\u027e\u029el\u026fuodb\u0279s\u0287n\u028c\u028dx\u028ez";
  private static final String[] PICTURES = {"\uD83D\uDD25", "\uD83D\uDE00", "\uD83C\uDF1F"};

  private CombinedDisguises() {}

  static Map<String, UnaryOperator<String>> all() {
    Map<String, UnaryOperator<String>> all = new LinkedHashMap<>();
    all.put("base64 in a URL in a code block", t -> "```\n" + url(base64(t)) + "\n```");
    all.put("URL escapes in base64", t -> base64(each(t, c -> String.format("%%%02X", c))));
    all.put("ROT13 in base64", t -> base64(rot13(t)));
    all.put("hex in base64", t -> base64(hex(t)));
    all.put("look-alikes, zero width and leet", t -> zeroWidth(lookalikes(leet(t))));
    all.put("look-alikes and zero width", t -> zeroWidth(lookalikes(t)));
    all.put("leet and zero width", t -> zeroWidth(leet(t)));
    all.put("pictures between words", t -> pictures(t, " "));
    all.put("pictures for blanks", t -> pictures(t, ""));
    all.put("upside down", t -> reversed(flipped(t)));
    all.put("upside down, not turned", CombinedDisguises::flipped);
    all.put("flag letters", t -> small(t, 0x1F1E6));
    all.put("flag letters and zero width", t -> small(zeroWidth(t), 0x1F1E6));
    all.put("mathematical letters", t -> small(t, 0x1D41A));
    all.put("mathematical letters and zero width", t -> small(zeroWidth(t), 0x1D68A));
    all.put("mathematical leet", t -> small(leet(t), 0x1D41A));
    all.put("mathematical letters, spaced", t -> spaced(small(t, 0x1D41A)));
    all.put("white on black squares", t -> small(t, 0x1F170));
    all.put("white on black circles", t -> small(t, 0x1F150));
    all.put("squares", t -> small(t, 0x1F130));
    all.put("letters in brackets", t -> small(t, 0x249C));
    all.put("enclosing circles", t -> afterLetters(t, "\u20dd"));
    all.put("keycaps", t -> afterLetters(t, "\ufe0f\u20e3"));
    all.put("struck through", t -> afterLetters(t, "\u0336"));
    all.put("lines above and below", t -> afterLetters(t, "\u0332\u0305"));
    all.put("fullwidth leet", t -> wide(leet(t)));
    all.put("fullwidth base64", t -> wide(base64(t)));
    all.put("tags of ROT13", t -> "hello " + small(rot13(t), 0xE0061));
    all.put("entities without semicolon", t -> each(t, c -> "&#" + c));
    all.put("hex entities without semicolon", t -> each(t, c -> "&#x" + Integer.toHexString(c)));
    all.put("entities twice", t -> each(entities(t), c -> "&#" + c + ";"));
    all.put("entities in a URL", t -> url(entities(t)));
    all.put("escapes in a string", t -> "{\"q\":\"" + escapes(t) + "\"}");
    all.put("escapes in a string in a string", CombinedDisguises::nested);
    all.put("escapes of escapes", t -> escapes(escapes(t)));
    all.put("octal", t -> each(t, c -> String.format("\\%03o", c)));
    all.put("decimal codes", t -> each(t, c -> c + " ").trim());
    all.put("places in the alphabet", CombinedDisguises::places);
    all.put("ROT13 of reversed", t -> rot13(reversed(t)));
    all.put("ROT13 of words in reverse order", t -> rot13(turned(t)));
    all.put("ROT13, spaced", t -> spaced(rot13(t)));
    all.put("ROT13 and zero width", t -> zeroWidth(rot13(t)));
    all.put("soft hyphens", t -> afterLetters(t, "\u00ad"));
    all.put("soft hyphens and look-alikes", t -> afterLetters(lookalikes(t), "\u00ad"));
    all.put("one letter a line", t -> String.join("\n", t.split("")));
    all.put("look-alikes, spaced", t -> spaced(lookalikes(t)));
    all.put("leet, spaced", t -> spaced(leet(t)));
    all.put("sum of strings", CombinedDisguises::sum);
    return all;
  }

  private static String each(String text, IntFunction<String> sign) {
    StringBuilder out = new StringBuilder();
    text.codePoints().forEach(c -> out.append(sign.apply(c)));
    return out.toString();
  }

  private static boolean letter(int c) {
    return c < 128 && Character.isLetter(c);
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String hex(String text) {
    return each(text, c -> String.format("%02x", c));
  }

  private static String url(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String entities(String text) {
    return each(text, c -> "&#" + c + ";");
  }

  private static String escapes(String text) {
    return each(text, c -> String.format("\\u%04x", c));
  }

  private static String nested(String text) {
    String inner = "{\"q\":\"" + escapes(text) + "\"}";
    return "{\"q\":\"" + inner.replace("\\", "\\\\").replace("\"", "\\\"") + "\"}";
  }

  private static String rot13(String text) {
    return each(text, c -> Character.toString(letter(c) ? ((c | 32) > 'm' ? c - 13 : c + 13) : c));
  }

  private static String reversed(String text) {
    return new StringBuilder(text).reverse().toString();
  }

  private static String turned(String text) {
    List<String> words = new ArrayList<>(List.of(text.split(" ")));
    Collections.reverse(words);
    return String.join(" ", words);
  }

  private static String lookalikes(String text) {
    int[] count = {0};
    return each(
        text,
        c -> {
          int at = PLAIN.indexOf(c);
          return at < 0 || count[0]++ % 2 == 0
              ? Character.toString(c)
              : CYRILLIC.substring(at, at + 1);
        });
  }

  private static String leet(String text) {
    return text.replace('a', '4').replace('e', '3').replace('i', '1').replace('o', '0');
  }

  private static String zeroWidth(String text) {
    int[] count = {0};
    return each(
        text, c -> Character.toString(c) + (letter(c) && count[0]++ % 2 == 0 ? "\u200b" : ""));
  }

  private static String afterLetters(String text, String mark) {
    return each(text, c -> Character.toString(c) + (letter(c) ? mark : ""));
  }

  private static String pictures(String text, String beside) {
    StringBuilder out = new StringBuilder();
    String[] words = text.split(" ");
    for (int i = 0; i < words.length; i++) {
      out.append(i == 0 ? "" : beside + PICTURES[i % PICTURES.length] + beside).append(words[i]);
    }
    return out.toString();
  }

  private static String flipped(String text) {
    return each(
        text.toLowerCase(Locale.ROOT),
        c -> letter(c) ? FLIPPED.substring(c - 'a', c - 'a' + 1) : Character.toString(c));
  }

  private static String small(String text, int first) {
    return each(
        text.toLowerCase(Locale.ROOT), c -> Character.toString(letter(c) ? first + c - 'a' : c));
  }

  private static String wide(String text) {
    return each(text, c -> Character.toString(c > ' ' && c < 127 ? c + 0xFEE0 : c));
  }

  private static String spaced(String text) {
    return each(text, c -> Character.toString(c) + " ").trim();
  }

  private static String places(String text) {
    StringBuilder out = new StringBuilder();
    for (String word : text.toLowerCase(Locale.ROOT).split(" ")) {
      String numbers = each(word, c -> letter(c) ? (c - 'a' + 1) + "-" : "");
      out.append(numbers, 0, Math.max(0, numbers.length() - 1)).append(' ');
    }
    return out.toString().trim();
  }

  private static String sum(String text) {
    StringBuilder out = new StringBuilder("print(");
    for (int i = 0; i < text.length(); i += 4) {
      out.append(i == 0 ? "" : " + ").append('"');
      out.append(text, i, Math.min(text.length(), i + 4)).append('"');
    }
    return out.append(')').toString();
  }
}
