package com.modalarmor.guard;

/**
 * A text for the detectors that weigh the whole: it is due each time it has doubled, so that all
 * readings together cost a small multiple of one. Beyond a bound its older half is let go of, and
 * it is due each time half of it is new. Single-threaded.
 */
final class GrowingText {

  private static final int CHARS_FIRST = 1_024;

  private final int charsMax;
  private final StringBuilder text = new StringBuilder();
  private int base;
  private int nextDue = CHARS_FIRST;

  GrowingText(int charsMax) {
    this.charsMax = charsMax;
  }

  void append(CharSequence piece) {
    text.append(piece);
  }

  boolean due() {
    return text.length() >= nextDue;
  }

  /** What there is to be read now. */
  String text() {
    return text.toString();
  }

  /** Index of the whole text at which it begins; 0 while it is the whole. */
  int base() {
    return base;
  }

  /** It was read. */
  void done() {
    if (text.length() < charsMax) {
      nextDue = Math.min(charsMax, 2 * text.length());
    } else {
      int dropped = text.length() - charsMax / 2;
      text.delete(0, dropped);
      base += dropped;
      nextDue = charsMax;
    }
  }
}
