package com.modalarmor.detect;

import java.util.Arrays;

/**
 * A text without all that can be changed and still be read: its letters and digits alone, digits
 * that stand for letters as those letters. Two texts that differ in spacing, punctuation, mark-up
 * or leet squeeze to the same. Scratch: filled again for each use, single-threaded.
 */
final class Squeeze {

  private static final char NONE = 0;
  private static final char[] ASCII = ascii();

  private char[] chars = new char[1_024];
  private char[] raw = new char[1_024];
  private int[] origins = new int[1_024];
  private int length;

  /** Reads a folded text; only the first {@code charsMax} squeezed characters are kept. */
  void read(char[] folded, int foldedLength, int charsMax) {
    length = 0;
    append(folded, foldedLength, charsMax);
  }

  /** Appends a folded text; origins count from its own start. */
  void append(char[] folded, int foldedLength, int charsMax) {
    int needed = Math.min(charsMax, length + foldedLength);
    if (needed > chars.length) {
      int size = Math.max(needed, chars.length * 2);
      chars = Arrays.copyOf(chars, size);
      raw = Arrays.copyOf(raw, size);
      origins = Arrays.copyOf(origins, size);
    }
    for (int i = 0; i < foldedLength && length < needed; i++) {
      char c = squeezed(folded[i]);
      if (c != NONE) {
        chars[length] = c;
        raw[length] = folded[i];
        origins[length++] = i;
      }
    }
  }

  void clear() {
    length = 0;
  }

  char[] chars() {
    return chars;
  }

  /** What each squeezed character was. */
  char[] raw() {
    return raw;
  }

  int length() {
    return length;
  }

  /** Index in the folded text of a squeezed character. */
  int origin(int index) {
    return origins[index];
  }

  /** The form in which a folded character counts; 0 = it does not. */
  static char squeezed(char c) {
    if (c < 128) {
      return ASCII[c];
    }
    return Character.isLetterOrDigit(c) || Character.isSurrogate(c) ? c : NONE;
  }

  private static char[] ascii() {
    char[] table = new char[128];
    for (char c = 0; c < 128; c++) {
      boolean word = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      table[c] = word ? Character.toLowerCase(c) : NONE;
    }
    String from = "013457l@$";
    String to = "oieastias";
    for (int i = 0; i < from.length(); i++) {
      table[from.charAt(i)] = to.charAt(i);
    }
    return table;
  }
}
