package com.modalarmor.detect.pii;

import java.util.Locale;
import java.util.Set;

/**
 * Words right before a value that say that it is something else: {@code version 1.2.3.4} is no
 * address, nor is {@code version is 1.2.3.4}. Stateless.
 */
final class OtherWords {

  /** Letters of the longest such word. */
  private static final int WORD_MAX = 16;

  /** Blanks and marks between word and value. */
  private static final int GAP_MAX = 3;

  /** One of these may stand between. */
  private static final Set<String> LINKS = Set.of("is", "was", "number", "no", "of");

  private OtherWords() {}

  /** True when one of the lower-case words stands right before the place. */
  static boolean before(char[] text, int start, Set<String> words) {
    int end = gapBefore(text, start);
    int from = wordBefore(text, end);
    if (from == end || end == start) {
      return false;
    }
    String word = word(text, from, end);
    if (LINKS.contains(word)) {
      end = gapBefore(text, from);
      from = wordBefore(text, end);
      word = word(text, from, end);
    }
    return words.contains(word);
  }

  private static int gapBefore(char[] text, int start) {
    int end = start;
    while (end > 0 && start - end < GAP_MAX && between(text[end - 1])) {
      end--;
    }
    return end;
  }

  /** Where the letters before {@code end} begin that no other sign of a word stands before. */
  private static int wordBefore(char[] text, int end) {
    int from = end;
    while (from > 0 && end - from <= WORD_MAX && Units.letter(text[from - 1])) {
      from--;
    }
    return from == 0 || !Units.word(text[from - 1]) ? from : end;
  }

  private static String word(char[] text, int from, int end) {
    return new String(text, from, end - from).toLowerCase(Locale.ROOT);
  }

  private static boolean between(char c) {
    return c == ' ' || c == ':' || c == '=' || c == '-' || c == '#';
  }
}
