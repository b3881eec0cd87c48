package com.modalarmor.detect.pii;

import java.util.Locale;
import java.util.Set;

/** Finds forms of address before a name: Mr., Mrs., Dr. and the like. Immutable; thread-safe. */
final class TitleFinder implements Finder {

  /** With its dot, a space and the first letter of the name. */
  static final int LENGTH_MAX = 8;

  private static final int WORD_MAX = 5;
  private static final Set<String> TITLES =
      Set.of(
          "mr", "mrs", "ms", "miss", "mx", "dr", "prof", "sir", "herr", "frau", "mme", "sra", "sr");

  private final int entity;
  private final float score;

  TitleFinder(int entity, float score) {
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
      if (Units.upper(text[i]) && end - i <= WORD_MAX && end - i > 1) {
        int dot = end < to && text[end] == '.' ? end + 1 : end;
        boolean name = dot + 1 < to && text[dot] == ' ' && Character.isUpperCase(text[dot + 1]);
        if (name && TITLES.contains(new String(text, i, end - i).toLowerCase(Locale.ROOT))) {
          scan.hit(entity, i, dot, score);
        }
      }
      i = end;
    }
  }
}
