package com.modalarmor.names;

/**
 * Ages by the words around a number: {@code 45-year-old}, {@code aged 45}, {@code turned 45},
 * {@code Roe, 45, of}. Stateless.
 */
final class AgeRules {

  private static final int AGE_MAX = 120;
  private static final float CLEAR = 0.9f;
  private static final float LIKELY = 0.6f;

  private static final WordSet YEARS = WordSet.of("year years yr yrs y month months week weeks");
  private static final WordSet OLD = WordSet.of("old young");
  private static final WordSet OF = WordSet.of("of");
  private static final WordSet AGE = WordSet.of("age ages");
  private static final WordSet AGED = WordSet.of("age aged ages");
  private static final WordSet LINKS = WordSet.of("of : is was = at");
  private static final WordSet DASH = WordSet.of("- \u2010 \u2011 \u2013");
  private static final WordSet SHORT = WordSet.of("yo yrs yr");
  private static final WordSet TURNS = WordSet.of("turn turns turned turning");
  private static final WordSet PRONOUNS = WordSet.of("i he she who they you");
  private static final WordSet IS = WordSet.of("am is was are were m s re 'm 's 're be");
  private static final WordSet CONTRACTED =
      WordSet.of("i'm i’m im he's she's they're you're he’s she’s");
  private static final WordSet APOSTROPHE = WordSet.of("' ’");
  private static final WordSet STOPS =
      WordSet.of(". , ! ? ; ) and now when today tomorrow next this soon");
  private static final WordSet COMMA = WordSet.of(", (");
  private static final WordSet COMMA_AFTER = WordSet.of(", ) . ;");
  private static final WordSet TENS =
      WordSet.of("twenty thirty forty fifty sixty seventy eighty ninety");
  private static final WordSet NUMBERS =
      WordSet.of(
          "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
              + " sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy"
              + " eighty ninety");

  private AgeRules() {}

  static void find(char[] chars, Tokens t, byte[] tags, NamesFound out) {
    for (int i = 0; i < t.count; i++) {
      if (plausible(chars, t, i) && tags[i] == Tags.NONE) {
        float score = number(t, tags, i);
        if (score > 0) {
          out.add(NameKind.AGE, i, i, score);
        }
      } else if (t.shape[i] == Tokens.SHAPE_LOWER || t.shape[i] == Tokens.SHAPE_CAPITAL) {
        i = words(t, i, out);
      }
    }
  }

  private static boolean plausible(char[] chars, Tokens t, int i) {
    int shape = t.shape[i];
    if (shape < Tokens.SHAPE_DIGITS || shape > Tokens.SHAPE_DIGITS + 2) {
      return false;
    }
    int value = 0;
    for (int c = t.start[i]; c < t.end[i]; c++) {
      value = value * 10 + Character.digit(chars[c], 10);
    }
    return value >= 0 && value <= AGE_MAX;
  }

  private static float number(Tokens t, byte[] tags, int i) {
    if (old(t, i + 1) || aged(t, i)) {
      return CLEAR;
    }
    boolean stops = i + 1 >= t.count || STOPS.has(t, i + 1) || t.line(i + 1);
    if (!stops) {
      return 0;
    }
    if (TURNS.has(t, i - 1) || subject(t, i)) {
      return LIKELY;
    }
    boolean after = i >= 2 && tags[i - 2] != Tags.NONE && Tags.type(tags[i - 2]) == Tags.PERSON;
    return after && COMMA.has(t, i - 1) && COMMA_AFTER.has(t, i + 1) ? LIKELY : 0;
  }

  /** {@code years old}, {@code -year-old}, {@code years of age}, {@code yo}. */
  private static boolean old(Tokens t, int at) {
    int i = DASH.has(t, at) ? at + 1 : at;
    if (SHORT.has(t, i) && !DASH.has(t, i + 1) && i + 1 < t.count && !OLD.has(t, i + 1)) {
      return t.lower[i] == Tokens.word("yo");
    }
    if (!YEARS.has(t, i)) {
      return SHORT.has(t, i);
    }
    int j = DASH.has(t, i + 1) ? i + 2 : i + 1;
    return OLD.has(t, j) || (OF.has(t, j) && AGE.has(t, j + 1));
  }

  private static boolean aged(Tokens t, int i) {
    int before = i - 1;
    for (int n = 0; n < 2 && LINKS.has(t, before); n++) {
      before--;
    }
    return AGED.has(t, before);
  }

  /** {@code I am}, {@code she's}, {@code when he was}. */
  private static boolean subject(Tokens t, int i) {
    if (CONTRACTED.has(t, i - 1)) {
      return true;
    }
    if (!IS.has(t, i - 1)) {
      return false;
    }
    int before = APOSTROPHE.has(t, i - 2) ? i - 3 : i - 2;
    return PRONOUNS.has(t, before);
  }

  /** {@code forty-five years old}; returns the last token read. */
  private static int words(Tokens t, int i, NamesFound out) {
    if (!NUMBERS.has(t, i)) {
      return i;
    }
    int last = i;
    if (TENS.has(t, i)) {
      int next = DASH.has(t, i + 1) ? i + 2 : i + 1;
      last = NUMBERS.has(t, next) && !TENS.has(t, next) ? next : i;
    }
    if (old(t, last + 1) || aged(t, i)) {
      out.add(NameKind.AGE, i, last, CLEAR);
    }
    return last;
  }
}
