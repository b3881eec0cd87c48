package com.modalarmor.detect;

import java.util.Arrays;

/**
 * What one answer has told so far of what its request hides. One for each streamed answer, handed
 * to the scanner with each piece; single-threaded.
 */
public final class Told {

  private static final int CHARS_FIRST = 1_024;

  HiddenContext context;
  HiddenTexts texts;
  boolean[] places = new boolean[0];
  ShingleTable canaries;
  ShingleTable canaryBegins;
  int newly;
  float score;

  /** Of an answer to a request that hides {@code context}; null = nothing. */
  public static Told nothingOf(HiddenContext context) {
    Told told = new Told();
    told.begin(context);
    return told;
  }

  /** The same memory for another answer. */
  void begin(HiddenContext newContext) {
    context = newContext;
    texts = null;
  }

  /** The hidden texts are known from now on. */
  void read(HiddenTexts newTexts) {
    texts = newTexts;
    newly = 0;
    score = 0;
    if (places.length < texts.length()) {
      places = new boolean[Math.max(texts.length(), Math.max(CHARS_FIRST, places.length * 2))];
    } else {
      Arrays.fill(places, 0, texts.length(), false);
    }
  }

  void tell(int from, int to) {
    for (int i = from; i < to; i++) {
      if (!places[i]) {
        places[i] = true;
        newly++;
      }
    }
  }
}
