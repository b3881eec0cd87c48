package com.modalarmor.names;

/** Tells where a sentence ends, by what was read and the character after it. Stateless. */
final class SentenceEnd {

  private SentenceEnd() {}

  /**
   * True when the last token, which ends before {@code at}, ends a sentence: white space follows,
   * and it is no dot of an abbreviation.
   */
  static boolean at(char[] chars, int at, int to, Tokens t) {
    if (at >= to) {
      return false;
    }
    byte after = Letters.kind(chars[at]);
    if (after != Letters.SPACE && after != Letters.LINE) {
      return false;
    }
    int last = t.count - 1;
    char mark = chars[t.start[last]];
    if (closes(mark) && last > 0 && t.end[last - 1] == t.start[last]) {
      last--;
      mark = chars[t.start[last]];
    }
    if (mark == '!' || mark == '?') {
      return true;
    }
    return mark == '.' && last > 0 && !abbreviation(t, last);
  }

  private static boolean abbreviation(Tokens t, int dot) {
    int before = dot - 1;
    return t.end[before] == t.start[dot]
        && (t.shape[before] == Tokens.SHAPE_INITIAL || Abbreviations.has(t.lower[before]));
  }

  private static boolean closes(char c) {
    return c == '"' || c == '\'' || c == ')' || c == ']' || c == '\u201D' || c == '\u2019';
  }
}
