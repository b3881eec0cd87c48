package com.modalarmor.evaluation.obfuscate;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.StringTokenizer;
import java.util.function.IntPredicate;

/** Alphabets of telegraph, radio and touch. What they have no sign for is left out. Stateless. */
final class Alphabets {

  private static final String[] NATO_GAPS = {"   ", ", ", " / "};
  private static final String[] NATO = {
    "Alfa", "Bravo", "Charlie", "Delta", "Echo", "Foxtrot", "Golf", "Hotel", "India", "Juliett",
    "Kilo", "Lima", "Mike", "November", "Oscar", "Papa", "Quebec", "Romeo", "Sierra", "Tango",
    "Uniform", "Victor", "Whiskey", "Xray", "Yankee", "Zulu"
  };
  private static final String[] DIGITS = {
    "Zero", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine"
  };
  private static final Map<Character, String> MORSE =
      pairs(
          "a .- b -... c -.-. d -.. e . f ..-. g --. h .... i .. j .--- k -.- l .-.. m -- n -. o"
              + " --- p .--. q --.- r .-. s ... t - u ..- v ...- w .-- x -..- y -.-- z --.. 0 -----"
              + " 1 .---- 2 ..--- 3 ...-- 4 ....- 5 ..... 6 -.... 7 --... 8 ---.. 9 ----. . .-.-.-"
              + " , --..-- ? ..--.. ' .----. ! -.-.-- : ---... ; -.-.-. = -...- - -....- \" .-..-."
              + " ( -.--. ) -.--.- / -..-. @ .--.-.");

  /** The raised dots of each letter, by number. */
  private static final Map<Character, String> DOTS =
      pairs(
          "a 1 b 12 c 14 d 145 e 15 f 124 g 1245 h 125 i 24 j 245 k 13 l 123 m 134 n 1345 o 135"
              + " p 1234 q 12345 r 1235 s 234 t 2345 u 136 v 1236 w 2456 x 1346 y 13456 z 1356"
              + " , 2 ; 23 : 25 . 256 ! 235 ? 236 ' 3 - 36");

  private static final char BRAILLE = 0x2800;
  private static final char NUMBER_SIGN = 0x283C;

  /** Share of a text's characters that must have a sign, so that the text is still there. */
  private static final double SIGNS_MIN = 0.95;

  private Alphabets() {}

  private static Map<Character, String> pairs(String list) {
    Map<Character, String> pairs = new HashMap<>();
    StringTokenizer tokens = new StringTokenizer(list);
    while (tokens.hasMoreTokens()) {
      pairs.put(tokens.nextToken().charAt(0), tokens.nextToken());
    }
    return Map.copyOf(pairs);
  }

  static String morse(String text, SplittableRandom random) {
    StringBuilder out = new StringBuilder(text.length() * 4);
    StringTokenizer words = new StringTokenizer(text.toLowerCase(Locale.ROOT));
    while (words.hasMoreTokens()) {
      String word = words.nextToken();
      for (int i = 0; i < word.length(); i++) {
        String sign = MORSE.get(word.charAt(i));
        if (sign != null) {
          out.append(sign).append(' ');
        }
      }
      if (words.hasMoreTokens()) {
        out.append("/ ");
      }
    }
    return out.toString().stripTrailing();
  }

  /** True when it has a sign for nearly all of a text. */
  static boolean morseHas(String text) {
    return has(text, c -> c < 128 && MORSE.containsKey((char) Character.toLowerCase(c)));
  }

  /** True when it has a word for nearly all of a text. */
  static boolean natoHas(String text) {
    return has(text, c -> c < 128 && Character.isLetterOrDigit(c));
  }

  private static boolean has(String text, IntPredicate sign) {
    long all = text.codePoints().filter(c -> !Character.isWhitespace(c)).count();
    return text.codePoints().filter(sign).count() >= all * SIGNS_MIN;
  }

  static String nato(String text, SplittableRandom random) {
    String gap = NATO_GAPS[random.nextInt(NATO_GAPS.length)];
    StringBuilder out = new StringBuilder(text.length() * 7);
    StringTokenizer words = new StringTokenizer(text.toLowerCase(Locale.ROOT));
    while (words.hasMoreTokens()) {
      String word = words.nextToken();
      int begin = out.length();
      for (int i = 0; i < word.length(); i++) {
        char c = word.charAt(i);
        String name =
            c >= 'a' && c <= 'z' ? NATO[c - 'a'] : c >= '0' && c <= '9' ? DIGITS[c - '0'] : null;
        if (name != null) {
          out.append(out.length() > begin ? " " : "").append(name);
        }
      }
      if (words.hasMoreTokens() && out.length() > begin) {
        out.append(gap);
      }
    }
    return out.toString();
  }

  static String braille(String text, SplittableRandom random) {
    StringBuilder out = new StringBuilder(text.length());
    boolean number = false;
    String lower = text.toLowerCase(Locale.ROOT);
    for (int i = 0; i < lower.length(); i++) {
      char c = lower.charAt(i);
      boolean digit = c >= '0' && c <= '9';
      if (digit && !number) {
        out.append(NUMBER_SIGN);
      }
      number = digit;
      char letter = digit ? (char) (c == '0' ? 'j' : 'a' + c - '1') : c;
      String dots = DOTS.get(letter);
      out.append(dots == null ? letter : cell(dots));
    }
    return out.toString();
  }

  private static char cell(String dots) {
    int bits = 0;
    for (int i = 0; i < dots.length(); i++) {
      bits |= 1 << dots.charAt(i) - '1';
    }
    return (char) (BRAILLE + bits);
  }
}
