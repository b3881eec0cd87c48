package com.modalarmor.evaluation.obfuscate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.StringTokenizer;

/** Words cut up, glued, turned round or tucked away. Stateless. */
final class Words {

  private static final String[] SEPARATORS = {".", "-", "_", "*", "|"};

  private Words() {}

  private static List<String> split(String text) {
    List<String> words = new ArrayList<>();
    StringTokenizer tokens = new StringTokenizer(text);
    while (tokens.hasMoreTokens()) {
      words.add(tokens.nextToken());
    }
    return words;
  }

  /** A space after each character; the spaces between words become three. */
  static String spaced(String text, SplittableRandom random) {
    StringBuilder out = new StringBuilder(text.length() * 2);
    text.codePoints().forEach(c -> out.appendCodePoint(c).append(' '));
    return out.toString().stripTrailing();
  }

  static String punctuated(String text, SplittableRandom random) {
    String separator = SEPARATORS[random.nextInt(SEPARATORS.length)];
    StringBuilder out = new StringBuilder(text.length() * 2);
    for (String word : split(text)) {
      if (out.length() > 0) {
        out.append(' ');
      }
      int[] letters = word.codePoints().toArray();
      for (int i = 0; i < letters.length; i++) {
        out.append(i == 0 ? "" : separator).appendCodePoint(letters[i]);
      }
    }
    return out.toString();
  }

  static String newlines(String text, SplittableRandom random) {
    return String.join("\n", split(text));
  }

  static String camelCase(String text, SplittableRandom random) {
    StringBuilder out = new StringBuilder(text.length());
    for (String word : split(text)) {
      char first = word.charAt(0);
      out.append(out.length() > 0 && first < 128 ? Character.toUpperCase(first) : first)
          .append(word, 1, word.length());
    }
    return out.toString();
  }

  static String pigLatin(String text, SplittableRandom random) {
    StringBuilder out = new StringBuilder(text.length() * 3 / 2);
    int i = 0;
    while (i < text.length()) {
      int end = i;
      while (end < text.length() && Insertions.isLetter(text.charAt(end))) {
        end++;
      }
      if (end > i) {
        pigWord(text.substring(i, end).toLowerCase(Locale.ROOT), out);
        i = end;
      } else {
        out.append(text.charAt(i++));
      }
    }
    return out.toString();
  }

  private static void pigWord(String word, StringBuilder out) {
    int head = 0;
    while (head < word.length() && "aeiou".indexOf(word.charAt(head)) < 0) {
      head++;
    }
    if (head == 0 || head == word.length()) {
      out.append(word).append("way");
    } else {
      out.append(word, head, word.length()).append(word, 0, head).append("ay");
    }
  }

  static String reversed(String text, SplittableRandom random) {
    return new StringBuilder(text).reverse().toString();
  }

  static String reversedWords(String text, SplittableRandom random) {
    List<String> words = split(text);
    Collections.reverse(words);
    return String.join(" ", words);
  }

  static String htmlComment(String text, SplittableRandom random) {
    return "<p>Minutes of the meeting</p>\n<!-- " + text + " -->\n<p>See you on Monday.</p>";
  }

  static String hiddenSpan(String text, SplittableRandom random) {
    return "<p>Minutes of the meeting <span style=\"font-size:0\">"
        + text
        + "</span> See you on Monday.</p>";
  }

  static String markdownComment(String text, SplittableRandom random) {
    return "# Minutes of the meeting\n\n[//]: # (" + text.replace('\n', ' ') + ")\n\nSee you.";
  }

  static String upperCase(String text, SplittableRandom random) {
    return text.toUpperCase(Locale.ROOT);
  }
}
