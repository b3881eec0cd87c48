package com.modalarmor.detect;

import java.util.Arrays;

/**
 * A text put together from pieces of other texts, with a map back. Scratch: filled again for each
 * use, single-threaded.
 */
final class JoinedText {

  private final StringBuilder text = new StringBuilder();
  private int[] starts = new int[32];
  private int[] ends = new int[32];
  private int[] runs = new int[32];
  private int[] offsets = new int[32];
  private boolean[] afterGap = new boolean[32];
  private int pieces;

  void clear() {
    text.setLength(0);
    pieces = 0;
  }

  int pieces() {
    return pieces;
  }

  int length() {
    return text.length();
  }

  String text() {
    return text.toString();
  }

  /**
   * Adds characters [from, to) of the text of {@code run}, after {@code separator} unless first.
   *
   * @param gap true when characters were left out before it
   */
  void add(String separator, int run, String source, int from, int to, boolean gap) {
    if (pieces > 0) {
      text.append(separator);
    }
    if (pieces == starts.length) {
      grow();
    }
    starts[pieces] = text.length();
    text.append(source, from, to);
    ends[pieces] = text.length();
    runs[pieces] = run;
    offsets[pieces] = from;
    afterGap[pieces++] = gap;
  }

  private void grow() {
    int size = pieces * 2;
    starts = Arrays.copyOf(starts, size);
    ends = Arrays.copyOf(ends, size);
    runs = Arrays.copyOf(runs, size);
    offsets = Arrays.copyOf(offsets, size);
    afterGap = Arrays.copyOf(afterGap, size);
  }

  /** The first piece that holds a character of [start, end); {@link #pieces()} when none does. */
  int firstPiece(int start) {
    int i = 0;
    while (i < pieces && ends[i] <= start) {
      i++;
    }
    return i;
  }

  /** The piece after the last one that holds a character of [.., end), from {@code first} on. */
  int afterPiece(int first, int end) {
    int i = first;
    while (i < pieces && starts[i] < end) {
      i++;
    }
    return i;
  }

  /** True when something was left out between two of the pieces [first, after). */
  boolean hasGap(int first, int after) {
    for (int i = first + 1; i < after; i++) {
      if (afterGap[i]) {
        return true;
      }
    }
    return false;
  }

  int run(int piece) {
    return runs[piece];
  }

  /** Index in the piece's own text of the first character at or after {@code start} here. */
  int originalStart(int piece, int start) {
    return offsets[piece] + Math.max(start, starts[piece]) - starts[piece];
  }

  /** Index in the piece's own text after the last character before {@code end} here. */
  int originalEnd(int piece, int end) {
    return offsets[piece] + Math.min(end, ends[piece]) - starts[piece];
  }
}
