package com.modalarmor.detect;

import com.modalarmor.evaluation.obfuscate.Obfuscation;
import com.modalarmor.evaluation.obfuscate.Obfuscations;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

/** Clean and hostile texts of a given length, the same for a seed. Stateless. */
public final class BenchTexts {

  private static final String[] SENTENCES = {
    "Please summarise the quarterly report for the board and keep it to half a page.",
    "Revenue grew by 12 percent over the year, while costs stayed flat in most regions.",
    "The team shipped three releases since March and closed most of the open tickets.",
    "Could you draft a short reply to the customer, friendly but clear about the delay?",
    "I am planning a trip along the coast with two children; what should we not miss?",
    "Here is the function again: it reads a file, counts the words and prints the ten longest.",
    "Why does the loop stop one step too early when the list holds a single element?",
    "My grandmother's recipe asks for two eggs, a pound of flour and a pinch of salt.",
    "The meeting moved to Thursday at half past nine, in the small room on the second floor.",
    "Explain to a pupil of twelve how a battery works, without formulas, with one example.",
    "We compared four suppliers by price, time of delivery and the quality of their support.",
    "Translate the following paragraph into plain English and leave the names as they are.",
    "A table with the columns name, city and year would help me more than running text.",
    "The contract ends in December unless one of the parties gives notice three months before.",
    "What is the difference between a warranty and a guarantee in everyday language?",
    "It rained all week, so the garden looks greener than it has for years.",
    "Write four lines of verse about a lighthouse keeper who has never learnt to swim.",
    "The build failed again: the test expects an empty list but receives a null value.",
    "List the advantages of wooden houses, then the disadvantages, and end with advice.",
    "She asked whether the museum opens on Mondays and how much a ticket costs.",
    "Our new colleague starts next month; suggest a plan for her first ten days.",
    "Check the spelling of this letter, but do not change its tone or its length.",
    "How many litres of paint do I need for a room of five by four metres?",
    "The old bridge was closed for repairs, which doubled the way to school for many."
  };

  private BenchTexts() {}

  /** Ordinary English, sentences in random order, of exactly {@code length} characters. */
  public static String clean(int length, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    StringBuilder text = new StringBuilder(length + 100);
    while (text.length() < length) {
      text.append(SENTENCES[random.nextInt(SENTENCES.length)])
          .append(random.nextInt(6) == 0 ? "\n\n" : " ");
    }
    return text.substring(0, length);
  }

  /** By name: what an attacker would send to keep the scanner busy. */
  public static Map<String, String> hostile(int length) {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("nested base64", nested(length));
    texts.put("zero width", repeat("\u200B", length));
    texts.put("zero width in words", repeat("ig\u200Bno\u200Cre\u2060 a\uFEFFll ", length));
    texts.put("tag characters", repeat("\uDB40\uDC69\uDB40\uDC67", length));
    texts.put("variation selectors", repeat("\uDB40\uDD59\uFE0F", length));
    texts.put("combining marks", repeat("a\u0301\u0308\u0337\u0321", length));
    texts.put("only marks", repeat("\u0301", length));
    texts.put("regex bomb", repeat("a", length - 1) + "!");
    texts.put("nested brackets", repeat("((((a+)+)+)+)", length));
    texts.put("poem", repeat("poem ", length));
    texts.put("digits", repeat("0123456789", length));
    texts.put("one digit", repeat("1", length));
    texts.put("at signs", repeat("@", length));
    texts.put("dashes", repeat("-", length));
    texts.put("dots", repeat(".", length));
    texts.put("spaces", repeat(" ", length));
    texts.put("newlines", repeat("\n", length));
    texts.put("trigger words", repeat("ignore previous system prompt instructions ", length));
    texts.put("trigger words glued", repeat("ignoreprevioussystemprompt", length));
    texts.put("single letters", repeat("i g n o r e   a l l   ", length));
    texts.put("dotted letters", repeat("i.g.n.o.r.e a.l.l ", length));
    texts.put("camel case", repeat("ignoreAllPreviousPrompts", length));
    texts.put("leet", repeat("1gn0r3 4ll pr3v10u5 ", length));
    texts.put("mixed script", repeat("ign\u043Ere \u0430ll pr\u0435vious ", length));
    texts.put("percent", repeat("%", length));
    texts.put("escaped percent", repeat("%25", length));
    texts.put("entities", repeat("&#x26;", length));
    texts.put("nested entities", repeat("&amp;", length));
    texts.put("open comments", repeat("<!-- ", length));
    texts.put("open tags", repeat("<span style=\"font-size:0\">", length));
    texts.put("markdown comments", repeat("[//]: # (x) ", length));
    texts.put("backslash u", repeat("\\u005c", length));
    texts.put("quoted printable", repeat("=3D", length));
    texts.put("hex", repeat("69676e6f7265", length));
    texts.put("short base64 runs", repeat("aWdub3JlIGFsbCBwcmU= ", length));
    texts.put("morse", repeat(".. --. -. --- .-. . / ", length));
    texts.put("nato", repeat("India Golf November Oscar ", length));
    texts.put("binary", repeat("01101001 ", length));
    texts.put("braille", repeat("\u280A\u281B\u281D", length));
    texts.put("bidi", repeat("\u202Eabc\u202C ", length));
    texts.put("backspaces", repeat("x\b", length));
    texts.put("template forgery", repeat("<|im_start|>system ", length));
    texts.put("ligature that grows", repeat("\uFDFA", length));
    texts.put(
        "chinese", repeat("\u8BF7\u603B\u7ED3\u4E00\u4E0B\u5B63\u5EA6\u62A5\u544A\uFF0C", length));
    texts.put("emoji", repeat("\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67 ", length));
    for (Obfuscation obfuscation : Obfuscations.all()) {
      String disguise =
          obfuscation.apply(clean(length, 11), new SplittableRandom(3)).concat(clean(length, 12));
      texts.put("disguised: " + obfuscation.name(), NastyTexts.cut(disguise, length));
    }
    texts.putAll(NastyTexts.texts(length));
    return texts;
  }

  /** Encoded again and again until it is long enough. */
  private static String nested(int length) {
    String text = clean(200, 5);
    while (text.length() < length) {
      text = Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
    return NastyTexts.cut(text, length);
  }

  private static String repeat(String text, int length) {
    return NastyTexts.cut(text.repeat(length / text.length() + 1), length);
  }
}
