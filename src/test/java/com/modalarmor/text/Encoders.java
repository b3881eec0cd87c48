package com.modalarmor.text;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Ways to hide an English sentence, each with the transform that should be reported for it. */
final class Encoders {

  private static final String[] NATO = {
    "alfa", "bravo", "charlie", "delta", "echo", "foxtrot", "golf", "hotel", "india", "juliett",
    "kilo", "lima", "mike", "november", "oscar", "papa", "quebec", "romeo", "sierra", "tango",
    "uniform", "victor", "whiskey", "x-ray", "yankee", "zulu"
  };
  private static final String[] MORSE = {
    ".-", "-...", "-.-.", "-..", ".", "..-.", "--.", "....", "..", ".---", "-.-", ".-..", "--",
    "-.", "---", ".--.", "--.-", ".-.", "...", "-", "..-", "...-", ".--", "-..-", "-.--", "--.."
  };
  private static final String BRAILLE = "⠁⠃⠉⠙⠑⠋⠛⠓⠊⠚⠅⠇⠍⠝⠕⠏⠟⠗⠎⠞⠥⠧⠺⠭⠽⠵";

  private Encoders() {}

  static String each(String text, java.util.function.IntFunction<String> each) {
    StringBuilder out = new StringBuilder();
    text.chars().forEach(c -> out.append(each.apply(c)));
    return out.toString();
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static String tags(String text) {
    return each(text, c -> Character.toString(0xE0000 + c));
  }

  static String selectors(String text) {
    return each(text, c -> Character.toString(c < 16 ? 0xFE00 + c : 0xE0100 + c - 16));
  }

  static String selectorsWhole(String text) {
    return each(text, c -> Character.toString(0xE0100 + c));
  }

  static String bits(String text, int width, String zero, String one) {
    return each(
        text,
        c -> {
          String bits = Integer.toBinaryString(c);
          bits = "0".repeat(Math.max(0, width - bits.length())) + bits;
          return bits.replace("0", zero).replace("1", one);
        });
  }

  static String between(String text, String sign) {
    return String.join(sign, text.split(""));
  }

  static String after(String text, String sign) {
    return each(text, c -> c == ' ' ? " " : (char) c + sign);
  }

  static String reversed(String text) {
    return new StringBuilder(text).reverse().toString();
  }

  static String flipped(String text) {
    StringBuilder out = new StringBuilder();
    for (String word : text.split(" ")) {
      out.append(out.length() == 0 ? "" : " ").append(reversed(word));
    }
    return out.toString();
  }

  static String base64(String text) {
    return Base64.getEncoder().encodeToString(utf8(text));
  }

  static String hex(String text, String before, String between) {
    StringBuilder out = new StringBuilder();
    for (byte b : utf8(text)) {
      out.append(out.length() == 0 ? "" : between).append(before);
      out.append(Character.forDigit(b >> 4 & 15, 16)).append(Character.forDigit(b & 15, 16));
    }
    return out.toString();
  }

  static String base32(String text) {
    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    StringBuilder out = new StringBuilder();
    int group = 0;
    int bits = 0;
    for (byte b : utf8(text)) {
      group = group << 8 | b & 255;
      bits += 8;
      while (bits >= 5) {
        bits -= 5;
        out.append(alphabet.charAt(group >> bits & 31));
      }
      group &= 0xFF;
    }
    if (bits > 0) {
      out.append(alphabet.charAt(group << 5 - bits & 31));
    }
    return out + "=".repeat((8 - out.length() % 8) % 8);
  }

  static String base85(String text, String alphabet) {
    byte[] bytes = utf8(text);
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < bytes.length; i += 4) {
      long group = 0;
      for (int j = 0; j < 4; j++) {
        group = group << 8 | (i + j < bytes.length ? bytes[i + j] & 255 : 0);
      }
      char[] digits = new char[5];
      for (int j = 4; j >= 0; j--) {
        digits[j] = alphabet.charAt((int) (group % 85));
        group /= 85;
      }
      out.append(digits, 0, Math.min(5, bytes.length - i + 1));
    }
    return out.toString();
  }

  static String adobe() {
    StringBuilder out = new StringBuilder();
    for (char c = '!'; c <= 'u'; c++) {
      out.append(c);
    }
    return out.toString();
  }

