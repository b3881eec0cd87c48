package com.modalarmor.text;

/** The spelling alphabet of radio: a word for each letter. Stateless. */
final class NatoAlphabet {

  private static final String[] WORDS = {
    "alfa", "bravo", "charlie", "delta", "echo", "foxtrot", "golf", "hotel", "india", "juliett",
    "kilo", "lima", "mike", "november", "oscar", "papa", "quebec", "romeo", "sierra", "tango",
    "uniform", "victor", "whiskey", "xray", "yankee", "zulu"
  };
  private static final String[] VARIANTS = {"alpha", "juliet", "whisky", "x-ray", "x ray"};
  private static final String[] DIGITS = {
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"
  };

  /**
   * For each first letter (1 to 26): bit set of {@code length * 5 + last letter & 63} of its words.
   * Few other words pass.
   */
  static final long[] SHAPES = shapes();

  private NatoAlphabet() {}

  /** The letter that the word at that range stands for, or 0. */
  static char letter(char[] chars, int from, int to) {
    int first = English.letter(chars[from]);
    if (first == 0) {
      return 0;
    }
    if (matches(WORDS[first - 1], chars, from, to)) {
      return WORDS[first - 1].charAt(0);
    }
    for (String variant : VARIANTS) {
      if (matches(variant, chars, from, to)) {
        return variant.charAt(0);
      }
    }
    return 0;
  }

  /** The digit that the word at that range stands for, or 0. */
  static char digit(char[] chars, int from, int to) {
    for (int digit = 0; digit < DIGITS.length; digit++) {
      if (matches(DIGITS[digit], chars, from, to)) {
        return (char) ('0' + digit);
      }
    }
    return 0;
  }

  private static boolean matches(String word, char[] chars, int from, int to) {
    if (word.length() != to - from) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      if ((chars[from + i] | 32) != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static long[] shapes() {
    long[] shapes = new long[32];
    for (String word : WORDS) {
      add(shapes, word);
    }
    for (String word : VARIANTS) {
      add(shapes, word);
    }
    return shapes;
  }

  private static void add(long[] shapes, String word) {
    int last = English.letter(word.charAt(word.length() - 1));
    shapes[word.charAt(0) - 'a' + 1] |= 1L << (word.length() * 5 + last & 63);
  }
}
