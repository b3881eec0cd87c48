package com.modalarmor.text;

import java.util.Arrays;

/** How a view stands to the layer that it was decoded from. Scratch; single-threaded. */
final class Retelling {

  /** Characters of a text that a view of all of it may leave out in a row. */
  private static final int SKIPPED_MAX = 4;

  private static final int WORD_BACK_MAX = 30;
  private static final int NOISE_MIN = 8_192;
  private static final int NOISE_SAMPLE = 1_024;

  /** So many pairs of characters beyond ASCII tell whether they are of one script. */
  private static final int JUMBLED_MIN = 64;

  /** Share of letters in frequent words below which a text says nothing, */
  private static final double SAYS_NOTHING = 0.3;

  /** and from which it reads like English. */
  private static final double SAYS_SOMETHING = 0.6;

  private final Plausibility plausibility = new Plausibility();

  /**
   * True when nothing of the layer is missing in the view, and the layer does not read like a text,
   * but the view does.
   */
  boolean says(View view, Layer layer) {
    if (!whole(view, layer)) {
      return false;
    }
    plausibility.read(layer.chars(), 0, layer.length());
    if (plausibility.share(SAYS_NOTHING)) {
      return false;
    }
    boolean ascii = plausibility.foreign == 0;
    plausibility.read(view.chars(), 0, view.length());
    return plausibility.share(SAYS_SOMETHING) || ascii && foreign(view);
  }

  /** Mostly letters of a script other than Latin, by what was read last of the view, in order. */
  private boolean foreign(View view) {
    return plausibility.foreign > plausibility.letters
        && plausibility.foreign * 2 >= plausibility.length - plausibility.spaces
        && !jumbled(view.chars(), 0, view.length());
  }

  /** Nothing of the layer is missing in the view. */
  boolean whole(View view, Layer layer) {
    int before = 0;
    for (int i = 0; i < view.length(); i++) {
      if (view.originalStart(i) > before + SKIPPED_MAX) {
        return false;
      }
      before = Math.max(before, view.rangeEnd(i));
    }
    return before + SKIPPED_MAX >= layer.end(layer.length());
  }

  /** A text is long and its letters make no words, or are of many scripts by turns. */
  boolean noise(char[] chars, int length) {
    return length >= NOISE_MIN
        && noiseAt(chars, 0)
        && noiseAt(chars, length / 2)
        && noiseAt(chars, length - NOISE_SAMPLE);
  }

  private boolean noiseAt(char[] chars, int from) {
    plausibility.read(chars, from, from + NOISE_SAMPLE);
    return plausibility.foreign == 0
        ? plausibility.knownLetters * 5 < plausibility.letters
        : jumbled(chars, from, from + NOISE_SAMPLE);
  }

  /** Of the characters beyond ASCII hardly one stands beside another of its script. */
  private static boolean jumbled(char[] chars, int from, int to) {
    int pairs = 0;
    int alike = 0;
    for (int i = from + 1; i < to; i++) {
      if (chars[i] >= 0x80 && chars[i - 1] >= 0x80) {
        pairs++;
        alike += script(chars[i]) == script(chars[i - 1]) ? 1 : 0;
      }
    }
    return pairs >= JUMBLED_MIN && alike * 2 < pairs;
  }

  /** A number for the script of a character, about; those that a text mixes have one. */
  private static int script(char c) {
    if (c >= 0x2E80 && c < 0xA000) {
      return -1; // Chinese and Japanese
    }
    if (c >= 0xAC00 && c < 0xE000) {
      return c < 0xD800 ? -2 : -3; // Korean; halves of pairs
    }
    return c < 0x250 ? 0 : c >> 9;
  }

  /** The first word that begins in the range, or {@code start} where none does soon. */
  static int wordStart(Layer layer, int start, int from) {
    char[] chars = layer.chars();
    for (int i = start; i < from && i < start + WORD_BACK_MAX; i++) {
      if (chars[i] <= ' ') {
        return i + 1;
      }
    }
    return start;
  }

  /** The same characters, wherever they come from. */
  static boolean same(View one, View other) {
    int length = one.length();
    return length == other.length()
        && Arrays.equals(one.chars(), 0, length, other.chars(), 0, length);
  }
}
