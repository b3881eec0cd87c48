package com.modalarmor.text;

/**
 * Arithmetic between UTF-16 indices, which Java has, and code points, which the outside contract
 * has.
 */
public final class CodePoints {

  private CodePoints() {}

  /** Number of code points before the UTF-16 index {@code index} of {@code text}. */
  public static int offset(String text, int index) {
    return text.codePointCount(0, index);
  }
}
