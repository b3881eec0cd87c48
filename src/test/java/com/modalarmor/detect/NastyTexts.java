package com.modalarmor.detect;

import com.modalarmor.evaluation.obfuscate.Obfuscation;
import com.modalarmor.evaluation.obfuscate.Obfuscations;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/**
 * Further hostile texts: made of many different pieces, so that nothing is read twice for free, and
 * of disguises inside disguises. The same for a length. Stateless.
 */
final class NastyTexts {

  private static final List<String> INNER =
      List.of(
          "base64",
          "base32",
          "hex",
          "url_encoding",
          "html_entities_hex",
          "uuencode",
          "rot13",
          "reversed",
          "leet");
  private static final String[] TRIGGERS = {
    "ignore", "all", "previous", "instructions", "system", "prompt", "reveal", "you", "are", "now",
    "act", "as", "pretend", "forget", "your", "rules", "developer", "mode", "print", "the",
    "password", "secret", "above", "disregard", "override", "jailbreak", "DAN", "repeat", "words"
  };
  private static final String[] NEARLY = {
    "ignore all previou ", "disregard your instr ", "reveal the system promp ", "you are now DA ",
    "forget everything abov ", "pretend you are ", "print your initial instruction ", "act as a ",
    "developer mod ", "do anything no ", "without any restriction ", "begin your answer wit "
  };

  private NastyTexts() {}

  static Map<String, String> texts(int length) {
    Map<String, String> texts = new LinkedHashMap<>();
    for (Obfuscation outer : Obfuscations.all()) {
      for (Obfuscation inner : Obfuscations.all()) {
        if (INNER.contains(outer.name()) && INNER.contains(inner.name())) {
          SplittableRandom random = new SplittableRandom(17);
          String once = inner.apply(BenchTexts.clean(length, 13), random);
          texts.put(
              "twice: " + outer.name() + " of " + inner.name(),
              cut(outer.apply(once, random), length));
        }
      }
    }
    SplittableRandom random = new SplittableRandom(23);
    texts.put("short base64 runs, all different", of(length, () -> base64(random) + " "));
    texts.put(
        "shuffled trigger words",
        of(length, () -> TRIGGERS[random.nextInt(TRIGGERS.length)] + " "));
    texts.put(
        "trigger words in paragraphs",
        of(
            length,
            () ->
                TRIGGERS[random.nextInt(TRIGGERS.length)]
                    + (random.nextInt(12) == 0 ? "\n\n" : " ")));
    texts.put(
        "long paragraphs of suspicious lines",
        of(
            length,
            () ->
                TRIGGERS[random.nextInt(TRIGGERS.length)]
                    + (random.nextInt(1000) == 0 ? "\n\n" : random.nextInt(60) == 0 ? "\n" : " ")));
    texts.put("nearly signatures", of(length, () -> NEARLY[random.nextInt(NEARLY.length)]));
    texts.put("nearly signatures, one", repeat("ignore all previou ", length));
    texts.put("alternating scripts", of(length, () -> letter(random) + cyrillic(random)));
    texts.put(
        "alternating scripts in words",
        of(length, () -> letter(random) + cyrillic(random) + (random.nextInt(3) == 0 ? " " : "")));
    texts.put("any character", of(length, () -> "" + (char) (32 + random.nextInt(0xD7A0))));
    texts.put("any printable ASCII", of(length, () -> "" + (char) (32 + random.nextInt(95))));
    texts.put("zero width after each letter", of(length, () -> letter(random) + "\u200B"));
    texts.put("different marks on letters", of(length, () -> letter(random) + mark(random)));
    texts.put("letters and digits", of(length, () -> letter(random) + random.nextInt(10)));
    texts.put(
        "leet of no word",
        of(length, () -> "1l" + letter(random) + "1|" + random.nextInt(10) + " "));
    texts.put("hyphens in words", of(length, () -> "" + letter(random) + letter(random) + "-"));
    texts.put("dots and dashes", of(length, () -> ".- ".charAt(random.nextInt(3)) + ""));
    texts.put("open tags of names", of(length, () -> "<" + letter(random) + " "));
    texts.put("open comments, words between", of(length, () -> "<!-- " + word(random) + " "));
    texts.put("backticks", of(length, () -> "`" + (random.nextInt(4) == 0 ? "``\n" : "a")));
    texts.put("images with titles", of(length, () -> "![a b c](d \"" + word(random) + " e f\") "));
    texts.put("hidden paragraphs", of(length, () -> "<p hidden>" + word(random) + " a b</p>"));
    texts.put("all sorts of escapes", of(length, () -> escape(random)));
    texts.put("one word a line", of(length, () -> word(random) + "\n"));
    texts.put("humps", of(length, () -> capital(word(random))));
    texts.put(
        "each sentence in another cipher",
        of(
            length,
            () -> shifted("the board will read your short report tomorrow. ", random.nextInt(26))));
    texts.put("words backwards", of(length, () -> new StringBuilder(word(random)).reverse() + " "));
    texts.put(
        "addresses", of(length, () -> "http://" + word(random) + ".example/%2" + letter(random)));
    texts.put("small numbers", of(length, () -> random.nextInt(100) + " "));
    texts.put("big numbers", of(length, () -> random.nextInt(1 << 30) + "-"));
    return texts;
  }

  private static String of(int length, Supplier<String> next) {
    StringBuilder text = new StringBuilder(length + 64);
    while (text.length() < length) {
      text.append(next.get());
    }
    return cut(text.toString(), length);
  }

  private static String letter(SplittableRandom random) {
    return "" + (char) ('a' + random.nextInt(26));
  }

  private static String cyrillic(SplittableRandom random) {
    return "" + (char) (0x430 + random.nextInt(32));
  }

  private static String mark(SplittableRandom random) {
    return "" + (char) (0x300 + random.nextInt(0x50));
  }

  private static String word(SplittableRandom random) {
    return TRIGGERS[random.nextInt(TRIGGERS.length)];
  }

  private static String capital(String word) {
    return Character.toUpperCase(word.charAt(0)) + word.substring(1);
  }

  private static String base64(SplittableRandom random) {
    String words = word(random) + " " + word(random) + " " + word(random);
    return Base64.getEncoder().encodeToString(words.getBytes(StandardCharsets.UTF_8));
  }

  private static String escape(SplittableRandom random) {
    char c = (char) ('a' + random.nextInt(26));
    return switch (random.nextInt(5)) {
      case 0 -> "%" + Integer.toHexString(c);
      case 1 -> "&#" + (int) c + ";";
      case 2 -> "\\u00" + Integer.toHexString(c);
      case 3 -> "&amp;";
      default -> "=" + Integer.toHexString(c).toUpperCase(java.util.Locale.ROOT);
    };
  }

  private static String shifted(String text, int by) {
    StringBuilder out = new StringBuilder(text);
    for (int i = 0; i < out.length(); i++) {
      char c = out.charAt(i);
      if (c >= 'a' && c <= 'z') {
        out.setCharAt(i, (char) ('a' + (c - 'a' + by) % 26));
      }
    }
    return out.toString();
  }

  private static String repeat(String text, int length) {
    return cut(text.repeat(length / text.length() + 1), length);
  }

  /** Never between the halves of a pair. */
  static String cut(String text, int length) {
    int end = Math.min(length, text.length());
    return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end);
  }
}