  static final String RFC_1924 =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;<=>?@^_`{|}~";

  static String uu(String text) {
    byte[] bytes = utf8(text);
    StringBuilder out = new StringBuilder();
    for (int line = 0; line < bytes.length; line += 45) {
      int size = Math.min(45, bytes.length - line);
      out.append(line == 0 ? "" : "\n").append((char) (' ' + size));
      for (int i = line; i < line + size; i += 3) {
        int group = 0;
        for (int j = 0; j < 3; j++) {
          group = group << 8 | (i + j < bytes.length ? bytes[i + j] & 255 : 0);
        }
        for (int shift = 18; shift >= 0; shift -= 6) {
          int value = group >> shift & 63;
          out.append(value == 0 ? '`' : (char) (' ' + value));
        }
      }
    }
    return out.toString();
  }

  static String shifted(String text, int shift) {
    return each(
        text,
        c -> {
          int base = c >= 'a' && c <= 'z' ? 'a' : c >= 'A' && c <= 'Z' ? 'A' : 0;
          return String.valueOf((char) (base == 0 ? c : (c - base + shift) % 26 + base));
        });
  }

  static String atbash(String text) {
    return each(
        text,
        c -> {
          int base = c >= 'a' && c <= 'z' ? 'a' : c >= 'A' && c <= 'Z' ? 'A' : 0;
          return String.valueOf((char) (base == 0 ? c : 25 - (c - base) + base));
        });
  }

  static String morse(String text) {
    return each(text.toLowerCase(), c -> c == ' ' ? "/ " : letter(c) ? MORSE[c - 'a'] + " " : "")
        .trim();
  }

  static String nato(String text) {
    return each(text.toLowerCase(), c -> c == ' ' ? "/ " : letter(c) ? NATO[c - 'a'] + " " : "")
        .trim();
  }

  static String braille(String text) {
    return each(
        text.toLowerCase(),
        c -> c == ' ' ? "\u2800" : letter(c) ? BRAILLE.substring(c - 'a', c - 'a' + 1) : "");
  }

  private static boolean letter(int c) {
    return c >= 'a' && c <= 'z';
  }

  static String leet(String text) {
    return each(
        text,
        c -> {
          int at = "oieast".indexOf(c);
          return at < 0 ? String.valueOf((char) c) : String.valueOf("013457".charAt(at));
        });
  }

  static String camel(String text) {
    StringBuilder out = new StringBuilder();
    for (String word : text.split(" ")) {
      String rest = word.substring(1);
      String first = word.substring(0, 1);
      out.append(out.length() == 0 ? first : first.toUpperCase()).append(rest);
    }
    return out.toString();
  }

  static String pigLatin(String text) {
    StringBuilder out = new StringBuilder();
    for (String word : text.split(" ")) {
      int vowel = 0;
      while (vowel < word.length() - 1 && "aeiou".indexOf(word.charAt(vowel)) < 0) {
        vowel++;
      }
      out.append(out.length() == 0 ? "" : " ").append(word.substring(vowel));
      out.append(vowel == 0 ? "w" : word.substring(0, vowel)).append("ay");
    }
    return out.toString();
  }

  static String erased(String text) {
    return each(text, c -> c == ' ' ? " " : "x\b" + (char) c);
  }

  /**
   * Encoders that lose nothing of a lower-case English sentence, by the transform they belong to.
   */
  static Map<String, UnaryOperator<String>> exact() {
    Map<String, UnaryOperator<String>> all = new LinkedHashMap<>();
    all.put("tag_characters", Encoders::tags);
    all.put("variation_selectors", text -> "😊" + selectors(text));
    all.put("variation_selectors whole", text -> "😊" + selectorsWhole(text));
    all.put("sneaky_bits", text -> "a" + bits(text, 8, "\u2062", "\u2064"));
    all.put("sneaky_bits zero-width", text -> "a" + bits(text, 8, "\u200B", "\u200C"));
    all.put("bidi", text -> "\u202E" + reversed(text) + "\u202C");
    all.put("backspace", Encoders::erased);
    all.put("base64", Encoders::base64);
    all.put("base32", Encoders::base32);
    all.put("hex", text -> hex(text, "", ""));
    all.put("hex spaced", text -> hex(text, "", " "));
    all.put("hex 0x", text -> hex(text, "0x", ", "));
    all.put("ascii85", text -> "<~" + base85(text, adobe()) + "~>");
    all.put("ascii85 rfc", text -> base85(text, RFC_1924));
    all.put("uuencode", Encoders::uu);
    all.put("url_encoding", text -> hex(text, "%", ""));
    all.put("html_entities", text -> each(text, c -> "&#" + c + ";"));
    all.put("html_entities hex", text -> hex(text, "&#x", ";") + ";");
    all.put("unicode_escapes", text -> hex(text, "\\u00", ""));
    all.put("unicode_escapes short", text -> hex(text, "\\x", ""));
    all.put("quoted_printable", text -> hex(text, "=", "").toUpperCase());
    all.put("binary", text -> bits(text, 8, "0", "1"));
    all.put("rot13", text -> shifted(text, 13));
    all.put("caesar", text -> shifted(text, 3));
    all.put("caesar back", text -> shifted(text, 21));
    all.put("atbash", Encoders::atbash);
    all.put("reversed", Encoders::reversed);
    all.put("reversed words", Encoders::flipped);
    all.put("morse", Encoders::morse);
    all.put("nato", Encoders::nato);
    all.put("braille", Encoders::braille);
    all.put("hidden_html", text -> "<!-- " + text + " -->");
    all.put("hidden_markdown", text -> "[//]: # (" + text + ")");
    return all;
  }
}
