package com.modalarmor.text;

/**
 * Takes out what is drawn as a blank or not at all and stands inside words everywhere: fillers of
 * scripts that the text is not in. Where it stands in the place of spaces it is left alone. Scripts
 * that have fillers do not put them between Latin letters.
 */
final class BlankFillers {

  private static final int FILLERS_MIN = 3;

  /** Invisible characters in a row that a filler may stand among. */
  private static final int RUN_MAX = 4;

  private BlankFillers() {}

  /** Keeps a view without them; false when there are none to take out. */
  static boolean decode(Layer in, DecodedViews out) {
    char[] chars = in.chars();
    int length = in.length();
    int fillers = 0;
    for (int i = 1; i + 1 < length; i++) {
      fillers += FoldTable.blank(chars[i]) && between(chars, i, length) ? 1 : 0;
    }
    if (fillers < FILLERS_MIN || out.plausibility.read(chars, 0, length).share(0.6)) {
      return false; // with the fillers as spaces it reads well
    }
    out.begin(in);
    for (int i = 0; i < length; i++) {
      if (FoldTable.blank(chars[i]) && between(chars, i, length)) {
        out.replace(i, i + 1);
      }
    }
    out.finishReplacing();
    out.keep(Transform.INVISIBLE.bit(), true);
    return true;
  }

  /** Latin letters stand on both sides, at most some invisible characters away. */
  private static boolean between(char[] chars, int at, int length) {
    int before = at - 1;
    while (before > 0 && at - before <= RUN_MAX && hidden(chars[before])) {
      before--;
    }
    int after = at + 1;
    while (after < length - 1 && after - at <= RUN_MAX && hidden(chars[after])) {
      after++;
    }
    return before >= 0
        && after < length
        && English.letter(chars[before]) != 0
        && English.letter(chars[after]) != 0;
  }

  private static boolean hidden(char c) {
    return FoldTable.blank(c) || FoldTable.invisible(c);
  }
}
