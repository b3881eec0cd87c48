package com.modalarmor.detect;

import com.modalarmor.text.View;
import java.util.Arrays;

/**
 * Places in the folded view where a shape without a literal may begin: digit runs, {@code @},
 * colons and dots between name characters, collected in one pass. Scratch; single-threaded.
 *
 * <p>The folded view, because there fullwidth digits are digits and invisibles are gone.
 */
public final class Anchors {

  private static final byte DIGIT = 1;
  private static final byte AT = 2;
  private static final byte COLON = 3;
  private static final byte DOT = 4;
  private static final byte[] CLASS = classes();

  private int[] digits = new int[64];
  private int digitCount;
  private int[] ats = new int[16];
  private int atCount;
  private int[] colons = new int[16];
  private int colonCount;
  private int[] dots = new int[64];
  private int dotCount;

  /** Collects the anchors of a folded view. */
  void read(View view) {
    digitCount = 0;
    atCount = 0;
    colonCount = 0;
    dotCount = 0;
    char[] chars = view.chars();
    int length = view.length();
    byte[] classes = CLASS;
    for (int i = 0; i < length; i++) {
      char c = chars[i];
      if (c < 128 && classes[c] != 0) {
        i = anchor(classes[c], chars, i, length);
      }
    }
  }

  private int anchor(byte kind, char[] chars, int at, int length) {
    switch (kind) {
      case DIGIT:
        int end = at + 1;
        while (end < length && Chars.digit(chars[end])) {
          end++;
        }
        if (digitCount + 2 > digits.length) {
          digits = Arrays.copyOf(digits, digits.length * 2);
        }
        digits[digitCount++] = at;
        digits[digitCount++] = end;
        return end - 1;
      case AT:
        if (atCount == ats.length) {
          ats = Arrays.copyOf(ats, atCount * 2);
        }
        ats[atCount++] = at;
        return at;
      case COLON:
        if (at + 1 < length && chars[at + 1] != ' ' && chars[at + 1] != '\n') {
          if (colonCount == colons.length) {
            colons = Arrays.copyOf(colons, colonCount * 2);
          }
          colons[colonCount++] = at;
        }
        // "::" at the very end of a text is an address too, and its first colon is an anchor.
        return at;
      default:
        if (at > 0 && at + 1 < length && chars[at + 1] > '@' && chars[at - 1] > '-') {
          if (dotCount == dots.length) {
            dots = Arrays.copyOf(dots, dotCount * 2);
          }
          dots[dotCount++] = at;
        }
        return at;
    }
  }

  /** Number of digit runs. */
  int digitRuns() {
    return digitCount >> 1;
  }

  int digitStart(int run) {
    return digits[run << 1];
  }

  int digitEnd(int run) {
    return digits[(run << 1) + 1];
  }

  int ats() {
    return atCount;
  }

  int at(int index) {
    return ats[index];
  }

  /** Number of colons with no white space after them. */
  int colons() {
    return colonCount;
  }

  int colon(int index) {
    return colons[index];
  }

  /** Number of dots between name characters of which the second is no digit. */
  int dots() {
    return dotCount;
  }

  int dot(int index) {
    return dots[index];
  }

  private static byte[] classes() {
    byte[] table = new byte[128];
    Arrays.fill(table, '0', '9' + 1, DIGIT);
    table['@'] = AT;
    table[':'] = COLON;
    table['.'] = DOT;
    return table;
  }
}
