package com.modalarmor.text;

/**
 * The readings of one text that detectors look at: the original and the folded one (lower case,
 * NFKC, invisibles removed, homoglyphs of mixed-script words replaced). Scratch: {@link #read}
 * again for each text; single-threaded, do not keep.
 */
public final class Views {

  private final View original = new View();
  private final View folded = new View();
  private String text = "";
  private int transforms;

  /** Reads a text; views of the text before are gone. */
  public void read(String text) {
    this.text = text;
    original.beginIdentity(text);
    transforms = Fold.fold(text, folded);
  }

  /**
   * Loads the Unicode tables at start, so that no request waits for them (about a tenth of a
   * second).
   */
  public static void warmUp() {
    Fold.warmUp();
  }

  public String text() {
    return text;
  }

  /** The characters as sent. */
  public View original() {
    return original;
  }

  /** The characters as signatures are written: lower case, without disguise. */
  public View folded() {
    return folded;
  }

  /**
   * Bit set of the suspicious {@link Transform}s of the whole text: something hidden or disguised
   * that no ordinary text has.
   */
  public int transforms() {
    return transforms;
  }

  /** Number of decoded views; 0 for nearly every text. */
  public int decodedCount() {
    return 0;
  }

  /** A decoded view, folded; each index maps to the range of the original that it was made from. */
  public View decoded(int index) {
    throw new IndexOutOfBoundsException(index);
  }

  /** Bit set of the {@link Transform}s that a decoded view has undone, outermost and inner ones. */
  public int decodedTransforms(int index) {
    throw new IndexOutOfBoundsException(index);
  }

  /** True when a budget ended the decoding: part of what is encoded was not read. */
  public boolean truncated() {
    return false;
  }
}
