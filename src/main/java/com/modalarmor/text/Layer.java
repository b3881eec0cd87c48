package com.modalarmor.text;

/**
 * What decoders read: characters with their case, each with its range of the original. The text
 * itself at depth 0, what was decoded from it below. Scratch; single-threaded.
 */
final class Layer {

  private final Evidence evidence;
  private final Signs signs = new Signs();
  private boolean noted;
  private View view;
  private String original;
  private int depth;
  private int transforms;

  /** Each character comes from its own place, and none is half a pair. */
  private boolean plain;

  private boolean noiseKnown;
  private boolean noise;

  /** What {@code evidence} has read last is the layer's. */
  Layer(Evidence evidence) {
    this.evidence = evidence;
  }

  /** Stands for {@code view}, whose transforms so far are {@code transforms}. */
  Layer of(View view, String original, int depth, int transforms) {
    this.view = view;
    this.original = original;
    this.depth = depth;
    this.transforms = transforms;
    this.noted = false;
    this.noiseKnown = false;
    this.plain = view.identity() && !evidence.beyondAscii();
    return this;
  }

  char[] chars() {
    return view.chars();
  }

  /** Where its signs are, from the first on. */
  Signs signs() {
    if (!noted) {
      noted = true;
      signs.read(view.chars(), view.length());
    }
    return signs.first();
  }

  /** Its signs, for whom they are known. */
  void signs(int[] places, int count) {
    noted = true;
    signs.of(view.chars(), view.length(), places, count);
  }

  /** Where its tokens of {@link Evidence#LONG_TOKEN} characters or more are. */
  Tokens tokens() {
    return evidence.tokens();
  }

  /** True when it has characters beyond ASCII. */
  boolean beyondAscii() {
    return evidence.beyondAscii();
  }

  /** True when it is no text, as {@code by} says, which is asked once. */
  boolean noise(Retelling by) {
    if (!noiseKnown) {
      noiseKnown = true;
      noise = by.noise(view.chars(), view.length());
    }
    return noise;
  }

  /** Appends the characters of that range to a ranged view, with their ranges. */
  void copy(int from, int to, View out) {
    out.appendOf(view, from, to, original);
  }

  int length() {
    return view.length();
  }

  int depth() {
    return depth;
  }

  int transforms() {
    return transforms;
  }

  /** UTF-16 index of the original where that character's range starts. */
  int start(int index) {
    return plain ? index : view.originalStart(index);
  }

  /** UTF-16 index of the original where the range of the character before {@code end} ends. */
  int end(int end) {
    return plain ? end : view.originalEnd(end, original);
  }

  /** Code point at that index; a half pair stands for itself. */
  int codePoint(int index) {
    return Character.codePointAt(view.chars(), index, view.length());
  }
}
