package com.modalarmor.detect;

import com.modalarmor.classify.AttackKind;
import com.modalarmor.classify.AttackModel;
import com.modalarmor.text.View;

/**
 * What the model says of a text of any length. A long one is read in sections that overlap; where
 * one is suspicious, its paragraphs are read each alone as well: an attack among others' sentences
 * is found nearly as surely as when it stands alone. As the most suspicious of a thousand pieces
 * cries wolf sooner than that of a few, each pays for the length of the whole: its odds fall with
 * it, those of a section, cut anywhere, more than those of a paragraph. Scratch; single-threaded.
 */
final class LongReading {

  /** Characters of a text that is read like any other, and of a section. */
  static final int LONG_CHARS = 4_096;

  /** Characters that a section has in common with the one before. */
  private static final int OVERLAP_CHARS = 400;

  /** Lines of a paragraph longer than a section are read together up to so many characters. */
  private static final int LINES_CHARS = 1_000;

  /** A paragraph is one of many, and is not judged as if it were shorter. */
  private static final int PIECE_CHARS = 1_000;

  /**
   * The odds of a section fall with this power of the length; set on long texts of the dev file.
   */
  static final double LENGTH_POWER = 0.5;

  /** Those of a paragraph. */
  static final double PARAGRAPH_POWER = 0.1;

  private AttackModel model;
  private AttackModel.Scratch scratch;
  private char[] chars;
  private int channel;
  private float probability;
  private AttackKind kind = AttackKind.PROMPT_INJECTION;
  private int start;
  private int end;

  /** The probability that the text holds an attack; the rest of this object describes it. */
  float score(AttackModel by, View view, int of, AttackModel.Scratch with) {
    model = by;
    scratch = with;
    chars = view.chars();
    channel = of;
    int length = view.length();
    probability = -1;
    if (length <= LONG_CHARS) {
      read(0, length, 0);
      return probability;
    }
    double lengths = Math.log((double) length / LONG_CHARS);
    float handicap = (float) (LENGTH_POWER * lengths);
    float lesser = (float) (PARAGRAPH_POWER * lengths);
    int from = 0;
    int unread = 0; // where the first paragraph begins that was not read alone, and where it ends
    int paragraphEnd = paragraphEnd(chars, 0, length);
    while (from < length) {
      int to = cut(chars, from, Math.min(length, from + LONG_CHARS), length);
      read(from, to, handicap);
      boolean suspicious = scratch.suspicious();
      while (unread < to) {
        if (suspicious && paragraphEnd > from) {
          paragraph(unread, paragraphEnd, lesser);
        } else if (paragraphEnd > to) {
          break; // the next section will tell
        }
        unread = paragraphEnd;
        paragraphEnd = paragraphEnd(chars, unread, length);
      }
      from = to == length ? length : cut(chars, from + 1, to - OVERLAP_CHARS, length);
    }
    return probability;
  }

  private void paragraph(int from, int to, float handicap) {
    if (to - from <= LONG_CHARS) {
      read(from, to, handicap);
      return;
    }
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
        read(start, stop, handicap);
        start = stop;
      }
      stop = lineEnd;
      at = lineEnd;
    }
    if (start > from) {
      read(start, to, handicap);
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

  /** Just after the last white space before {@code to}, if it is not far; else {@code to}. */
  private static int cut(char[] chars, int from, int to, int length) {
    if (to >= length) {
      return length;
    }
    int least = Math.max(from + 1, to - OVERLAP_CHARS / 2);
    for (int i = to; i > least; i--) {
      if (chars[i - 1] <= ' ') {
        return i;
      }
    }
    return to;
  }

  private void read(int from, int to, float handicap) {
    int length = handicap > 0 ? Math.max(PIECE_CHARS, to - from) : to - from;
    model.score(chars, from, to, channel, length, handicap, scratch);
    float read = scratch.probability();
    if (read > probability) {
      probability = read;
      start = scratch.start();
      end = scratch.end();
      if (read >= ModelDetector.REPORTED_MIN) {
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
