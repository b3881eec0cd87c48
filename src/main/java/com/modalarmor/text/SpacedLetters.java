package com.modalarmor.text;

/**
 * Joins letters that stand alone, with spaces, signs or line ends between them, and cuts letters
 * that run on without any space into words.
 */
final class SpacedLetters implements Decoder {

  private static final int SINGLES_MIN = 5;
  private static final int GAP_MAX = 4;
  private static final int RUN_ON_MIN = 20;
  private static final int RUN_ON_WORDS = 4;

  @Override
  public int evidence() {
    return Evidence.SINGLES | Evidence.LETTERS;
  }

  @Override
  public void decode(Layer in, DecodedViews out) {
    char[] chars = in.chars();
    int length = in.length();
    out.begin(in);
    boolean found = false;
    int i = 0;
    while (i < length) {
      if (regular(chars, i, length) && out.separated.read(chars, i, length)) {
        out.replace(i, out.separated.end);
        out.separated.copy(chars, i, out);
        found = true;
        i = out.separated.end;
        continue;
      }
      if (English.letter(chars[i]) == 0 || beside(chars, i - 1)) {
        i++;
        continue;
      }
      int end = wordEnd(chars, i, length);
      if (end - i >= RUN_ON_MIN && oneCase(chars, i, end)) {
        boolean inName =
            i > 0 && (chars[i - 1] == '-' || chars[i - 1] == '_' || chars[i - 1] == '/');
        found |= !inName && runOn(chars, i, end, out);
      } else if (end == i + 1) {
        end = singles(chars, i, length, out.letters);
        if (out.letters.count() >= SINGLES_MIN) {
          found |= join(i, end, out);
        }
      }
      i = end;
    }
    if (found) {
      out.finishReplacing();
      out.keep(Transform.SPACED.bit(), true);
    }
  }

  /** The same sign stands after each of some characters. */
  private static boolean regular(char[] chars, int at, int length) {
    return at + 5 < length
        && (at == 0 || chars[at - 1] <= ' ')
        && (chars[at + 3] == chars[at + 1] || chars[at + 4] == chars[at + 2])
        && !CharKinds.letterOrDigit(chars[at + 1]);
  }

  private static boolean beside(char[] chars, int at) {
    return at >= 0 && (CharKinds.letterOrDigit(chars[at]) || chars[at] == '\'');
  }

  private static int wordEnd(char[] chars, int from, int length) {
    int i = from;
    while (i < length && English.letter(chars[i]) != 0) {
      i++;
    }
    return i;
  }

  /** Names in code run on too, with capitals. */
  private static boolean oneCase(char[] chars, int from, int end) {
    for (int i = from + 2; i < end; i++) {
      if ((chars[i] & 32) != (chars[from + 1] & 32)) {
        return false;
      }
    }
    return true;
  }

  /** Collects single letters from {@code from} on; returns where they end. */
  private static int singles(char[] chars, int from, int length, Letters letters) {
    letters.clear();
    int narrow = gap(chars, from + 1, length);
    int i = from;
    int end = from;
    while (i < length && wordEnd(chars, i, length) == i + 1) {
      letters.add(chars[i], i, i + 1);
      end = i + 1;
      int gap = gap(chars, end, length);
      if (gap == 0 || gap > GAP_MAX) {
        break;
      }
      if (gap != narrow || chars[end] != chars[from + 1]) {
        letters.wordBreak();
      }
      i = end + gap;
    }
    return end;
  }

  private static int gap(char[] chars, int from, int length) {
    int i = from;
    while (i < length
        && i <= from + GAP_MAX
        && !CharKinds.letterOrDigit(chars[i])
        && !FoldTable.invisible(chars[i])) {
      i++;
    }
    return i < length && CharKinds.letterOrDigit(chars[i]) ? i - from : 0;
  }

  private static boolean join(int from, int end, DecodedViews out) {
    return spell(from, end, 2, out);
  }

  private static boolean runOn(char[] chars, int from, int end, DecodedViews out) {
    Letters letters = out.letters;
    letters.clear();
    for (int i = from; i < end; i++) {
      letters.add(chars[i], i, i + 1);
    }
    return spell(from, end, RUN_ON_WORDS, out);
  }

  private static boolean spell(int from, int end, int wordsMin, DecodedViews out) {
    // Tried in a place of its own first: what stands around is copied only for what is kept.
    int mark = out.length();
    boolean spelled = out.letters.spell(out, false, false);
    boolean kept =
        spelled && (out.letters.words() >= wordsMin || out.letters.count() <= English.WORD_MAX);
    if (!kept || out.letters.words() > out.letters.count() / 2) {
      out.cut(mark);
      return false;
    }
    out.hold(mark);
    out.replace(from, end);
    out.release();
    return true;
  }
}
