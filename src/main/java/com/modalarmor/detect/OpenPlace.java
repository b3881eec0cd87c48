package com.modalarmor.detect;

/**
 * Where, at the end of a squeezed text, a piece that is looked for has begun and not ended.
 * Scratch: {@link #begin} again for each text; single-threaded.
 */
final class OpenPlace {

  private static final int NONE = Integer.MIN_VALUE / 2;

  private int length;
  private int window;
  private int chainStart;
  private int chainEnd;
  private int firstBeginning;

  /**
   * Starts with a text of {@code newLength} characters, searched for pieces of {@code newWindow}.
   */
  void begin(int newLength, int newWindow) {
    length = newLength;
    window = newWindow;
    chainStart = newLength;
    chainEnd = NONE;
    firstBeginning = newLength;
  }

  /** A whole piece stands at {@code at}; in ascending order. */
  void piece(int place, int at) {
    if (at > chainEnd + window) {
      chainStart = at;
    }
    chainEnd = at + window;
  }

  /** The beginning of a piece stands at {@code at}; in ascending order. */
  void beginning(int place, int at) {
    if (at > length - window && at < firstBeginning) {
      firstBeginning = at;
    }
  }

  /** Index of the first character that is open, or the length. */
  int at() {
    boolean goesOn = chainEnd >= 0 && length - chainEnd < window;
    return Math.min(goesOn ? chainStart : length, firstBeginning);
  }
}
