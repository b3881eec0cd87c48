package com.modalarmor.text;

/** Folds a text into the form that signatures are written in. Stateless. */
public final class Fold {

  /** A folded view is at most this many times as long as its text. */
  static final int GROWTH_MAX = FoldTable.EXPANSION_MAX;

  private static final char LEAVE = 0xFFFF;

  /** In the table beside the character: neither a letter nor a blank. */
  private static final int MARK_SHIFT = 7;

  private static final int CHARACTER = (1 << MARK_SHIFT) - 1;
  private static final char[] ASCII = ascii();

  private Fold() {}

  /** Fills {@code out}; returns the bit set of {@link Transform}s that changed something. */
  public static int fold(String text, View out) {
    char[] chars = out.beginIdentity(text);
    int length = out.length();
    int[] marks = out.beginMarks(length);
    char[] ascii = ASCII;
    int done = marks.length == 0 ? 0 : length;
    int marked = 0;
    for (int i = 0; i < done; i++) {
      char c = chars[i];
      char to = c < 128 ? ascii[c] : LEAVE;
      if (to == LEAVE) {
        return new UnicodeFold(text, out, FoldTable.get()).run(i);
      }
      chars[i] = (char) (to & CHARACTER);
      if (to > CHARACTER) {
        marks[marked++] = i;
      }
    }
    if (done == length) {
      out.endMarks(marked);
    }
    for (int i = done; i < length; i++) {
      char c = chars[i];
      char to = c < 128 ? ascii[c] : LEAVE;
      if (to == LEAVE) {
        return new UnicodeFold(text, out, FoldTable.get()).run(i);
      }
      chars[i] = (char) (to & CHARACTER);
    }
    return 0;
  }

  /**
   * Folds the first {@code count} characters of a ranged view into another one; false, and nothing
   * done, where not all of the view is ASCII that folds one for one and disguises nothing.
   */
  static boolean ascii(View view, int count, View out) {
    char[] ascii = ASCII;
    char[] chars = view.chars();
    for (int i = 0; i < view.length(); i++) {
      if (chars[i] >= 128 || ascii[chars[i]] == LEAVE) {
        return false;
      }
    }
    out.copyRanged(view, view, count);
    char[] folded = out.chars();
    for (int i = 0; i < count; i++) {
      folded[i] = (char) (ascii[folded[i]] & CHARACTER);
    }
    return true;
  }

  /** Loads the tables that the first text beyond ASCII would otherwise wait for. */
  static void warmUp() {
    FoldTable.get();
  }

  private static char[] ascii() {
    char[] table = new char[128];
    for (char c = 0; c < 128; c++) {
      table[c] = c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
      if (c < 32 || c == 127) {
        table[c] = c == '\n' ? c : (c >= 9 && c <= 13) || c == 27 ? ' ' : LEAVE;
      }
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      if (!letter && c != ' ' && table[c] != LEAVE) {
        table[c] |= 1 << MARK_SHIFT;
      }
    }
    return table;
  }
}
