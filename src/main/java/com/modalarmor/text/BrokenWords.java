package com.modalarmor.text;

/**
 * Joins words that a sign or a character drawn as a blank breaks in two: {@code ig-nore pre.vious}.
 * What is not drawn at all may stand between the letters, too.
 */
final class BrokenWords implements Decoder {

  private static final int FOUND_MIN = 2;
  private static final int SAME_LETTERS = 4;
  private static final int PARTS_MAX = 8;

  /** ASCII that may stand within a word. */
  private static final boolean[] BREAKS = new boolean[128];

  static {
    for (char c = 0; c < BREAKS.length; c++) {
      BREAKS[c] = breaks(c) || FoldTable.invisible(c);
    }
  }

  @Override
  public int evidence() {
    return Evidence.BROKEN;
  }

  @Override
  public void decode(Layer in, DecodedViews out) {
    char[] chars = in.chars();
    int length = in.length();
    out.begin(in);
    int found = 0;
    long before = 0;
    Signs signs = in.signs();
    int done = 0;
    for (int at = signs.next(0); at < length; at = signs.next(Math.max(done, at + 1))) {
      if (chars[at] < 128 && !BREAKS[chars[at]]
          || at == done
          || English.letter(chars[at - 1]) == 0) {
        continue;
      }
      int end = tokenEnd(chars, at, length);
      if (end == at) {
        continue; // a word in one piece
      }
      int i = at - 1;
      while (i > done && English.letter(chars[i - 1]) != 0) {
        i--;
      }
      if (Chars.alone(chars, i, end, length) && joins(chars, i, end, out.word)) {
        // The same word twice may be spelled so by habit: plug-in, plug-ins.
        long hash = hash(out.word);
        found += hash == before ? 0 : 1;
        before = hash;
        out.replace(i, end);
        for (int j = i; j < end; j++) {
          if (English.letter(chars[j]) != 0) {
            out.append(chars[j], j, j + 1);
          }
        }
      }
      done = end;
    }
    if (found >= FOUND_MIN) {
      out.finishReplacing();
      out.keep(Transform.SPACED.bit(), found > FOUND_MIN);
    }
  }

  private static long hash(char[] word) {
    long hash = 0;
    for (int i = 0; i < SAME_LETTERS; i++) {
      hash = English.longer(hash, word[i]);
    }
    return hash;
  }

  /** Letters, with single signs between them. */
  private static int tokenEnd(char[] chars, int from, int length) {
    int i = from;
    while (i < length
        && (English.letter(chars[i]) != 0
            || FoldTable.invisible(chars[i])
            || (breaks(chars[i]) && i + 1 < length && goesOn(chars[i + 1])))) {
      i++;
    }
    return i;
  }

  private static boolean goesOn(char c) {
    return English.letter(c) != 0 || FoldTable.invisible(c);
  }

  private static boolean breaks(char c) {
    return c < 128 ? (CharClasses.OF[c] & CharClasses.BREAKER) != 0 : FoldTable.blank(c);
  }

  /** True when the parts are no words, and together are one. */
  private static boolean joins(char[] chars, int from, int end, char[] word) {
    English english = English.get();
    int size = 0;
    int parts = 0;
    int unknownLetters = 0;
    int start = from;
    for (int i = from; i <= end; i++) {
      if (i < end && English.letter(chars[i]) != 0) {
        if (size > English.WORD_MAX) {
          return false;
        }
        word[size++] = chars[i];
        continue;
      }
      if (i < end && !breaks(chars[i])) {
        continue;
      }
      parts++;
      unknownLetters += english.word(chars, start, i) ? 0 : i - start;
      start = i + 1;
    }
    return parts > 1
        && parts <= PARTS_MAX
        && unknownLetters * 2 >= size
        && size > 3
        && english.word(word, 0, size);
  }
}
