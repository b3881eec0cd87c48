package com.modalarmor.classify;

/**
 * Tells in what sort of language a window is written, where its logit depends on that: the weights
 * know little of languages of which the training has few rows, so that attacks and harmless texts
 * in them alike have lower logits than in English. Stateless.
 */
final class WindowLanguage {

  /** Nothing is known of it that counts. */
  static final int OTHER = 0;

  /** Chinese, Japanese or Korean. */
  static final int EAST_ASIAN = 1;

  /** One of which the training has few rows. */
  static final int FEW_ROWS = 2;

  /** A window is in such a language when one in so many of its words or letters is. */
  private static final int LETTERS = 3;

  private static final int WORDS = 4;

  private WindowLanguage() {}

  /** By its letters alone: what Cyrillic, Arabic and Latin ones say is {@link #OTHER}. */
  static int byLetters(char[] chars, int start, int end) {
    int east = 0;
    int few = 0;
    int letters = 0;
    for (int i = start; i < end; i += 2) {
      char c = chars[i];
      east += CharKind.eastAsian(c) ? 1 : 0;
      few += CharKind.ofFewRows(c) ? 1 : 0;
      letters += c > ' ' ? 1 : 0;
    }
    return LETTERS * east > letters ? EAST_ASIAN : LETTERS * few > letters ? FEW_ROWS : OTHER;
  }

  /** By its words: {@link #FEW_ROWS} or {@link #OTHER}. */
  static int byWords(char[] chars, int start, int end) {
    WordGroups groups = WordGroups.packaged();
    int few = 0;
    int words = 0;
    int word = 0;
    for (int i = start; i <= end; i++) {
      int kind = i < end ? CharKind.of(chars[i]) : CharKind.SPACE;
      if (kind == CharKind.WORD) {
        word = FeatureHash.longer(word, FeatureHash.spread(chars[i]));
      } else if (kind == CharKind.DIGIT) {
        word = FeatureHash.longer(word, NGrams.ZERO);
      } else if (word != 0) {
        words++;
        few += (groups.of(FeatureHash.word(word)) & WordGroups.FEW_ROWS) != 0 ? 1 : 0;
        word = 0;
      }
    }
    return words > 0 && WORDS * few >= words ? FEW_ROWS : OTHER;
  }
}
