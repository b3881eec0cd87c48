package com.modalarmor.guard;

import com.modalarmor.detect.Detector;

/**
 * The part of a growing text that is kept: what is not released yet, and enough before it for
 * detectors to see it as in the whole. All indices are of the whole text. Single-threaded.
 */
final class Window {

  /** From here on what is kept is cut even where no clean place is known. */
  private static final int BEHIND_MAX = 8 * Detector.LOOK_BEHIND_MAX;

  private static final int PLACES = 64;

  private final StringBuilder kept = new StringBuilder();
  private final int[] clean = new int[PLACES];
  private int cleanCount;
  private int base;
  private int released;

  void append(CharSequence piece) {
    kept.append(piece);
  }

  /** What is kept. */
  String text() {
    return kept.toString();
  }

  /** Index at which it begins. */
  int base() {
    return base;
  }

  int end() {
    return base + kept.length();
  }

  int released() {
    return released;
  }

  int held() {
    return end() - released;
  }

  /** Everything before {@code to} has left. */
  void release(int to) {
    released = to;
    remember();
    int from = start();
    if (from > base) {
      kept.delete(0, from - base);
      base = from;
    }
  }

  /**
   * A place is clean when a word of letters and a blank stand before it: no value that is written
   * in groups goes on there, however long the row of groups.
   */
  private void remember() {
    int at = released - base;
    int i = at - 1;
    while (i >= 0 && Character.isWhitespace(kept.charAt(i))) {
      i--;
    }
    boolean wordBefore = i >= 0 && i < at - 1;
    boolean letter = false;
    while (wordBefore && i >= 0 && !Character.isWhitespace(kept.charAt(i))) {
      wordBefore = !Character.isDigit(kept.charAt(i));
      letter |= Character.isLetter(kept.charAt(i));
      i--;
    }
    boolean known = cleanCount > 0 && clean[(cleanCount - 1) % PLACES] == released;
    if (wordBefore && letter && !known) {
      clean[cleanCount++ % PLACES] = released;
      if (cleanCount == 2 * PLACES) {
        cleanCount -= PLACES;
      }
    }
  }

  /** Where what is kept may begin now. */
  private int start() {
    int wanted = released - Detector.LOOK_BEHIND_MAX;
    for (int n = cleanCount - 1; n >= 0 && n >= cleanCount - PLACES; n--) {
      if (clean[n % PLACES] <= wanted) {
        return clean[n % PLACES];
      }
    }
    if (released - base <= BEHIND_MAX) {
      return base;
    }
    int at = wanted - base;
    while (at > 0 && !Character.isWhitespace(kept.charAt(at - 1))) {
      at--;
    }
    return at > 0 ? base + at : wanted;
  }
}
