package com.modalarmor.detect.pii;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Finds bank identifier codes (ISO 9362): eight or eleven capitals and digits with a country in the
 * middle. Without a digit a word such as CUSTOMER looks the same, so it must be named. Immutable.
 */
final class BicFinder implements Finder {

  private static final int SHORT = 8;
  static final int LENGTH_MAX = 11;
  private static final Set<String> COUNTRIES =
      new HashSet<>(Arrays.asList(Locale.getISOCountries()));

  private final int entity;
  private final float score;

  BicFinder(int entity, float score) {
    this.entity = entity;
    this.score = score;
  }

  @Override
  public void at(PiiScan scan, int from, int to) {
    char[] text = scan.text;
    for (int i = from; i < to; i++) {
      if (!Units.word(text[i])) {
        continue;
      }
      int end = Units.wordEnd(text, i + 1, to);
      if (end - i == SHORT || end - i == LENGTH_MAX) {
        code(scan, i, end);
      }
      i = end;
    }
  }

  private void code(PiiScan scan, int start, int end) {
    boolean digit = false;
    for (int i = start; i < end; i++) {
      char c = scan.text[i];
      boolean letter = Units.upper(c);
      if (!letter && (i < start + 6 || !Units.digit(c))) {
        return;
      }
      digit |= !letter;
    }
    if (COUNTRIES.contains(new String(scan.text, start + 4, 2))
        && (digit || scan.supported(entity, start))) {
      scan.hit(entity, start, end, score);
    }
  }
}
