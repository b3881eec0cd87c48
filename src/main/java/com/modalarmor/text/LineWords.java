package com.modalarmor.text;

/**
 * Puts words that stand one on a line into one line again. Lists of words look the same, so it
 * proves no intent.
 */
final class LineWords implements Decoder {

  private static final int LINES_MIN = 6;

  /** Characters of a line on average; those of an encoding are longer. */
  private static final int LINE_MEAN_MAX = 10;

  /** Characters that tell whether words stand on the lines. */
  private static final int SAMPLE_MAX = 400;

  @Override
  public int evidence() {
    return Evidence.LINES;
  }

  @Override
  public void decode(Layer in, DecodedViews out) {
    char[] chars = in.chars();
    int length = in.length();
    out.begin(in);
    boolean found = false;
    int run = 0; // where the lines of one word begin
    int lines = 0;
    int at = 0;
    while (at < length) {
      int end = at;
      boolean blank = false;
      while (end < length && chars[end] != '\n') {
        blank |= chars[end] <= ' ';
        end++;
      }
      if (blank || end == at) {
        found |= lines >= LINES_MIN && join(chars, run, at - 1, lines, out);
        lines = 0;
        run = end + 1;
      } else {
        lines++;
      }
      at = end + 1;
    }
    found |= lines >= LINES_MIN && join(chars, run, length, lines, out);
    if (found) {
      out.finishReplacing();
      out.keepSameWords(Transform.SPACED.bit(), false);
    }
  }

  private static boolean join(char[] chars, int from, int to, int lines, DecodedViews out) {
    Plausibility sample = out.plausibility.read(chars, from, Math.min(to, from + SAMPLE_MAX));
    boolean table = to - from <= lines * LINE_MEAN_MAX && sample.letters * 4 >= sample.length;
    if (!table && !sample.text()) {
      return false; // lines of an encoding
    }
    out.replace(from, to);
    for (int i = from; i < to; i++) {
      out.append(chars[i] == '\n' ? ' ' : chars[i], i, i + 1);
    }
    return true;
  }
}
