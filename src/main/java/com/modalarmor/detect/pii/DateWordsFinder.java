package com.modalarmor.detect.pii;

import java.util.Locale;
import java.util.Set;

/**
 * Finds dates that words make: days of the week, a month's name with a day or a year, and a year
 * after a word that leads up to one. English. Immutable; thread-safe.
 */
final class DateWordsFinder implements Finder {

  /** Characters of one such date. */
  static final int LENGTH_MAX = 24;

  private static final int WORD_MAX = 9;
  private static final float SCORE = 0.6f;
  private static final float YEAR_SCORE = 0.4f;
  private static final Set<String> DAYS =
      Set.of("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday");
  private static final Set<String> MONTHS =
      Set.of(
          "january",
          "february",
          "march",
          "april",
          "may",
          "june",
          "july",
          "august",
          "september",
          "october",
          "november",
          "december",
          "jan",
          "feb",
          "mar",
          "apr",
          "jun",
          "jul",
          "aug",
          "sep",
          "sept",
          "oct",
          "nov",
          "dec");
  private static final Set<String> BEFORE_YEAR =
      Set.of(
          "in", "during", "since", "until", "till", "year", "early", "late", "summer", "winter",
          "spring", "autumn", "fall", "of", "from", "by", "around", "circa", "born", "before",
          "after");

  private final int entity;

  DateWordsFinder(int entity) {
    this.entity = entity;
  }

  @Override
  public void at(PiiScan scan, int from, int to) {
    char[] text = scan.text;
    int before = from;
    int beforeEnd = from;
    for (int i = from; i < to; i++) {
      if (!Units.word(text[i])) {
        continue;
      }
      int end = Units.wordEnd(text, i + 1, to);
      int next = end - i <= WORD_MAX && end - i > 1 ? word(scan, i, end, before, beforeEnd) : end;
      before = i;
      beforeEnd = end;
      i = next - 1;
    }
  }

  /** Looks at one word; the end of what was found, or of the word. */
  private int word(PiiScan scan, int start, int end, int before, int beforeEnd) {
    char[] text = scan.text;
    if (Units.digit(text[start])) {
      return year(scan, start, end, before, beforeEnd);
    }
    String word = new String(text, start, end - start).toLowerCase(Locale.ROOT);
    if (DAYS.contains(word)) {
      scan.hit(entity, start, end, SCORE);
      return end;
    }
    if (!MONTHS.contains(word)) {
      return end;
    }
    int first = dayBefore(text, start, before, beforeEnd);
    int last = after(text, scan.length, end);
    if (first < start || last > end) {
      scan.hit(entity, first, last, SCORE);
      return last;
    }
    return end;
  }

  /** The start of a day's number right before the month, or the month's. */
  private static int dayBefore(char[] text, int month, int before, int beforeEnd) {
    boolean near = beforeEnd < month && month - beforeEnd == 1 && text[beforeEnd] == ' ';
    int digits = 0;
    while (near && before + digits < beforeEnd && Units.digit(text[before + digits])) {
      digits++;
    }
    int rest = beforeEnd - before - digits;
    return digits >= 1 && digits <= 2 && (rest == 0 || rest == 2) ? before : month;
  }

  /** The end of a day or a year, or both, after a month. */
  private static int after(char[] text, int length, int month) {
    int at = month < length && text[month] == '.' ? month + 1 : month;
    int end = number(text, length, at, 4);
    if (end < 0) {
      return month;
    }
    int comma = end < length && text[end] == ',' ? end + 1 : end;
    int year = number(text, length, comma, 4);
    return year > 0 && year - comma == 5 ? year : end;
  }

  /** The end of one to {@code max} digits, with an ordinal's letters, after a space; or -1. */
  private static int number(char[] text, int length, int from, int max) {
    if (from >= length || text[from] != ' ') {
      return -1;
    }
    int end = from + 1;
    while (end < length && end - from <= max && Units.digit(text[end])) {
      end++;
    }
    int digits = end - from - 1;
    if (digits == 0 || digits == 3) {
      return -1;
    }
    if (digits <= 2
        && end + 2 <= length
        && Units.letter(text[end])
        && Units.letter(text[end + 1])
        && (end + 2 == length || !Units.word(text[end + 2]))) {
      end += 2;
    }
    return end < length && Units.word(text[end]) ? -1 : end;
  }

  private int year(PiiScan scan, int start, int end, int before, int beforeEnd) {
    char[] text = scan.text;
    boolean shape =
        end - start == 4
            && Units.digit(text[start + 1])
            && Units.digit(text[start + 2])
            && Units.digit(text[start + 3])
            && ((text[start] == '1' && text[start + 1] == '9')
                || (text[start] == '2' && text[start + 1] == '0'));
    boolean near = beforeEnd + 1 == start && text[beforeEnd] == ' ' && before < beforeEnd;
    boolean alone = end == scan.length || "-/:.,".indexOf(text[end]) < 0 || ends(scan, end);
    if (shape && near && alone) {
      String word = new String(text, before, beforeEnd - before).toLowerCase(Locale.ROOT);
      boolean article =
          word.equals("a")
              && end + 1 < scan.length
              && text[end] == ' '
              && Units.upper(text[end + 1]);
      if (BEFORE_YEAR.contains(word) || article) {
        scan.hit(entity, start, end, YEAR_SCORE);
      }
    }
    return end;
  }

  /** A mark of punctuation that no digit follows. */
  private static boolean ends(PiiScan scan, int mark) {
    return mark + 1 == scan.length || !Units.digit(scan.text[mark + 1]);
  }
}
