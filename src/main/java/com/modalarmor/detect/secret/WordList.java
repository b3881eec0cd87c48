package com.modalarmor.detect.secret;

import java.util.ArrayList;
import java.util.List;

/** A few words to look for in short ranges, by their first letter. Immutable. */
final class WordList {

  private static final int LETTERS = 256;

  private final String[][] byFirst = new String[LETTERS][];

  WordList(List<String> words) {
    List<List<String>> lists = new ArrayList<>();
    for (int i = 0; i < LETTERS; i++) {
      lists.add(new ArrayList<>());
    }
    words.stream().distinct().forEach(word -> lists.get(word.charAt(0) & 255).add(word));
    for (int i = 0; i < LETTERS; i++) {
      byFirst[i] = lists.get(i).isEmpty() ? null : lists.get(i).toArray(String[]::new);
    }
  }

  /** End of a word that begins in the range and ends in it, the first one; -1 = there is none. */
  int endIn(SecretText text, int from, int to) {
    char[] lower = text.lower();
    for (int i = from; i < to; i++) {
      String[] words = byFirst[lower[i] & 255];
      if (words == null) {
        continue;
      }
      for (String word : words) {
        if (i + word.length() <= to && text.at(i, word)) {
          return i + word.length();
        }
      }
    }
    return -1;
  }

  boolean in(SecretText text, int from, int to) {
    return endIn(text, from, to) >= 0;
  }

  /** Whether a word stands just before {@code end} and begins in the range. */
  boolean endsAt(SecretText text, int from, int end) {
    for (int i = Math.max(from, end - 16); i < end; i++) {
      String[] words = byFirst[text.lower()[i] & 255];
      if (words == null) {
        continue;
      }
      for (String word : words) {
        if (i + word.length() == end && text.at(i, word)) {
          return true;
        }
      }
    }
    return false;
  }
}
