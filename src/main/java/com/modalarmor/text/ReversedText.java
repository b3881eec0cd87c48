package com.modalarmor.text;

/**
 * Reads text written backwards, as a whole and word by word: both readings, since their words are
 * the same.
 */
final class ReversedText implements Decoder {

  /** Sum of weights from which a stretch is tried. */
  private static final int STRETCH_MIN = 60;

  /** Bits by which the words stand in their order. */
  private static final int ORDER_BITS = 6;

  private static final int LETTERS_MIN = 10;
  private static final int LONG_WORD = 4;
  private static final int MANY_WORDS = 6;

  /** Two stretches so near each other are one. */
  private static final int NEAR = 24;

  @Override
  public int evidence() {
    return Evidence.BACKWARDS;
  }

  @Override
  public void decode(Layer in, DecodedViews out) {
    // The words of both are the same, but they follow one another as they should in one alone.
    if (decode(in, out, true) && WordOrder.get().balance(out.chars(), out.length()) < ORDER_BITS) {
      decode(in, out, false);
    }
  }

  private static boolean decode(Layer in, DecodedViews out, boolean whole) {
    char[] chars = in.chars();
    int length = in.length();
    Stretches stretches = out.stretches;
    stretches.begin();
    out.begin(in);
    boolean found = false;
    int floor = 0;
    boolean more = stretches.next(chars, length, true, STRETCH_MIN);
    while (more) {
      if (!stretches.severalWords(chars)) {
        more = stretches.next(chars, length, true, STRETCH_MIN);
        continue;
      }
      stretches.fit(chars, length, floor, ReversedText::known);
      boolean proved = reads(chars, stretches.start, stretches.end, whole, out);
      int start = stretches.start;
      int end = stretches.end;
      if (proved) {
        stretches.widen(chars, length, floor, ReversedText::known);
        start = stretches.start;
        end = stretches.end;
      }
      more = stretches.next(chars, length, true, STRETCH_MIN);
      while (more && stretches.start - end <= NEAR) {
        stretches.fit(chars, length, end, ReversedText::known);
        proved |= reads(chars, stretches.start, stretches.end, whole, out);
        if (proved) {
          stretches.widen(chars, length, end, ReversedText::known);
        }
        end = Math.max(end, stretches.end);
        more = stretches.next(chars, length, true, STRETCH_MIN);
      }
      if (proved || reads(chars, start, end, whole, out)) {
        out.gap();
        append(chars, start, end, whole, out);
        found = true;
      }
      floor = Math.max(floor, end);
    }
    if (found) {
      out.keep(Transform.REVERSED.bit(), true);
    }
    return found;
  }

  /** True when a stretch is English backwards; appends nothing. */
  private static boolean reads(char[] chars, int start, int end, boolean whole, DecodedViews out) {
    Plausibility reading = out.plausibility.read(chars, start, end);
    if (reading.letters < LETTERS_MIN || reading.share(0.5)) {
      return false;
    }
    int mark = out.length();
    append(chars, start, end, whole, out);
    reading = out.plausibility.read(out.chars(), mark, out.length());
    // So many words do not come out by chance; the rest may be names.
    double share = reading.knownWords < MANY_WORDS ? 0.6 : 0.4;
    boolean english =
        reading.share(share) && reading.knownWords >= 2 && reading.longestKnown >= LONG_WORD;
    out.cut(mark);
    return english;
  }

  private static void append(char[] chars, int start, int end, boolean whole, DecodedViews out) {
    if (whole) {
      for (int i = end - 1; i >= start; i--) {
        out.append(chars[i], start, end);
      }
    } else {
      flipWords(chars, start, end, out);
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

  private static boolean known(char[] chars, int from, int to) {
    long hash = 0;
    for (int i = to - 1; i >= from; i--) {
      hash = English.longer(hash, chars[i]);
    }
    return to > from && English.get().cost(hash) > 0;
  }
}
