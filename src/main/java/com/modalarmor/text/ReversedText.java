package com.modalarmor.text;

/**
 * Reads text written backwards, as a whole and word by word: both readings, since their words are
 * the same.
 */
final class ReversedText implements Decoder {

  private static final int LETTERS_MIN = 10;
  private static final int WORDS_BESIDE_MAX = 6;

  @Override
  public int evidence() {
    return Evidence.BACKWARDS;
  }

  @Override
  public void decode(Layer in, DecodedViews out) {
    char[] chars = in.chars();
    int length = in.length();
    Stretches stretches = out.stretches;
    stretches.begin();
    out.begin(in);
    boolean found = false;
    int floor = 0;
    while (stretches.next(chars, length, true, Evidence.BACKWARDS_MIN)) {
      int start = wordsBefore(chars, stretches.start, floor);
      int end = wordsAfter(chars, stretches.end, length);
      Plausibility reading = out.plausibility.read(chars, start, end);
      if (reading.letters < LETTERS_MIN || reading.share(0.5)) {
        continue;
      }
      out.gap();
      int mark = out.length();
      for (int i = end - 1; i >= start; i--) {
        out.append(chars[i], start, end);
      }
      reading = out.plausibility.read(out.chars(), mark, out.length());
      if (!reading.share(0.6) || reading.knownWords < 2) {
        out.cut(mark);
        continue;
      }
      found = true;
      floor = end;
      out.gap();
      flipWords(chars, start, end, out);
    }
    if (found) {
      out.keep(Transform.REVERSED.bit(), true);
    }
  }

  private static void flipWords(char[] chars, int start, int end, DecodedViews out) {
    int i = start;
    while (i < end) {
      int stop = i;
      while (stop < end && chars[stop] > ' ') {
        stop++;
      }
      for (int j = stop - 1; j >= i; j--) {
        out.append(chars[j], i, stop);
      }
      if (stop < end) {
        out.append(chars[stop], stop, stop + 1);
      }
      i = stop + 1;
    }
  }

  private static int wordsBefore(char[] chars, int from, int floor) {
    int start = from;
    for (int words = 0; words < WORDS_BESIDE_MAX; words++) {
      int end = start;
      while (end > floor && English.letter(chars[end - 1]) == 0 && end > start - 2) {
        end--;
      }
      int word = end;
      while (word > floor
          && word > end - English.WORD_MAX
          && English.letter(chars[word - 1]) != 0) {
        word--;
      }
      if (!known(chars, word, end)) {
        break;
      }
      start = word;
    }
    return start;
  }

  private static int wordsAfter(char[] chars, int from, int length) {
    int end = from;
    for (int words = 0; words < WORDS_BESIDE_MAX; words++) {
      int word = end;
      while (word < length && English.letter(chars[word]) == 0 && word < end + 2) {
        word++;
      }
      int stop = word;
      while (stop < length && stop < word + English.WORD_MAX && English.letter(chars[stop]) != 0) {
        stop++;
      }
      if (!known(chars, word, stop)) {
        break;
      }
      end = stop;
    }
    return end;
  }

  private static boolean known(char[] chars, int from, int to) {
    long hash = 0;
    for (int i = to - 1; i >= from; i--) {
      hash = English.longer(hash, chars[i]);
    }
    return to > from && English.get().cost(hash) > 0;
  }
}
