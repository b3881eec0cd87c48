package com.modalarmor.text;

import java.util.Arrays;

/**
 * One reading of a text: characters with a map back to the original. Scratch: filled again for each text,
 * single-threaded, do not keep.
 *
 * <p>An identity view (nothing was added or removed) holds no map at all, so that plain text pays
 * nothing.
 */
public final class View {

  private char[] chars = new char[4_096];
  private int length;
  private int[] origin = new int[0];
  private boolean identity = true;

  /** The characters; only the first {@link #length()} count. */
  public char[] chars() {
    return chars;
  }

  public int length() {
    return length;
  }

  /** True when index i of this view is index i of the original. */
  public boolean identity() {
    return identity;
  }

  /** UTF-16 index in the original of the first character that {@code index} of this view came from. */
  public int originalStart(int index) {
    return identity ? index : origin[index];
  }

  /**
   * UTF-16 index in the original just after the view's half-open range that ends at {@code end}. Covers
   * what was removed before the next kept character only when it lies inside the range.
   */
  public int originalEnd(int end, String original) {
    if (identity) {
      return end;
    }
    if (end == 0) {
      return 0;
    }
    int last = origin[end - 1];
    return Math.min(original.length(), last + Character.charCount(original.codePointAt(last)));
  }

  /** Starts an identity view of {@code text}; the caller may then change characters one for one. */
  public char[] beginIdentity(String text) {
    ensure(text.length());
    length = text.length();
    text.getChars(0, length, chars, 0);
    identity = true;
    return chars;
  }

  /** Starts an empty mapped view. */
  public void beginMapped(int capacity) {
    ensure(capacity);
    if (origin.length < chars.length) {
      origin = new int[chars.length];
    }
    length = 0;
    identity = false;
  }

  /** Appends a character that came from UTF-16 index {@code from} of the original. */
  public void append(char c, int from) {
    if (length == chars.length) {
      chars = Arrays.copyOf(chars, length * 2);
    }
    if (origin.length < chars.length) {
      origin = Arrays.copyOf(origin, chars.length);
    }
    chars[length] = c;
    origin[length++] = from;
  }

  private void ensure(int capacity) {
    if (chars.length < capacity) {
      chars = new char[Math.max(capacity, chars.length * 2)];
    }
  }
}
