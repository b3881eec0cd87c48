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
    boolean marked = marks.length > 0;
    int count = 0;
    for (int from = 0; from < length; from += Narrow.BLOCK) {
      int to = Math.min(length, from + Narrow.BLOCK);
      Narrow bytes = out.narrow(from, to);
      int[] places = bytes.places;
      for (int row = from; row < to; row += Long.SIZE) {
        int end = Math.min(to, row + Long.SIZE);
        long others = 0; // neither small letters nor blanks
        long special = 0;
        for (int at = row; at < end; at += Narrow.STEP) {
          long eight = bytes.eight(at - from);
          long letters = Narrow.letters(eight);
          long other = Narrow.filled(eight) & ~letters | Narrow.capitals(eight, letters);
          others |= Narrow.gather(other) << at;
          special |= Narrow.special(eight);
        }
        int found = Narrow.list(others, row, places, 0);
        for (int i = 0; i < found; i++) {
          int at = places[i];
          if (special != 0 && (chars[at] >= 128 || ASCII[chars[at]] == LEAVE)) {
            return new UnicodeFold(text, out, FoldTable.get()).run(at);
          }
          int folded = ASCII[chars[at]];
          chars[at] = (char) (folded & CHARACTER);
          if (marked) {
            marks[count] = at;
            count += folded >> MARK_SHIFT;
          }
        }
      }
    }
    if (marked) {
      out.endMarks(count);
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
