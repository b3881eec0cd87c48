package com.modalarmor.text;

/**
 * A stretch in which the same separator stands after each character, whatever it is: {@code i-g-n
 * o-r-e}, or with blanks, of which there are three between words. Found by its form alone, in any
 * script; leaving the separators out gives the text as it was. Scratch; single-threaded.
 */
final class SeparatedSigns {

  private static final int LETTERS_MIN = 8;

  /** Where the stretch found last ends. */
  int end;

  /** True when a stretch begins at {@code from}; then {@link #end} says how far it goes. */
  boolean read(char[] chars, int from, int length) {
    if (from + 5 >= length || chars[from] <= ' ') {
      return false;
    }
    int second = from + units(chars, from, length);
    char separator = chars[second];
    if (!separates(separator)) {
      return false;
    }
    int letters = 0;
    int gaps = 0;
    int i = from;
    end = from;
    while (i < length) {
      int next = i + units(chars, i, length);
      boolean gap = chars[i] <= ' ';
      if (gap && separator != ' ') {
        i = next;
        gaps++;
        continue;
      }
      boolean separated = next < length && chars[next] == separator;
      boolean last = next >= length || chars[next] <= ' ' && separator != ' ';
      if (!separated && !last) {
        break;
      }
      gaps += gap ? 1 : 0;
      if (!gap) {
        letters += Character.isLetter(Character.codePointAt(chars, i, length)) ? 1 : 0;
        end = next;
      }
      i = separated ? next + 1 : next;
    }
    return letters >= LETTERS_MIN && gaps > 0 && gaps * 3 <= letters * 2;
  }

  /** Appends the stretch from {@code from} to {@link #end} without its separators. */
  void copy(char[] chars, int from, DecodedViews out) {
    char separator = chars[from + units(chars, from, end)];
    int i = from;
    while (i < end) {
      int next = i + units(chars, i, end);
      boolean gap = chars[i] <= ' ' && separator != ' ';
      for (int j = i; j < next && !(gap && chars[i - 1] == chars[i]); j++) {
        out.append(chars[j], i, next);
      }
      i = !gap && next < end && chars[next] == separator ? next + 1 : next;
    }
  }

  private static int units(char[] chars, int at, int length) {
    return at + 1 < length && Character.isSurrogatePair(chars[at], chars[at + 1]) ? 2 : 1;
  }

  private static boolean separates(char c) {
    return c == ' '
        || c == '\u00B7'
        || c == '\u2022'
        || (c < 128 && (CharClasses.OF[c] & CharClasses.BREAKER) != 0);
  }
}
