package com.modalarmor.text;

/** Reads words spelled in the letters that flags are made of. Flags in a row make no words. */
final class RegionalLetters implements Decoder {

  private static final int LETTERS_MIN = 8;
  private static final int GAP_MAX = 4;
  private static final char HIGH = '\uD83C';
  private static final char FIRST = '\uDDE6';
  private static final char LAST = '\uDDFF';

  /** True for the second half of such a letter, if the first is {@code high}. */
  static boolean letter(char high, char low) {
    return high == HIGH && low >= FIRST && low <= LAST;
  }

  @Override
  public int evidence() {
    return Evidence.REGIONAL;
  }

  @Override
  public void decode(Layer in, DecodedViews out) {
    char[] chars = in.chars();
    int length = in.length();
    out.begin(in);
    Letters letters = out.letters;
    letters.clear();
    boolean found = false;
    int end = 0;
    int i = 0;
    while (i < length) {
      if (i + 1 >= length || !letter(chars[i], chars[i + 1])) {
        i++;
        continue;
      }
      if (letters.count() > 0 && i - end > GAP_MAX) {
        found |= letters.spellApart(LETTERS_MIN, out, false, false);
        letters.clear();
      }
      if (letters.count() > 0 && blank(chars, end, i)) {
        letters.wordBreak();
      }
      letters.add((char) ('a' + chars[i + 1] - FIRST), i, i + 2);
      i += 2;
      end = i;
    }
    found |= letters.spellApart(LETTERS_MIN, out, false, false);
    if (found) {
      out.keepText(Transform.NFKC.bit());
    }
  }

  private static boolean blank(char[] chars, int from, int to) {
    for (int i = from; i < to; i++) {
      if (!FoldTable.invisible(chars[i])) {
        return true;
      }
    }
    return false;
  }
}
