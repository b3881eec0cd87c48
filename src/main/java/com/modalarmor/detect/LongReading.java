package com.modalarmor.detect;

import com.modalarmor.classify.AttackKind;
import com.modalarmor.classify.AttackModel;
import com.modalarmor.text.View;

/**
 * What the model says of a text of any length. The most suspicious of thousands of windows cries
 * wolf sooner than that of a few, so what is read in one go pays for its length: the odds fall with
 * it. The sections of a long text are also read each alone, as texts of their own, which pay
 * nothing: an attack among them is found as surely as when it stands alone. Scratch;
 * single-threaded.
 */
final class LongReading {

  /** Characters of a text that is read like any other. */
  static final int LONG_CHARS = 4_096;

  /** Lines of a section without paragraphs are read together up to so many characters. */
  private static final int LINES_CHARS = 1_000;

  /** The odds fall with this power of the length; set on long texts made of the dev file. */
  private static final double LENGTH_POWER = 0.33;

  /**
   * A section in which no window reaches that, read amid the others, says nothing when it is read
   * alone either: with 0.05 no decision changed in 1,500 long texts made of the dev file, and one
   * score in four hundred; with 0.07 an attack was missed.
   */
  private static final float SUSPECT_MIN = 0.05f;

  private float probability;
  private AttackKind kind = AttackKind.PROMPT_INJECTION;
  private int start;
  private int end;

  /** The probability that the text holds an attack; the rest of this object describes it. */
  float score(AttackModel model, View view, int channel, AttackModel.Scratch scratch) {
    char[] chars = view.chars();
    int length = view.length();
    probability = -1;
    if (length <= LONG_CHARS) {
      read(model, chars, 0, length, channel, scratch);
      return probability;
    }
    model.survey(chars, 0, length, channel, SUSPECT_MIN, scratch);
    take(length, scratch);
    if (scratch.probability() < ModelDetector.REPORTED_MIN) {
      return probability;
    }
    int from = 0;
    while (from < length) {
      int to = paragraphEnd(chars, from, length);
      boolean suspect = scratch.suspects(from, to);
      if (suspect && to - from < length) {
        read(model, chars, from, to, channel, scratch);
      }
      if (suspect && to - from > LONG_CHARS) {
        lines(model, chars, from, to, channel, scratch);
      }
      from = to;
    }
    return probability;
  }

  private void lines(
      AttackModel model, char[] chars, int from, int to, int channel, AttackModel.Scratch scratch) {
    int start = from;
    int stop = from; // the last line end that fits
    int at = from;
    while (at < to) {
      int lineEnd = at;
      while (lineEnd < to && chars[lineEnd] != '\n') {
        lineEnd++;
      }
      lineEnd = Math.min(to, lineEnd + 1);
      if (lineEnd - start > LINES_CHARS && stop > start) {
        readSuspect(model, chars, start, stop, channel, scratch);
        start = stop;
      }
      stop = lineEnd;
      at = lineEnd;
    }
    if (start > from) {
      readSuspect(model, chars, start, to, channel, scratch);
    }
  }

  /** Just after the empty line that ends the paragraph. */
  private static int paragraphEnd(char[] chars, int from, int length) {
    int lineEnds = 0;
    for (int i = from; i < length; i++) {
      if (chars[i] == '\n') {
        lineEnds++;
      } else if (chars[i] > ' ') {
        if (lineEnds > 1) {
          return i;
        }
        lineEnds = 0;
      }
    }
    return length;
  }

  private void read(
      AttackModel model, char[] chars, int from, int to, int channel, AttackModel.Scratch scratch) {
    model.score(chars, from, to, channel, scratch);
    take(to - from, scratch);
  }

  private void readSuspect(
      AttackModel model, char[] chars, int from, int to, int channel, AttackModel.Scratch scratch) {
    if (scratch.suspects(from, to)) {
      read(model, chars, from, to, channel, scratch);
    }
  }

  /** What was read of so many characters, less what it pays for their number. */
  private void take(int size, AttackModel.Scratch scratch) {
    float read = scratch.probability();
    float paid =
        size <= LONG_CHARS
            ? read
            : withOdds(read, (float) Math.pow((double) LONG_CHARS / size, LENGTH_POWER));
    if (paid > probability) {
      probability = paid;
      start = scratch.start();
      end = scratch.end();
      if (paid >= ModelDetector.REPORTED_MIN) {
        kind = scratch.kind();
      }
    }
  }

  /** The probability when the odds are so many times as high. */
  static float withOdds(float probability, float times) {
    return probability * times / (1 - probability + probability * times);
  }

  /** What sort of attack it would be. */
  AttackKind kind() {
    return kind;
  }

  int start() {
    return start;
  }

  int end() {
    return end;
  }
}
