package com.modalarmor.text;

/** Reads Pig Latin: several words in a row that end in -ay and are words once that is undone. */
final class PigLatin implements Decoder {

  private static final int WORDS_MIN = 3;
  private static final int CLUSTER_MAX = 4;

  @Override
  public int evidence() {
    return Evidence.PIG_LATIN;
  }

  @Override
  public void decode(Layer in, DecodedViews out) {
    char[] chars = in.chars();
    int length = in.length();
    out.begin(in);
    boolean found = false;
    int run = 0;
    int runStart = 0;
    int runEnd = 0;
    int i = 0;
    while (i < length) {
      if (English.letter(chars[i]) == 0) {
        i++;
        continue;
      }
      int end = i;
      while (end < length && English.letter(chars[end]) != 0) {
        end++;
      }
      if (undo(chars, i, end, out.word) > 0) {
        runStart = run == 0 ? i : runStart;
        run++;
        runEnd = end;
      } else {
        found |= emit(chars, runStart, runEnd, run, out);
        run = 0;
      }
      i = end;
    }
    found |= emit(chars, runStart, runEnd, run, out);
    if (found) {
      out.keep(Transform.PIG_LATIN.bit(), true);
    }
  }

  private static boolean emit(char[] chars, int from, int to, int words, DecodedViews out) {
    if (words < WORDS_MIN) {
      return false;
    }
    out.gap();
    int i = from;
    while (i < to) {
      int end = i;
      while (end < to && English.letter(chars[end]) != 0) {
        end++;
      }
      int size = undo(chars, i, end, out.word);
      for (int j = 0; j < size; j++) {
        out.append(out.word[j], i, end);
      }
      if (end < to) {
        out.append(chars[end], end, end + 1);
      }
      i = end + 1;
    }
    return true;
  }

  /** Writes the word that stands behind the one in that range; returns its length, or 0. */
  private static int undo(char[] chars, int from, int end, char[] word) {
    int stem = end - from - 2;
    if (stem < 2
        || stem > English.WORD_MAX + 2
        || (chars[end - 1] | 32) != 'y'
        || (chars[end - 2] | 32) != 'a') {
      return 0;
    }
    English english = English.get();
    char last = (char) (chars[end - 3] | 32);
    if ((last == 'w' || last == 'y' || last == 'h') && english.word(chars, from, end - 3)) {
      return write(chars, from, stem - 1, 0, word);
    }
    for (int cluster = 1; cluster <= CLUSTER_MAX && cluster < stem; cluster++) {
      write(chars, from, stem, cluster, word);
      if (english.word(word, 0, stem)) {
        return stem;
      }
    }
    return 0;
  }

  private static int write(char[] chars, int from, int stem, int cluster, char[] word) {
    for (int i = 0; i < stem; i++) {
      word[i] = (char) (chars[from + (i + stem - cluster) % stem] | 32);
    }
    return stem;
  }
}
