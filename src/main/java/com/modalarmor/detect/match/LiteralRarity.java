package com.modalarmor.detect.match;

import java.util.HashMap;
import java.util.Map;

/**
 * Guesses how often a literal stands in ordinary text, to choose the cheapest one to look for.
 * Stateless.
 *
 * <p>Letters count by their usual share of English, and words that are far commoner than their
 * letters suggest by their rank. A wrong guess costs time, never a match.
 */
final class LiteralRarity {
  /** The letters e t a o i n s r h l d c u m f p g w y b v k x j q z, in thousandths of a text. */
  private static final String LETTERS = "etaoinsrhldcumfpgwybvkxjqz";

  private static final int[] SHARES = {
    100, 74, 65, 61, 57, 57, 52, 49, 40, 33, 30, 27, 22, 20, 17, 16, 15, 14, 14, 12, 8, 5, 2, 1, 1,
    1
  };

  private static final double SPACE = 0.17;
  private static final String COMMON_SIGNS = ".,-'\"\n0123456789";
  private static final double COMMON_SIGN = 0.006;
  private static final double OTHER_ASCII = 0.001;
  private static final double BEYOND_ASCII = 0.002;

  /** Common words of prompts, the commonest first. */
  private static final String WORDS =
      "the of and to in is you that it for was on are as with be this have from or by not but what"
          + " all were we when your can said there use an each which she do how their if will up"
          + " other about out many then them these so some her would make like him into time has"
          + " look two more write go see number no way could people my than first been call who its"
          + " now find long down day did get come made may part user text please data new work list"
          + " want give using should code example file name information question answer help need"
          + " following following one also any only just know take year good most very after think"
          + " back where through much before right too means old same tell boy follow came show"
          + " form three small set put end does another well large must big even such because turn"
          + " here why ask went men read different home us move try kind hand picture again change"
          + " off play spell air away animal house point page letter mother add system response"
          + " model message language output input function content provide based value create line"
          + " process order result email address case explain between every next open seem together"
          + " got group often run important until side feet car mile night walk white sea began"
          + " grow took river four carry state once book hear stop without second later miss idea"
          + " enough instructions rules act pretend previous above mode word words return start"
          + " print access summary key role human assistant everything never always";

  private static final Map<String, Double> WORD_SHARE = wordShares();

  private LiteralRarity() {}

  private static Map<String, Double> wordShares() {
    Map<String, Double> shares = new HashMap<>();
    String[] words = WORDS.split(" ");
    for (int rank = 0; rank < words.length; rank++) {
      // Zipf's law, per unit of text rather than per word.
      shares.putIfAbsent(words[rank], 0.015 / (rank + 2));
    }
    return shares;
  }

  /** The expected number of occurrences in one unit of ordinary text. */
  static double share(String literal) {
    double share = 1;
    int wordStart = 0;
    for (int i = 0; i <= literal.length(); i++) {
      boolean inWord = i < literal.length() && LETTERS.indexOf(literal.charAt(i)) >= 0;
      if (inWord) {
        continue;
      }
      share *= wordShare(literal.substring(wordStart, i));
      if (i < literal.length()) {
        share *= unitShare(literal.charAt(i));
      }
      wordStart = i + 1;
    }
    return share;
  }

  private static double wordShare(String word) {
    double product = 1;
    for (int i = 0; i < word.length(); i++) {
      product *= SHARES[LETTERS.indexOf(word.charAt(i))] / 1000.0;
    }
    return Math.max(product, WORD_SHARE.getOrDefault(word, 0.0));
  }

  private static double unitShare(char unit) {
    if (unit == ' ') {
      return SPACE;
    }
    if (COMMON_SIGNS.indexOf(unit) >= 0) {
      return COMMON_SIGN;
    }
    return unit < 0x80 ? OTHER_ASCII : BEYOND_ASCII;
  }

  /** Whether the text is of ASCII digits, punctuation and the like, without letters or spaces. */
  static boolean isSigns(String text) {
    return !text.isEmpty()
        && text.chars().allMatch(u -> u > ' ' && u < 0x7F && !Character.isLetter(u));
  }
}
